using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Tells specks, frames and strokes that the first reader took for letters: shown as words they would be invented.</summary>
internal static class Scrap
{
    public static bool IsScrap(PlacedWord first, SecondOpinion second)
    {
        var letters = first.Text.Count(char.IsLetterOrDigit);
        var seen = second.Text.Count(char.IsLetterOrDigit);
        // A dash or a sign between numbers is kept, however little the second reader makes of it.
        if (letters == 0) return first.Confidence < 0.5 && (seen == 0 || second.Least < 0.8);
        return first.Confidence < 0.35 && letters <= 3 && (seen == 0 || second.Least < 0.5) && !first.Text.Any(char.IsDigit);
    }
}
