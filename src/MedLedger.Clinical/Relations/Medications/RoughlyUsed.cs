using System.Text.RegularExpressions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Using oxycodone about once a day", "Tylenol maybe twice a week": how often somebody came to need it, which is no order of how often to take it.</summary>
internal static class RoughlyUsed
{
    private static readonly Regex Rough = new(@"\b(?:about|around|roughly|approximately|approx|maybe|perhaps|probably|at\s+most|only|rarely|usually)\s+(?:once|twice|one|two|three|1|2|3|\d\s*x|three\s+times)\s*(?:times\s+)?(?:or\s+(?:twice|two|three)\s+)?(?:or\s+twice\s+)?(?:a|per|every|each)\s+(?:day|week|month|night|fortnight)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static Direction WithoutTimes(Note note, FoundName name, Direction direction) =>
        direction.Dosing is { TimesPerDay: not null, AsNeeded: false } dosing && direction.End > name.End && Rough.IsMatch(note.Words(name.End, direction.End))
            ? direction with { Dosing = dosing with { TimesPerDay = null, FrequencyText = null } }
            : direction;
}
