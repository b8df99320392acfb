using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.Coding;

/// <summary>Units as laboratories print them, with their UCUM codes; the longest that fits wins.</summary>
internal sealed class Units
{
    private readonly List<(string Written, string Ucum, string? As)> _units =
        [.. RuleFile.Read<List<Row>>("units.json").Select(row => (row.Written, row.Ucum, row.As)).OrderByDescending(unit => unit.Written.Length)];

    /// <summary>The unit that stands at <paramref name="at"/> (blanks before it are skipped), as written, and where it ends.</summary>
    public (string Written, string Ucum, int End)? At(string text, int at)
    {
        while (at < text.Length && text[at] == ' ') at++;
        foreach (var (written, ucum, means) in _units)
        {
            if (at + written.Length > text.Length || !Same(text, at, written)) continue;
            var end = at + written.Length;
            if (end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(written[^1])) continue;
            return (means ?? text[at..end], ucum, end);
        }

        return null;
    }

    // Letters ignore case except for units of one letter; a digit one inside a word is an l that was misread.
    private static bool Same(string text, int at, string written)
    {
        for (var i = 0; i < written.Length; i++)
        {
            char read = text[at + i], want = written[i];
            if (read == want) continue;
            if (written.Length == 1) return false;
            if (char.ToLowerInvariant(read) == char.ToLowerInvariant(want)) continue;
            if (read == '1' && char.ToLowerInvariant(want) == 'l') continue;
            // Micro is written with two signs that look alike, a power with one that is misread, and times with a sign or a letter.
            if ((want, read) is ('u' or 'µ', 'µ' or 'μ') or ('^', '~') or ('x', '×')) continue;
            return false;
        }

        return true;
    }

    // As: what to show instead, for spellings that only optical reading makes (the raised 3 of 10³ becomes 43).
    private sealed record Row(string Written, string Ucum, string? As = null);
}
