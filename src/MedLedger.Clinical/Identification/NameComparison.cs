using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Identification;

/// <summary>How far two values of one identity part agree.</summary>
internal enum Agreement
{
    /// <summary>One side says nothing.</summary>
    Absent,
    Differ,

    /// <summary>One letter or digit apart, as a misreading would be: counts only with other evidence.</summary>
    Slip,

    /// <summary>Compatible but thin (a surname alone, initials).</summary>
    Weak,
    Agree,
}

/// <summary>Compares names whatever their order, case, accents, titles, middle names and initials.</summary>
internal static class NameComparison
{
    private static readonly HashSet<string> _titles = new(StringComparer.Ordinal)
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "lady", "herr", "frau", "md", "phd", "geb", "nee",
    };

    private static readonly HashSet<string> _generations = new(StringComparer.Ordinal) { "sr", "jr", "ii", "iii", "iv" };

    public static Agreement Compare(PersonName? left, PersonName? right)
    {
        if (CompareGenerations(left, right) == Agreement.Differ) return Agreement.Differ;
        var a = Parts(left);
        var b = Parts(right);
        if (a.Count == 0 || b.Count == 0) return Agreement.Absent;
        var (fewer, more) = a.Count <= b.Count ? (a, b) : (b, a);
        var free = more.ToList();
        int full = 0, initials = 0, slips = 0;
        var sameFamily = left?.Family is { } family && right?.Family is { } theirs && PlainWords.Join(family) == PlainWords.Join(theirs);
        foreach (var part in fewer.OrderByDescending(part => part.Length).ThenBy(part => part, StringComparer.Ordinal))
        {
            if (free.Remove(part)) { if (part.Length > 1) full++; else initials++; continue; }
            if (free.Find(other => IsInitial(part, other)) is { } initial) { free.Remove(initial); initials++; continue; }
            // "JP van Wyk" for Johanna Petronella.
            if (part.Length is 2 or 3 && AreInitials(part, a.Count <= b.Count ? left : right) && InitialsOf(part, free) is { Count: > 1 } given) { free.RemoveAll(given.Contains); initials++; continue; }
            if (free.Find(other => part.Length > 3 && other.Length > 3 && PlainWords.DifferByOneSlip(part, other)) is { } slip) { free.Remove(slip); slips++; continue; }
            if (free.Find(other => Nicknames.AreOfOneName(part, other)) is { } known) { free.Remove(known); slips++; continue; }
            // "Stan Hargreaves" for Stanislaw: a short form, which counts as little as a slip.
            if (sameFamily && free.Find(other => IsShortForm(part, other)) is { } longer) { free.Remove(longer); slips++; continue; }
            return Agreement.Differ;
        }

        if (slips > 1 || full + slips == 0) return Agreement.Differ;
        if (slips == 1) return Agreement.Slip;
        return full >= 2 ? Agreement.Agree : Agreement.Weak;
    }

    /// <summary>Father and son may differ in nothing but "Sr" and "Jr": two that differ are two persons, one against none says little.</summary>
    public static Agreement CompareGenerations(PersonName? left, PersonName? right) => (Generation(left), Generation(right)) switch
    {
        (null, null) => Agreement.Absent,
        ({ } a, { } b) => a == b ? Agreement.Agree : Agreement.Differ,
        _ => Agreement.Weak,
    };

    // In front of a name "Sr." is the Spanish for "Mr".
    private static string? Generation(PersonName? name) => PlainWords.Of(name?.Text).Skip(1).FirstOrDefault(_generations.Contains);

    /// <summary>Whether a reader's misread letters explain every difference and no twin's given name does: what is a letter apart is the family's name, or stands beside another given name that is the same.</summary>
    public static bool IsMisread(PersonName? left, PersonName? right)
    {
        // "Family, given" and "given family" cannot be told apart by their words.
        if (left?.Text?.Contains(',', StringComparison.Ordinal) != false || right?.Text?.Contains(',', StringComparison.Ordinal) != false) return false;
        List<string> a = Parts(left), b = Parts(right);
        if (a.Count > 2 && b.Count > 2 && a[0].Length > 1 && a[0] == b[0] && a.Intersect(b).Count(part => part.Length > 1) > 1) return true;
        if (a.Count < 2 || !AreSlips(a, b)) return false;
        // "Tan Meili" and "Tan Weili" may be twins: of two words the last is the family's only where a record says so.
        return (a[0] == b[0] && PlainWords.Join(left.Family) == a[^1]) || a.Skip(1).SkipLast(1).Zip(b.Skip(1)).Any(pair => pair.First == pair.Second && pair.First.Length > 3);
    }

    /// <summary>Whether every name stands where the other has it, in full or a letter apart.</summary>
    public static bool AreSlips(PersonName? left, PersonName? right) => AreSlips(Parts(left), Parts(right));

    private static bool AreSlips(List<string> a, List<string> b) =>
        a.Count > 1 && a.Count == b.Count && a.Zip(b).All(pair => pair.First == pair.Second || (pair.First.Length > 3 && pair.Second.Length > 3 && PlainWords.DifferByOneSlip(pair.First, pair.Second)));

    /// <summary>Whether one name of five letters or more is the same in both.</summary>
    public static bool ShareAName(PersonName? left, PersonName? right) => Parts(left).Intersect(Parts(right)).Any(part => part.Length >= 5);

    /// <summary>"Len Vickers" for Leonard Arthur Vickers: the family name, and for the given one its known short name.</summary>
    public static bool IsByNickname(PersonName? left, PersonName? right)
    {
        if (CompareGenerations(left, right) == Agreement.Differ) return false;
        List<string> a = Parts(left), b = Parts(right);
        var (fewer, more) = a.Count <= b.Count ? (a, b) : (b, a);
        return fewer.Count > 1 && fewer.Exists(part => part.Length > 3 && more.Contains(part)) && fewer.TrueForAll(part => more.Contains(part) || more.Exists(other => Nicknames.AreOfOneName(part, other)));
    }

    /// <summary>"Seun Fairbairn" for Oluwaseun, "Beth Ames" for Elisabeth: the same family name, and the one given name is the beginning or the end of the other.</summary>
    public static bool IsCalledBy(PersonName? left, PersonName? right)
    {
        if (CompareGenerations(left, right) == Agreement.Differ || left?.Family is not { Length: > 1 } family || right?.Family is not { } theirs || PlainWords.Join(family) != PlainWords.Join(theirs)) return false;
        var surname = PlainWords.Of(family);
        List<string> a = [.. Parts(left).Where(part => !surname.Contains(part))], b = [.. Parts(right).Where(part => !surname.Contains(part))];
        if (a.Count == 0 || b.Count == 0) return false;
        var (called, full) = a[0].Length < b[0].Length ? (a[0], b[0]) : (b[0], a[0]);
        return called.Length >= 3 && (full.StartsWith(called, StringComparison.Ordinal) || full.EndsWith(called, StringComparison.Ordinal));
    }

    // "JP" beside "van Wyk"; "Roy" and "Li" are names, and of a name all in capitals nothing can be told.
    private static bool AreInitials(string part, PersonName? name) =>
        name?.Text is { } text && text.Any(char.IsLower) && text.Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Any(word => word.Length == part.Length && word.All(char.IsUpper) && word.Equals(part, StringComparison.OrdinalIgnoreCase));

    private static List<string> InitialsOf(string part, List<string> names)
    {
        var given = new List<string>();
        foreach (var name in names)
            if (given.Count < part.Length && name.Length > 2 && name[0] == part[given.Count]) given.Add(name);
        return given.Count == part.Length ? given : [];
    }

    private static bool IsInitial(string part, string other) =>
        (part.Length == 1 && other.StartsWith(part, StringComparison.Ordinal)) || (other.Length == 1 && part.StartsWith(other, StringComparison.Ordinal));

    private static bool IsShortForm(string part, string other) =>
        Math.Min(part.Length, other.Length) >= 3 && Math.Abs(part.Length - other.Length) >= 3 && (other.StartsWith(part, StringComparison.Ordinal) || part.StartsWith(other, StringComparison.Ordinal));

    // Umlauts are written out by some systems and stripped by others, so both spellings fall to the bare vowel.
    public static List<string> Parts(PersonName? name) =>
        [.. PlainWords.Of(name?.Text)
            .Where(part => !_titles.Contains(part) && !_generations.Contains(part) && !part.Any(char.IsDigit))
            .Select(part => part.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal))];
}
