using MedLedger.Clinical.Summary.Wording;

namespace MedLedger.Clinical.Summary;

/// <summary>Width of text in em, on the safe side for the sans-serif fonts that browsers fall back to.</summary>
internal static class LetterWidth
{
    /// <summary>What a line prints, with its marks, dates and remarks.</summary>
    public static string Shown(PageLine line, PageWords words)
    {
        var unsure = line.IsUnsure ? $" {words["unsure"].ToUpperInvariant()} {line.UnsureBecause} (picture of words)" : "";
        var conflict = line.Conflict is { } against ? $" {words.Of("conflict", against).ToUpperInvariant()}" : "";
        var trend = line.Trend.Count > 0 ? " ~~~~~~~~" : "";
        return $"{(line.Critical ? line.Text + "  " : line.Text)} {line.Detail}{trend} {line.Date}{unsure}{conflict} {line.Remark}";
    }

    /// <summary>Rows that the text takes in a column of so many em; words are broken where they must be.</summary>
    public static int Rows(string text, double width)
    {
        var rows = 1;
        var used = 0.0;
        foreach (var word in text.Split(' '))
        {
            var needed = Of(word) + 0.3;
            if (used + needed > width && used > 0) { rows++; used = 0; }
            while (needed > width) { rows++; needed -= width; }
            used += needed;
        }

        return rows;
    }

    private static double Of(string word) => word.Sum(c => c switch
    {
        > '\u024f' => 1.05,
        'M' or 'W' or 'm' or 'w' or '%' or '@' => 0.92,
        >= 'A' and <= 'Z' => 0.70,
        'i' or 'l' or 'j' or 't' or 'f' or '.' or ',' or ':' or ';' or '\'' => 0.33,
        _ => 0.57,
    });
}
