using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>
/// Drugs of a treatment that is given in cycles in a clinic ("1000 mg/m2 day 1, 8, 15 q28", "cycle 5") and those that go with it ("ondansetron for 3 days
/// after chemo"): on the day of a letter they are rarely taken, and when the treatment ends nobody stops them one by one.
/// </summary>
internal static class TreatmentCycle
{
    public const string Reason = "it belongs to a treatment that is given in cycles, and whether that goes on is not said";

    private const int Reach = 4;

    private static readonly HashSet<string> Treatments = new(StringComparer.Ordinal) { "chemo", "chemotherapy", "chemotherapie", "chimio", "chimiotherapie", "quimio", "quimioterapia", "chemioterapia", "cycle", "cycles", "zyklus", "zyklen", "ciclo", "ciclos" };

    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal) { "after", "with", "before", "following", "post", "pre", "during", "around", "each", "every", "per", "of", "nach", "mit", "vor", "apres", "avec", "avant", "con", "despues", "tras" };

    public static string? Of(Note note, FoundName name, int segment, Direction direction)
    {
        var tokens = note.Tokens;
        var steady = direction.Dosing is { Dose: not null, TimesPerDay: not null };
        for (var at = name.End; at < segment; at++)
        {
            var word = tokens[at].Folded;
            if (!steady && word is "m2" or "m²" or "sqm" && tokens[at - 1].IsMark('/')) return Reason;
            if (!steady && IsDayOfCycle(word)) return Reason;
            if (Treatments.Contains(word) && tokens[at].Line <= tokens[name.First].Line + 1 && Enumerable.Range(Math.Max(name.End, at - Reach), at - Math.Max(name.End, at - Reach)).Any(before => Beside.Contains(tokens[before].Folded))) return Reason;
            // "Cycle 5 day 1"
            if (!steady && word is "cycle" or "zyklus" or "ciclo" && at + 1 < segment && tokens[at + 1].Kind == TokenKind.Number) return Reason;
        }

        return null;
    }

    // C5D1
    private static bool IsDayOfCycle(string word) => word is ['c', >= '0' and <= '9', 'd', >= '0' and <= '9', ..] or ['c', >= '0' and <= '9', >= '0' and <= '9', 'd', >= '0' and <= '9', ..];
}
