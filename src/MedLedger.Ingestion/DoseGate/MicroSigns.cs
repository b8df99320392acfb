using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Tells µ from p by its shape where readers say pmol or pg: a µ hangs below the line as a p does, and encloses nothing.</summary>
internal static class MicroSigns
{
    private const double Doubtful = 0.55;
    private const double Hanging = 0.12;

    public static IEnumerable<PlacedWord> Restore(PreparedPage page, IEnumerable<PlacedWord> words) => words.Select(word => Restored(page, word));

    // A thousandfold or millionfold error hangs on it: what only the shape says stays unsure.
    private static PlacedWord Restored(PreparedPage page, PlacedWord word)
    {
        if (word.Text[0] is not ('p' or 'y' or 'u' or 'w' or 'j') || UnitWords.WithMicro(Numbers.Core(word.Text)) is null && !word.Text.StartsWith("wmol", StringComparison.Ordinal)) return word;
        var runs = InkRuns.Of(page.Image, word.Area);
        if (runs.Count < 2) return word;
        var bottoms = runs.Skip(1).Select(run => run.Bottom).Order().ToList();
        var first = runs[0];
        if (first.Bottom - bottoms[bottoms.Count / 2] < Hanging * word.Area.Height || Holes.Any(page.Image, first.Left, first.Top, first.Right, first.Bottom)) return word;
        return word with { Text = "µ" + word.Text[1..], Confidence = Math.Min(word.Confidence, Doubtful), Unsure = true, Others = [word.Text, .. word.Others.Where(other => other[0] != 'µ')] };
    }
}
