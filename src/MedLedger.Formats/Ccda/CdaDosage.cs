using System.Text.RegularExpressions;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Formats.Ccda;

/// <summary>Dose, route and timing of a substanceAdministration (C-CDA R2.1, Medication Activity). What is not stated stays null.</summary>
public static partial class CdaDosage
{
    private static readonly Dictionary<string, decimal> UnitsInDay = new(StringComparer.Ordinal)
    {
        ["s"] = 86400,
        ["min"] = 1440,
        ["h"] = 24,
        ["hr"] = 24,
        ["d"] = 1,
        ["wk"] = 1m / 7,
        ["mo"] = 1m / 30,
        ["a"] = 1m / 365,
    };

    // TimingEvent (HL7 v3): meals are three a day unless one is named.
    private static readonly Dictionary<string, (decimal Times, string Words)> Events = new(StringComparer.Ordinal)
    {
        ["HS"] = (1, "at bedtime"),
        ["WAKE"] = (1, "on waking"),
        ["AC"] = (3, "before meals"),
        ["ACM"] = (1, "before breakfast"),
        ["ACD"] = (1, "before lunch"),
        ["ACV"] = (1, "before dinner"),
        ["PC"] = (3, "after meals"),
        ["PCM"] = (1, "after breakfast"),
        ["PCD"] = (1, "after lunch"),
        ["PCV"] = (1, "after dinner"),
        ["C"] = (3, "with meals"),
        ["CM"] = (1, "with breakfast"),
        ["CD"] = (1, "with lunch"),
        ["CV"] = (1, "with dinner"),
    };

    /// <param name="administration">The substanceAdministration.</param>
    /// <param name="product">The drug, whose form counts where the dose has no unit.</param>
    /// <param name="sig">The direction in words, or null.</param>
    /// <param name="narrative">Where references lead.</param>
    public static Dosing? Read(CdaElement administration, CodedText product, string? sig, CdaNarrative narrative)
    {
        var dose = Dose(administration, product);
        var route = CdaDatatypes.Concept(administration.First("routeCode"), narrative);
        var (perDay, frequency) = Timing(administration);
        var asNeeded = administration.All("precondition").Any(condition => !condition.IsNull);
        string?[] parts = [dose?.Text ?? Between(administration.First("doseQuantity"), product), route?.Text, frequency, Rate(administration), asNeeded ? "as needed" : null];
        var composed = string.Join(' ', parts.Where(part => part is not null));
        var text = sig ?? (composed.Length > 0 ? composed : null);
        if (text is null) return null;
        return new()
        {
            Text = text,
            Dose = dose,
            Form = CdaDatatypes.Concept(administration.First("administrationUnitCode"), narrative)?.Text,
            Route = route,
            TimesPerDay = perDay,
            FrequencyText = frequency,
            AsNeeded = asNeeded,
            Duration = Duration(administration),
        };
    }

    // Without a unit the number counts units of the product (C-CDA R2.1, CONF:1098-16878).
    private static Quantity? Dose(CdaElement administration, CodedText product)
    {
        var stated = administration.First("doseQuantity");
        if (stated is null || stated.IsNull) return null;
        var quantity = CdaDatatypes.Quantity(stated);
        if (quantity is null && stated.First("low") is { } low && stated.First("high") is { } high && low["value"] == high["value"]) quantity = CdaDatatypes.Quantity(low);
        if (quantity is null or { Value: <= 0 }) return null;
        return quantity.Unit.Length > 0 ? quantity : quantity with { Unit = Counted(administration, product) };
    }

    private static string Counted(CdaElement administration, CodedText product) =>
        administration.First("administrationUnitCode")?["displayName"]?.ToLowerInvariant()
        ?? (Form().Match(product.Text) is { Success: true } form ? form.Value.ToLowerInvariant() : "");

    private static string? Between(CdaElement? dose, CodedText product)
    {
        if (CdaDatatypes.Number(dose?.First("low")?["value"]) is not { } low || CdaDatatypes.Number(dose?.First("high")?["value"]) is not { } high) return null;
        var unit = CdaDatatypes.Unit(dose!.First("high")?["unit"] ?? dose.First("low")?["unit"]);
        if (unit.Length == 0 && Form().Match(product.Text) is { Success: true } form) unit = form.Value.ToLowerInvariant();
        return $"{CdaDatatypes.Plain(low)} - {CdaDatatypes.Plain(high)} {unit}".Trim();
    }

    private static (decimal? PerDay, string? Words) Timing(CdaElement administration)
    {
        decimal events = 0;
        var words = new List<string>();
        foreach (var time in administration.All("effectiveTime").SelectMany(time => time.All("comp").Prepend(time)))
        {
            if (time.First("period") is { } period && Period(period) is { } every)
                return (every.PerDay, every.Words);
            if (time.First("event")?["code"] is not { } code || !Events.TryGetValue(code, out var when)) continue;
            events += when.Times;
            words.Add(when.Words);
        }

        return events == 0 ? (null, null) : (events, string.Join(" and ", words));
    }

    private static (decimal? PerDay, string Words)? Period(CdaElement period)
    {
        if (CdaDatatypes.Number(period["value"]) is { } value and > 0 && UnitsInDay.TryGetValue(period["unit"] ?? "", out var units))
            return (Math.Round(units / value, 6), $"every {CdaDatatypes.Plain(value)} {period["unit"]}");
        // "Every 4 to 6 hours" has no single answer.
        if (CdaDatatypes.Number(period.First("low")?["value"]) is { } low && CdaDatatypes.Number(period.First("high")?["value"]) is { } high)
            return (null, $"every {CdaDatatypes.Plain(low)}-{CdaDatatypes.Plain(high)} {period.First("low")!["unit"]}".Trim());
        return null;
    }

    private static string? Rate(CdaElement administration) =>
        CdaDatatypes.Quantity(administration.First("rateQuantity")) is { } rate ? $"at {rate.Text}" : null;

    private static string? Duration(CdaElement administration) =>
        administration.All("effectiveTime").Select(time => CdaDatatypes.Quantity(time.First("width"))).FirstOrDefault(width => width is not null)?.Text;

    [GeneratedRegex(@"\b(tablet|capsule|patch|spray|puff|drop|suppository|lozenge)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
