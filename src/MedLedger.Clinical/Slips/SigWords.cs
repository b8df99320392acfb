namespace MedLedger.Clinical.Slips;

/// <summary>
/// The closed set of short words that a prescription's direction is written with, and which of them the readings of one word mean. A wrong word for
/// how often is an overdose, so that there every reading has to fit; a tablet that was a capsule harms nobody.
/// </summary>
internal static class SigWords
{
    private const int ReadingsThatVote = 3;

    // Words of one meaning are one: which of them it was matters to nobody.
    private static readonly Dictionary<string, string> _often = Meanings(
        ("daily", "qd od daily"), ("twice", "bid bd"), ("three times", "tid tds"), ("four times", "qid qds"), ("every other day", "qod"), ("weekly", "weekly week"),
        ("morning", "qam"), ("evening", "qpm"), ("night", "qhs hs"), ("before meals", "ac"), ("after meals", "pc"), ("as needed", "prn"), ("4 h", "q4h"), ("6 h", "q6h"), ("8 h", "q8h"), ("12 h", "q12h"));

    private static readonly Dictionary<string, string> _plain = Meanings(("by mouth", "po"), ("tablet", "tab tabs"), ("capsule", "cap caps"), ("puff", "puff puffs"), ("meals", "meals"), ("food", "food"));

    /// <summary>Whether a word as it was read is one of the set.</summary>
    public static bool Knows(string word) => _often.ContainsKey(Plain(word)) || _plain.ContainsKey(Plain(word));

    /// <summary>Whether one piece is counted by this word.</summary>
    public static bool IsOnePiece(string word) => Plain(word) is "tab" or "cap" or "puff";

    /// <summary>Whether pieces are counted by this word.</summary>
    public static bool IsPiece(string word) => IsOnePiece(word) || Plain(word) is "tabs" or "caps" or "puffs";

    /// <summary>The word that the readings of one word mean; null where they may mean another, or none.</summary>
    /// <param name="readings">The word as it stands, and its other readings.</param>
    /// <param name="doubtful">Whether its readers differ; else it was read one way, and is no word.</param>
    public static string? Settle(IReadOnlyList<string> readings, bool doubtful)
    {
        List<string> read = [.. readings.Select(Plain).Where(word => word.Length > 0)];
        if (read.Count == 0 || (!doubtful && Knows(read[0]))) return null;
        return Often(read, doubtful) ?? (read.Exists(_often.ContainsKey) ? null : Said(read));
    }

    private static string? Said(List<string> read)
    {
        var said = read.Where(_plain.ContainsKey).DistinctBy(word => _plain[word]).ToList();
        return said.Count == 1 ? said[0] : null;
    }

    private static string? Often(List<string> read, bool doubtful)
    {
        if (!doubtful && read.Count == 1) return ByShape(read[0]);
        List<string> exact = [.. read.Where(_often.ContainsKey).DistinctBy(word => _often[word])];
        if (exact.Count > 1) return null;
        if (exact.Count == 1) return !exact[0].Any(char.IsAsciiDigit) && read.TrueForAll(word => IsOneSlip(word, exact[0])) && read.Exists(word => word != exact[0] && Means(word, _often[exact[0]])) ? exact[0] : null;
        if (read.Count < ReadingsThatVote) return null;
        var near = _often.Keys.Where(word => !word.Any(char.IsAsciiDigit) && read.TrueForAll(one => IsOneSlip(one, word))).DistinctBy(word => _often[word]).ToList();
        return near is [var only] && only.All(letter => read.Exists(word => word.Contains(letter, StringComparison.Ordinal))) ? only : null;
    }

    // One slip from this meaning and from no other: "lid" may be bid and tid, "qld" qd and qid.
    private static bool Means(string read, string meaning) => _often.Where(word => IsOneSlip(read, word.Key)).All(word => word.Value == meaning);

    // "gid", "TLD": one sign is another that it looks like, and no other word of the set is as near.
    private static string? ByShape(string read)
    {
        var near = _often.Keys.Where(word => word.Length == read.Length && Differing(word, read) is [var (meant, seen)] && LookAlike(meant, seen)).DistinctBy(word => _often[word]).ToList();
        return near is [var only] ? only : null;
    }

    private static List<(char Meant, char Seen)> Differing(string word, string read) => [.. word.Zip(read).Where(pair => pair.First != pair.Second)];

    // What hangs below the line looks like what hangs below it; an upright like an upright. An a may be a q, an o or a b, and is none of them.
    private static bool LookAlike(char meant, char seen) => (meant, seen) switch
    {
        ('q', 'g' or '9') => true,
        ('i', 'l' or '1' or '|' or '!' or 'j') => true,
        _ => false,
    };

    private static bool IsOneSlip(string read, string word)
    {
        if (Math.Abs(read.Length - word.Length) > 1) return false;
        var (longer, shorter) = read.Length >= word.Length ? (read, word) : (word, read);
        var same = 0;
        while (same < shorter.Length && shorter[same] == longer[same]) same++;
        if (same == longer.Length) return true;
        return longer.AsSpan(same + 1).SequenceEqual(shorter.AsSpan(longer.Length == shorter.Length ? same + 1 : same));
    }

    private static string Plain(string word) => word.Trim('.', ',', ';', ':', '(', ')', '"', '\'', '-').Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();

    private static Dictionary<string, string> Meanings(params (string Meaning, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Meaning))).ToDictionary(one => one.word, one => one.Meaning, StringComparer.Ordinal);
}
