using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Doubts "110" and "148.0" where the first sign is a bare stem: in many typefaces the I of a diagnosis code (I10, I48.0) is one, a figure 1 has
/// a flag. Both readers take the one for the other.
/// </summary>
internal static partial class BareStems
{
    private const double Stem = 0.27;
    private const double Doubtful = 0.5;

    public static IEnumerable<PlacedWord> Doubt(PreparedPage page, IEnumerable<PlacedWord> words) =>
        words.Select(word => CodeLike().IsMatch(word.Text) && StartsWithStem(page, word.Area) ? word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word);

    private static bool StartsWithStem(PreparedPage page, Area area)
    {
        var first = InkRuns.Of(page.Image, area).Find(run => run.Bottom - run.Top > 0.6 * area.Height);
        return first.Bottom > first.Top && first.Right - first.Left + 1 < Stem * (first.Bottom - first.Top + 1);
    }

    [GeneratedRegex(@"^1\d\d(\.\d{1,2})?[,.;:)]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeLike();
}
