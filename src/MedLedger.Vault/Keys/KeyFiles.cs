using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MedLedger.Vault.Keys;

/// <summary>Files that only their owner may read, written so that they are there whole or not at all.</summary>
internal static class KeyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode AnyoneElse = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Keys rest in files with Unix permissions.");
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    public static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Keys rest in files with Unix permissions.");
        // A leftover of a start that died here was never renamed, so nothing was sealed under it.
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        var stream = new FileStream(temporary, options);
        await using (stream)
        {
            await stream.WriteAsync(bytes, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Keys rest in files with Unix permissions.");
        if (!File.Exists(path))
            throw new KeyRingException($"{Path.GetFileName(path)} is missing. Put it back from where it was kept safe; without it nothing sealed can be opened.");
        if ((File.GetUnixFileMode(path) & AnyoneElse) != UnixFileMode.None)
            throw new KeyRingException($"{Path.GetFileName(path)} can be read by others than its owner. Run chmod 600 on it, and ask who has read it.");
        return await File.ReadAllBytesAsync(path, cancellationToken);
    }

    // A renamed file survives a power cut only when its folder was synced too.
    private static void SyncFolder(string folder)
    {
        var descriptor = open(folder, 0);
        if (descriptor < 0) throw new IOException("A key folder could not be opened for sync.", new Win32Exception(Marshal.GetLastPInvokeError()));
        var result = fsync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = close(descriptor);
        if (result != 0) throw new IOException("A key folder could not be synced.", new Win32Exception(error));
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
}
