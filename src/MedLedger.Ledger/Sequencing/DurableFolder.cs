using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MedLedger.Ledger.Sequencing;

/// <summary>
/// Files that are whole or absent after a crash: temporary file, fsync, rename, fsync of the directory.
/// An error of fsync is thrown and never retried: the page cache would claim success the second time.
/// </summary>
internal sealed partial class DurableFolder
{
    private readonly string _root;
    private readonly string _temporary;
    private readonly IFaultPoint _faults;
    private readonly HashSet<string> _unsynced = [];

    public DurableFolder(string root, string temporary, IFaultPoint faults)
    {
        _root = Path.GetFullPath(root);
        _temporary = temporary;
        _faults = faults;
    }

    public string Full(string path) => Path.Combine(_root, path);

    /// <summary>Whole under its name afterwards, but the name is durable only after <see cref="Sync"/>.</summary>
    public void Put(string path, byte[] bytes)
    {
        var target = Full(path);
        MakeDirectory(Path.GetDirectoryName(target)!);
        var temporary = Full(_temporary);
        MakeDirectory(Path.GetDirectoryName(temporary)!);
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            _faults.Reach($"create temporary for {path}");
            file.Write(bytes.AsSpan(0, bytes.Length / 2));
            _faults.Reach($"half of {path} written");
            file.Write(bytes.AsSpan(bytes.Length / 2));
            _faults.Reach($"fsync {path}");
            file.Flush(flushToDisk: true);
        }

        _faults.Reach($"rename to {path}");
        File.Move(temporary, target, overwrite: true);
        _unsynced.Add(Path.GetDirectoryName(target)!);
    }

    /// <summary>Makes every name put so far durable.</summary>
    public void Sync()
    {
        foreach (var directory in _unsynced)
        {
            _faults.Reach($"fsync directory {Path.GetFileName(directory)}");
            SyncDirectory(directory);
        }

        _unsynced.Clear();
    }

    private void MakeDirectory(string directory)
    {
        if (Directory.Exists(directory)) return;
        var parent = Path.GetDirectoryName(directory)!;
        MakeDirectory(parent);
        Directory.CreateDirectory(directory);
        _unsynced.Add(parent);
    }

    private static void SyncDirectory(string directory)
    {
        var handle = Open(directory, OpenReadOnlyCloseOnExec);
        if (handle < 0) throw new IOException($"The directory of the log cannot be opened: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        try
        {
            if (SyncHandle(handle) != 0) throw new IOException($"fsync of a directory failed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    // .NET opens no directories, so their fsync goes to the C library. Flag value of Linux, the same on x86-64 and arm64.
    private const int OpenReadOnlyCloseOnExec = 0x80000;

    [LibraryImport("libc.so.6", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc.so.6", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncHandle(int handle);

    [LibraryImport("libc.so.6", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
