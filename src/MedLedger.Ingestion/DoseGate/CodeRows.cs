using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Doubts "279.4" in "E11.9, 279.4" and under "Diagnosis code": among diagnosis codes a number that starts with a figure which a letter looks like
/// (Z, I, S, G, B) is a code as likely.
/// </summary>
internal static partial class CodeRows
{
    private const double Doubtful = 0.5;
    private const double MostBelow = 2.5;

    public static IEnumerable<PlacedWord> Doubt(IReadOnlyList<PlacedWord> words) =>
        words.Select((word, i) => CodeLike().IsMatch(word.Text) && (Listed(words, i - 1, i) || Listed(words, i, i + 1) || IsUnderLabel(words, word)) ? word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word);

    // A comma between the two, and one of them a code.
    private static bool Listed(IReadOnlyList<PlacedWord> words, int first, int second) =>
        first >= 0 && second < words.Count && words[first].Text[^1] is ',' or ';' && (words[first].Block, words[first].Line) == (words[second].Block, words[second].Line)
        && (Code().IsMatch(words[first].Text) || Code().IsMatch(words[second].Text));

    // A form's label stands over its cell, or a column's head over it.
    private static bool IsUnderLabel(IReadOnlyList<PlacedWord> words, PlacedWord word) =>
        words.Any(label => Label().IsMatch(label.Text) && label.Area.Bottom <= word.Area.MiddleY && word.Area.Y - label.Area.Bottom < MostBelow * word.Area.Height
            && label.Area.X < word.Area.Right + word.Area.Height && label.Area.Right > word.Area.X);

    [GeneratedRegex(@"^(diagnos[ie]s|icd(-?10)?(-?cm)?)[:.]?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[12568]\d\d(\.\d{1,4})?[,.;]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeLike();

    [GeneratedRegex(@"^[A-Z]\d\d(\.\d{1,4})?[,.;]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
