namespace MedLedger.Server.Composition;

/// <summary>
/// The claim of one process on a data directory, taken before anything in it is opened or made: two first starts at once could
/// otherwise each make keys, and one would seal under keys that the other overwrote. The system drops it when the process dies.
/// </summary>
internal static class DataClaim
{
    /// <exception cref="IOException">when another process holds it.</exception>
    public static FileStream Take(string data)
    {
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new FileStream(FileOf(data), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    public static bool IsHeld(string data)
    {
        if (!File.Exists(FileOf(data))) return false;
        try
        {
            using var claim = Take(data);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string FileOf(string data) => Path.Combine(data, ".claim");
}
