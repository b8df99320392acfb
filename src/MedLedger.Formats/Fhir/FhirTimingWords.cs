using System.Globalization;

namespace MedLedger.Formats.Fhir;

/// <summary>How often and when, in words, from the parts of a FHIR R4 Timing.repeat.</summary>
internal static class FhirTimingWords
{
    // HL7 v3 TimingEvent and FHIR R4 event-timing.
    private static readonly Dictionary<string, string> Events = new(StringComparer.Ordinal)
    {
        ["MORN"] = "in the morning",
        ["NOON"] = "at noon",
        ["AFT"] = "in the afternoon",
        ["EVE"] = "in the evening",
        ["NIGHT"] = "at night",
        ["HS"] = "at bedtime",
        ["WAKE"] = "on waking",
        ["C"] = "with meals",
        ["CM"] = "with breakfast",
        ["CD"] = "with lunch",
        ["CV"] = "with dinner",
        ["AC"] = "before meals",
        ["ACM"] = "before breakfast",
        ["ACD"] = "before lunch",
        ["ACV"] = "before dinner",
        ["PC"] = "after meals",
        ["PCM"] = "after breakfast",
        ["PCD"] = "after lunch",
        ["PCV"] = "after dinner",
    };

    public static string? Of(FhirElement repeat)
    {
        string?[] parts = [Every(repeat), .. When(repeat)];
        var words = string.Join(' ', parts.Where(part => part is not null));
        return words.Length == 0 ? null : words;
    }

    /// <summary>"on Mon, Thu", with what else there is; never "1 x / d" beside it. Null without days of the week.</summary>
    public static string? Days(FhirElement repeat)
    {
        var days = repeat.Items("dayOfWeek").Select(day => day.Text()).OfType<string>().Select(day => char.ToUpperInvariant(day[0]) + day[1..].ToLowerInvariant()).ToList();
        if (days.Count == 0) return null;
        var often = OnDays(repeat) is not { } perDay ? Every(repeat)
            : Math.Round(perDay * 7 / days.Count, 4) is var times && times != 1 ? $"{Plain(times)} x"
            : days.Count == 1 ? "weekly" : null;
        string?[] parts = [often, $"on {string.Join(", ", days)}", .. When(repeat)];
        return string.Join(' ', parts.Where(part => part is not null));
    }

    /// <summary>Doses in a day, averaged over the week; null where a longer period or a range leaves it open.</summary>
    public static decimal? OnDays(FhirElement repeat)
    {
        var days = repeat.Items("dayOfWeek").Count();
        if (repeat["frequencyMax"].Exists || repeat["periodMax"].Exists) return null;
        var times = repeat.Number("frequency") ?? 1;
        return (repeat.Number("period") ?? 1, repeat.Text("periodUnit")) switch
        {
            (1, "d" or null) => times * days / 7m,
            (1, "wk") when times == 1 || times == days => days / 7m,
            (7, "d") when times == 1 || times == days => days / 7m,
            _ => null,
        };
    }

    private static string? Every(FhirElement repeat)
    {
        if (repeat.Number("period") is not { } period || repeat.Text("periodUnit") is not { } unit) return null;
        var times = Range(repeat.Number("frequency") ?? 1, repeat.Number("frequencyMax"));
        var every = period == 1 && !repeat["periodMax"].Exists ? unit : $"{Range(period, repeat.Number("periodMax"))} {unit}";
        return $"{times} x / {every}";
    }

    private static IEnumerable<string?> When(FhirElement repeat)
    {
        var offset = repeat.Number("offset") is { } minutes and > 0 ? $"{Plain(minutes)} min " : "";
        foreach (var when in repeat.Items("when").Select(when => when.Text()).OfType<string>()) yield return offset + Events.GetValueOrDefault(when, when);
        foreach (var time in repeat.Items("timeOfDay").Select(time => time.Text()).OfType<string>()) yield return $"at {(time.EndsWith(":00", StringComparison.Ordinal) && time.Length == 8 ? time[..5] : time)}";
    }

    private static string Range(decimal least, decimal? most) => most is { } upper ? $"{Plain(least)}-{Plain(upper)}" : Plain(least);

    private static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
