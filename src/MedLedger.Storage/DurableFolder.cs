using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MedLedger.Storage;

/// <summary>Makes names durable: a new or renamed file survives a power cut only when its folder was synced too.</summary>
internal static class DurableFolder
{
    /// <summary>A failed sync is not tried again: the kernel may have dropped the pages and would report success.</summary>
    public static void Sync(string folder)
    {
        var descriptor = open(folder, 0);
        if (descriptor < 0) throw new IOException("A folder of the store could not be opened for sync.", new Win32Exception(Marshal.GetLastPInvokeError()));
        var result = fsync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = close(descriptor);
        if (result != 0) throw new IOException("A folder of the store could not be synced.", new Win32Exception(error));
    }

    public static void Create(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The store rests in folders with Unix permissions.");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Sync(Path.GetDirectoryName(folder)!);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
}
