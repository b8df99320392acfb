using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Doubts "110" and "148.0" where the first sign is a bare stem: in many typefaces the I of a diagnosis code (I10, I48.0) is one, a figure 1 has
/// a flag. Both readers take the one for the other.
/// </summary>
internal static partial class BareStems
{
    private const double Stem = 0.27;
    private const double Doubtful = 0.5;

    public static IEnumerable<PlacedWord> Doubt(PreparedPage page, IReadOnlyList<PlacedWord> words) =>
        words.Select((word, i) => (CodeLike().IsMatch(word.Text) || IsFirstPerson(words, i)) && StartsWithStem(page, word.Area) ? word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word);

    // "1 would be grateful": what opens a line before a word is I as likely as a count.
    private static bool IsFirstPerson(IReadOnlyList<PlacedWord> words, int at)
    {
        var word = words[at];
        if (word.Text != "1") return false;
        var row = words.Where(other => !ReferenceEquals(other, word) && Math.Abs(other.Area.MiddleY - word.Area.MiddleY) < 0.5 * word.Area.Height).ToList();
        var next = row.Where(other => other.Area.X > word.Area.X && other.Area.X - word.Area.Right < word.Area.Height).MinBy(other => other.Area.X);
        return next is not null && char.IsLower(next.Text[0]) && !UnitWords.IsUnit(next.Text) && !row.Exists(other => other.Area.X < word.Area.X && word.Area.X - other.Area.Right < 2 * word.Area.Height);
    }

    private static bool StartsWithStem(PreparedPage page, Area area)
    {
        var first = InkRuns.Of(page.Image, area).Find(run => run.Bottom - run.Top > 0.6 * area.Height);
        return first.Bottom > first.Top && first.Right - first.Left + 1 < Stem * (first.Bottom - first.Top + 1);
    }

    [GeneratedRegex(@"^1\d\d(\.\d{1,2})?[,.;:)]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeLike();
}
