using System.Numerics;

namespace MedLedger.Clinical.Lexicon;

/// <summary>A drug name that is misspelt or misread, and how it was understood.</summary>
internal sealed record NearMiss(LexiconEntry Entry, string Name, int Edits)
{
    /// <summary>One edit in a long name leaves no doubt; anything else is shown as unsure.</summary>
    public bool Doubtful => Edits > 1 || Name.Length < 8;
}

/// <summary>Finds the one drug a wrongly written word can mean. Every name is cut into three parts: with two edits or fewer, one part survives.</summary>
internal sealed class DrugNames
{
    private const int ShortestName = 6;
    private const int LengthForTwoEdits = 9;
    private const int ShortestFar = 9;
    private const int MostFarEdits = 4;

    private readonly Dictionary<string, LexiconEntry> _names;
    private readonly Dictionary<(string Part, int Index, int Length), List<(string Name, uint Letters)>> _parts = [];

    public DrugNames(Dictionary<string, LexiconEntry> names)
    {
        _names = names;
        foreach (var name in names.Keys.Where(name => name.Length >= ShortestName && name.All(char.IsAsciiLetter)))
            for (var index = 0; index < 3; index++)
            {
                var (start, length) = PartOf(name.Length, index);
                var key = (name.Substring(start, length), index, name.Length);
                if (!_parts.TryGetValue(key, out var list)) _parts[key] = list = [];
                list.Add((name, Letters(name)));
            }
    }

    /// <summary>The drug that <paramref name="word"/> most likely is, or null when none or more than one is as near.</summary>
    public NearMiss? Find(string word)
    {
        var (best, second, edits) = Nearest(word);
        return best is null || second is not null ? null : new(_names[best], best, edits);
    }

    /// <summary>The drug that a word crossed out, or printed too faintly, is nearest to: up to a fourth of its letters may be others, and no other drug may be as near. Never a ground for showing a drug.</summary>
    public NearMiss? FindFar(string word)
    {
        if (word.Length < ShortestFar) return null;
        var allowed = Math.Min(MostFarEdits, word.Length / 4);
        (string? Best, string? Second, int Edits) near = (null, null, allowed + 1);
        foreach (var name in _names.Keys)
        {
            if (Math.Abs(name.Length - word.Length) > 1 || name.Length < ShortestFar) continue;
            var edits = Distance(word, name);
            if (edits < near.Edits) near = (name, null, edits);
            else if (edits == near.Edits && near.Best is { } best && _names[best].Name != _names[name].Name) near.Second = name;
        }

        return near is { Best: { } found, Second: null } ? new(_names[found], found, near.Edits) : null;
    }

    /// <summary>As <see cref="Find"/>, but when two drugs are one slip away, both of them under one name that has no code.</summary>
    public NearMiss? FindOrBoth(string word)
    {
        var (best, second, edits) = Nearest(word);
        if (best is null) return null;
        if (second is null) return new(_names[best], best, edits);
        if (edits > 1) return null;
        var both = string.CompareOrdinal(best, second) < 0 ? $"{best} or {second}" : $"{second} or {best}";
        return new(new LexiconEntry(EntryKind.Drug, both, [], Curated: false), both, Edits: 2);
    }

    /// <summary>The two drugs that <paramref name="word"/> is equally near to ("hydralazine or hydroxyzine"), or null.</summary>
    public string? Ambiguous(string word) => Nearest(word) is ({ } first, { } second, _) ? $"{first} or {second}" : null;

    private (string? Best, string? Second, int Edits) Nearest(string word)
    {
        var read = Unconfuse(word);
        if (read.Length < ShortestName - 1 || read.Length > 24) return default;
        if (_names.ContainsKey(read)) return (read, null, read == word ? 0 : 1);
        string? best = null, second = null;
        var least = 3;
        var letters = Letters(read);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var length = Math.Max(ShortestName, read.Length - 2); length <= read.Length + 2; length++)
            for (var index = 0; index < 3; index++)
            {
                var (start, partLength) = PartOf(length, index);
                for (var at = Math.Max(0, start - 2); at <= start + 2 && at + partLength <= read.Length; at++)
                {
                    if (!_parts.TryGetValue((read.Substring(at, partLength), index, length), out var candidates)) continue;
                    foreach (var (candidate, itsLetters) in candidates)
                    {
                        // One edit changes at most two letters of the set, so most names need no closer look.
                        if (BitOperations.PopCount(letters ^ itsLetters) > 2 * Math.Min(2, least) || !seen.Add(candidate)) continue;
                        var allowed = candidate.Length >= LengthForTwoEdits || read.Length >= LengthForTwoEdits - 1 ? 2 : 1;
                        // A name cut short ("metoprol") is one slip, not two.
                        var edits = candidate.StartsWith(read, StringComparison.Ordinal) ? 1 : Distance(read, candidate);
                        if (edits > allowed || edits > least) continue;
                        if (edits < least) (least, best, second) = (edits, candidate, null);
                        else if (best is null) best = candidate;
                        else if (_names[best].Name != _names[candidate].Name) second ??= candidate;
                    }
                }
            }

        return (best, second, least + (read == word ? 0 : 1));
    }

    private static uint Letters(string word)
    {
        var set = 0u;
        foreach (var c in word)
            if (char.IsAsciiLetterLower(c)) set |= 1u << (c - 'a');
        return set;
    }

    private static (int Start, int Length) PartOf(int length, int index)
    {
        var third = length / 3;
        return index == 2 ? (2 * third, length - (2 * third)) : (index * third, third);
    }

    // What optical reading confuses within a word of letters.
    private static string Unconfuse(string word) =>
        word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter)
            ? word.Replace('0', 'o').Replace('1', 'l').Replace('5', 's').Replace('8', 'b')
            : word;

    private static int Distance(string a, string b)
    {
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            current.CopyTo(previous);
        }

        return previous[b.Length];
    }
}
