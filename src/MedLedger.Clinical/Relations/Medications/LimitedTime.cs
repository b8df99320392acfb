using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>A drug that a list gives for a limited time: "for one year only" counts from the day of its line, "while on TB treatment" ends with something that has no day here.</summary>
internal static class LimitedTime
{
    private static readonly Regex Long = new(@"\b(?:for|x|×|total(?:\s+of)?|duration)?\s*(?:a\s+)?(\d{1,2}|an?|one|two|three|four|five|six|nine|twelve|eighteen)\s*[- ]?(years?|yrs?|months?|mths?|mo)\s+(?:only|in\s+total|total|then\s+stop|and\s+(?:then\s+)?stop)\b|\bonly\s+for\s+(\d{1,2}|an?|one|two|three|four|five|six|nine|twelve|eighteen)\s*[- ]?(years?|yrs?|months?|mths?|mo)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex WithTreatment = new(@"\b(?:(?:while|whilst)\s+(?:still\s+)?(?:on|taking|having|receiving|under(?:going)?)|(?:as\s+long\s+as|so\s+long\s+as)\s+(?:he\s+is\s+|she\s+is\s+)?(?:on|taking|having)|during|for\s+the\s+duration\s+of|throughout|until\s+(?:the\s+)?(?:end|completion)\s+of|until\s+(?:after\s+)?(?:finished|completed?|completing|finishing))\s+(?:the\s+|his\s+|her\s+|your\s+)?(?:course\s+of\s+)?(?:anti-?)?(?:tb|tuberculosis|tubercular|att|rhze|rifafour|antibiotics?|antibiotic|chemo|chemotherapy|radiotherapy|radiation|anti-?tuberculous|ipt|tpt|eradication)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex UntilOver = new(@"\b(?:until|till)\s+(?:the\s+|his\s+|her\s+|your\s+)?(?:[\w-]+\s+){0,3}(?:treatment|therapy|course|chemo|chemotherapy|radiotherapy|antibiotics?|tablets|regimen)\s+(?:is\s+|are\s+|has\s+|have\s+)?(?:ends?|ended|finish(?:es|ed)?|complete[sd]?|stops?|stopped|over|done)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] Numerals = ["", "one", "two", "three", "four", "five", "six", "", "", "nine", "", "", "twelve", "", "", "", "", "", "eighteen"];

    public static (PartialDate? End, string? Doubt) Of(Note note, FoundName name, int end, PartialDate? start)
    {
        if (end <= name.End) return default;
        var words = note.Words(name.End, end);
        if (WithTreatment.IsMatch(words) || UntilOver.IsMatch(words)) return (null, "it was to be taken only for the time of another treatment");
        if (Long.Match(words) is not { Success: true } match) return default;
        var (count, unit) = match.Groups[1].Success ? (match.Groups[1].Value, match.Groups[2].Value) : (match.Groups[3].Value, match.Groups[4].Value);
        var months = Number(count) * (unit[0] is 'y' or 'Y' ? 12 : 1);
        var begun = start ?? DayOfLine(note, name) ?? note.Date;
        return begun is { Day: not null } day && months > 0 ? (PartialDate.From(day.Earliest.AddMonths(months)), null) : (null, "it was for a limited time, from a day that is not told");
    }

    // "Discharge drugs 22-03-2019: Ecosprin 75 OD, Clopilet 75 OD for one year only": the day before the colon is that of all behind it.
    private static PartialDate? DayOfLine(Note note, FoundName name)
    {
        for (var at = name.First - 1; at > 0 && note.Tokens[name.First].Line - note.Tokens[at].Line <= 1; at--)
            if (note.Tokens[at].IsMark(':')) return note.DateAt(at - 1);
        return null;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : text.ToLowerInvariant() is "a" or "an" ? 1 : Math.Max(0, Array.IndexOf(Numerals, text.ToLowerInvariant()));
}
