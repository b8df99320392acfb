using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Ventolin about once a month", "Tylenol maybe twice a week": how seldom somebody needed it, and no direction. The words are kept.</summary>
internal static class ReportedUse
{
    private const int Reach = 6;

    private static readonly HashSet<string> Estimates = new(StringComparer.Ordinal) { "about", "around", "roughly", "approximately", "approx", "maybe", "perhaps", "probably", "~", "rarely", "hardly", "seldom", "occasionally", "sometimes", "averaging", "average" };

    public static Direction Applied(Note note, FoundName name, Direction direction)
    {
        if (direction.Dosing is not { Dose: null, Strength: null, TimesPerDay: < 1 } dosing) return direction;
        for (var at = name.End; at < Math.Min(direction.End, name.End + Reach); at++)
            if (Estimates.Contains(note.Tokens[at].Folded))
                return direction with { Dosing = dosing with { Text = note.Words(at, direction.End), TimesPerDay = null, FrequencyText = null, AsNeeded = true } };
        return direction;
    }
}
