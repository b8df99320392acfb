namespace MedLedger.Ledger.Entries;

/// <summary>An entry ready to be appended: the leaf that everyone will see, and the opening that stays with its holders.</summary>
public sealed class LogEntry
{
    private LogEntry(EntryPayload payload, EntryOpening opening)
    {
        Payload = payload;
        Opening = opening;
        Leaf = new(payload.Kind, opening.Commitment());
    }

    public EntryPayload Payload { get; }

    public EntryOpening Opening { get; }

    public LogLeaf Leaf { get; }

    /// <summary>Commits to a payload under a fresh salt. <paramref name="fillSalt"/> must come from a cryptographic source.</summary>
    public static LogEntry Of(EntryPayload payload, Action<byte[]> fillSalt)
    {
        var salt = new byte[EntryOpening.SaltLength];
        fillSalt(salt);
        return new(payload, new EntryOpening(salt, payload.ToCanonicalBytes()));
    }

    /// <summary>The same entry again, from an opening kept before a crash.</summary>
    /// <exception cref="FormatException">when the opening holds no known payload.</exception>
    public static LogEntry From(EntryOpening opening) => new(opening.Read(), opening);
}
