using System.Text.RegularExpressions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Using oxycodone about once a day", "Ventolin about once a month": how often somebody came to need it, which is no order of how often to take it.</summary>
internal static class ReportedUse
{
    private const int Reach = 6;

    private static readonly HashSet<string> Estimates = new(StringComparer.Ordinal) { "about", "around", "roughly", "approximately", "approx", "maybe", "perhaps", "probably", "~", "rarely", "hardly", "seldom", "occasionally", "sometimes", "averaging", "average" };

    private static readonly Regex Rough = new(@"\b(?:about|around|roughly|approximately|approx|maybe|perhaps|probably|at\s+most|only|rarely|usually)\s+(?:once|twice|one|two|three|1|2|3|\d\s*x|three\s+times)\s*(?:times\s+)?(?:or\s+(?:twice|two|three)\s+)?(?:or\s+twice\s+)?(?:a|per|every|each)\s+(?:day|week|month|night|fortnight)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Seldom use without an amount keeps its words and is as needed; beside an amount only the count of times is taken away.</summary>
    public static Direction Applied(Note note, FoundName name, Direction direction)
    {
        if (direction.Dosing is { Dose: null, Strength: null, TimesPerDay: < 1 } seldom)
            for (var at = name.End; at < Math.Min(direction.End, name.End + Reach); at++)
                if (Estimates.Contains(note.Tokens[at].Folded))
                    return direction with { Dosing = seldom with { Text = note.Words(at, direction.End), TimesPerDay = null, FrequencyText = null, AsNeeded = true } };
        return direction.Dosing is { TimesPerDay: not null, AsNeeded: false } dosing && direction.End > name.End && Rough.IsMatch(note.Words(name.End, direction.End))
            ? direction with { Dosing = dosing with { TimesPerDay = null, FrequencyText = null } }
            : direction;
    }
}
