using System.Runtime.InteropServices;

namespace MedLedger.Chain.Transactions;

/// <summary>Makes a new file's name durable: on Linux a file can survive a power cut nameless until its folder is flushed.</summary>
internal static class DurableFolder
{
    private const int ReadOnlyDirectory = 0x10000; // O_RDONLY | O_DIRECTORY

    /// <exception cref="IOException">when the flush fails; nothing written to the folder may then be relied on.</exception>
    public static void Flush(string folder)
    {
        var descriptor = open(folder, ReadOnlyDirectory);
        if (descriptor < 0) throw new IOException($"The folder {folder} cannot be opened (errno {Marshal.GetLastPInvokeError()}).");
        var failed = fsync(descriptor) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = close(descriptor);
        if (failed != 0) throw new IOException($"The folder {folder} cannot be flushed (errno {failed}).");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    private static extern int close(int descriptor);
}
