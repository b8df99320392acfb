namespace MedLedger.Ledger.Entries;

/// <summary>What an entry of the log is about. The numbers are part of the leaf format (docs/formats/leaf.md) and never change.</summary>
public enum LogEntryKind : byte
{
    /// <summary>Never in a log: the value of an unset kind.</summary>
    None = 0,

    Record = 1,
    Supersession = 2,
    Summary = 3,
    Grant = 4,
    Revocation = 5,
    Access = 6,
    BreakGlass = 7,
    Erasure = 8,
    Link = 9,
}

internal static class LogEntryKinds
{
    private static readonly string[] Names = ["", "record", "supersession", "summary", "grant", "revocation", "access", "break-glass", "erasure", "link"];

    public static bool IsKnown(byte value) => value is >= 1 and <= 9;

    public static string Name(this LogEntryKind kind) => Names[(int)kind];

    public static LogEntryKind Parse(string name)
    {
        var at = Array.IndexOf(Names, name, 1);
        return at > 0 ? (LogEntryKind)at : throw new FormatException($"There is no kind of entry called '{name}'.");
    }
}
