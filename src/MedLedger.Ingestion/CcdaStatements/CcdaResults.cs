using System.Text.RegularExpressions;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Result, vital sign and social history observations, alone or in an organizer.</summary>
internal static partial class CcdaResults
{
    private const string PregnancyStatus = "82810-3";

    /// <summary>LOINC codes by which a blood group is reported: both together, ABO alone, Rh alone.</summary>
    public static readonly string[] BloodGroups = ["882-1", "883-9", "10331-7"];

    private static readonly HashSet<string> PregnancyCodes = new(StringComparer.Ordinal) { PregnancyStatus, "11778-8", "11779-6", "11780-4", "11639-2", "11636-8", "11637-6", "11640-0", "11612-9", "11884-4", "18185-9", "49051-6" };

    public static ObservationFinding? Read(CdaElement observation, CdaElement? panel, CcdaAmbient ambient, ObservationCategory category, CcdaContext context)
    {
        var coded = observation.First("code");
        var (number, words) = Value(observation, context);
        // An assertion has its meaning in the value: pregnant, exposed to smoke.
        if (CdaDatatypes.HasCode(coded, "ASSERTION")) return Asserted(observation, ambient, words, category, context);
        var concept = context.Concept(coded) ?? (context.Words(observation) is { } spoken ? new CodedText(spoken) : null);
        if (concept is null || CdaDatatypes.HasCode(coded, BloodGroups)) return null;
        // Without a value there is nothing to show; an order that waits says so by its status.
        if (number is null && words is null) return null;
        var status = Status(observation);
        var effective = CdaDatatypes.Start(observation.First("effectiveTime")) ?? CdaDatatypes.Start(panel?.First("effectiveTime"));
        var flag = observation.All("interpretationCode").Select(code => code["code"]).FirstOrDefault(code => code is not (null or "N"));
        return new()
        {
            Concept = concept,
            Category = CdaDatatypes.Codes(coded).Any(PregnancyCodes.Contains) ? ObservationCategory.Pregnancy : category == ObservationCategory.Laboratory && Imaging().IsMatch($"{concept.Text} {context.Concept(panel?.First("code"))?.Text}") ? ObservationCategory.Imaging : category,
            Assertion = ambient.Assertion(Assertion.Plain),
            Certainty = ReadingCertainty.Sure,
            Value = number,
            ValueText = words,
            ReferenceRange = Range(observation, context),
            Flag = flag,
            Effective = effective,
            Status = status,
            EnteredInError = ambient.Nullified,
            Sources = context.Source(observation, ambient.Negated ? "negated" : null, concept.Text, number?.Text ?? words?.Text, flag, effective?.ToString()),
        };
    }

    /// <summary>The blood group of the person, which is no result among others.</summary>
    public static (string Text, CdaElement From)? BloodGroup(CcdaContext context)
    {
        (string Text, CdaElement From)? Find(string code) => context.Roots.SelectMany(root => root.Below())
            .Where(below => below is { Name: "observation", Negated: false } && CdaDatatypes.HasCode(below.First("code"), code) && Status(below) is "final" && below.SelfAndAbove().All(IsOwn))
            .Select(below => Value(below, context).Words is { } words ? (words.Text, below) : ((string, CdaElement)?)null)
            .FirstOrDefault(found => found is not null);
        if (Find(BloodGroups[0]) is { } both) return both;
        if (Find(BloodGroups[1]) is not { } abo) return null;
        return Find(BloodGroups[2]) is { } rh ? ($"{abo.Text} {rh.Text}", abo.From) : abo;
    }

    // A relative's blood group, and one inside of what was negated or withdrawn, is not the patient's.
    private static bool IsOwn(CdaElement around) => around is { Negated: false } && around.First("subject") is null && around.First("statusCode")?["code"] != "nullified";

    private static ObservationFinding? Asserted(CdaElement observation, CcdaAmbient ambient, CodedText? value, ObservationCategory category, CcdaContext context)
    {
        if (value is null) return null;
        var pregnant = value.Codes.Any(code => code.Value is "77386006" or "60001007" or "152231000119106" or "146799005");
        if (!pregnant && category != ObservationCategory.SocialHistory) return null;
        var negated = pregnant && ambient.Negated;
        return new()
        {
            Concept = pregnant ? new CodedText("Pregnancy status") { Codes = [new(CodeSystems.Loinc, PregnancyStatus, "Pregnancy status")] } : value,
            Category = pregnant ? ObservationCategory.Pregnancy : category,
            Assertion = negated ? Assertion.Plain with { Experiencer = ambient.Experiencer } : ambient.Assertion(Assertion.Plain),
            Certainty = ReadingCertainty.Sure,
            ValueText = negated ? new("Not pregnant") { Codes = [new(CodeSystems.Snomed, "60001007", "Not pregnant")] } : value,
            Effective = CdaDatatypes.Start(observation.First("effectiveTime")),
            Status = Status(observation),
            EnteredInError = ambient.Nullified,
            Sources = context.Source(observation, ambient.Negated ? "negated" : null, value.Text),
        };
    }

    private static (Quantity? Number, CodedText? Words) Value(CdaElement observation, CcdaContext context)
    {
        // Several values of one observation are one answer in several words.
        var values = observation.All("value").Where(value => !value.IsNull || value.Children.Any()).ToList();
        if (values.Count == 0) return (null, null);
        if (values.Count > 1) return (null, Joined(values.Select(value => One(value, context)).Select(one => one.Words?.Text ?? one.Number?.Text)));
        return One(values[0], context);
    }

    private static (Quantity? Number, CodedText? Words) One(CdaElement value, CcdaContext context)
    {
        switch (value["xsi:type"])
        {
            case "PQ" or "MO":
                return CdaDatatypes.Quantity(value) is { } quantity ? (quantity, null) : (null, Printed(value, context));
            case "INT" or "REAL":
                return CdaDatatypes.Number(value["value"]) is { } number ? (new(number, ""), null) : (null, null);
            case "IVL_PQ" or "IVL_INT" or "IVL_REAL":
                return Interval(value);
            case "CD" or "CE" or "CO" or "CV" or "CS":
                return (null, context.Concept(value));
            case "RTO" or "RTO_PQ_PQ" or "RTO_INT_INT":
                return (null, Joined([CdaDatatypes.Quantity(value.First("numerator"))?.Text, CdaDatatypes.Quantity(value.First("denominator"))?.Text], ":"));
            case "BL":
                return value["value"] is { } truth ? (null, new(truth == "true" ? "yes" : "no")) : (null, null);
            case "TS":
                return CdaDatatypes.Start(value) is { } day ? (null, new(day.ToString())) : (null, null);
            default:
                // ST and ED, and values without a type: the words, which senders also use for numbers.
                if (value["value"] is not null && CdaDatatypes.Quantity(value) is { } untyped) return (untyped, null);
                var text = context.Narrative.Words(value) ?? value["displayName"];
                return (null, text is null ? null : new(text));
        }
    }

    // "Greater than 1000" is an interval with one end.
    private static (Quantity? Number, CodedText? Words) Interval(CdaElement value)
    {
        var (low, high) = (value.First("low"), value.First("high"));
        if (CdaDatatypes.Quantity(low) is { } least && CdaDatatypes.Quantity(high) is { } most) return (null, new($"{least.Text} - {most.Text}"));
        if (CdaDatatypes.Quantity(low) is { } over) return (over with { Comparator = low!["inclusive"] == "false" ? ">" : ">=" }, null);
        if (CdaDatatypes.Quantity(high) is { } under) return (under with { Comparator = high!["inclusive"] == "false" ? "<" : "<=" }, null);
        return (null, null);
    }

    // A value outside of UCUM stands in a translation's or the value's own words.
    private static CodedText? Printed(CdaElement value, CcdaContext context)
    {
        var translated = value.All("translation").Select(translation => (Number: translation["value"], Words: context.Narrative.Words(translation.First("originalText")))).FirstOrDefault(one => one.Number is not null);
        var text = translated.Number is { } number ? $"{number} {translated.Words}".Trim() : value.Text;
        return text is null ? null : new(text);
    }

    private static CodedText? Joined(IEnumerable<string?> parts, string by = ", ")
    {
        var text = string.Join(by, parts.Where(part => part is not null));
        return text.Length == 0 ? null : new(text);
    }

    private static string? Range(CdaElement observation, CcdaContext context)
    {
        foreach (var range in observation.All("referenceRange").Select(range => range.First("observationRange")).OfType<CdaElement>())
        {
            if (range.First("interpretationCode")?["code"] is not (null or "N")) continue;
            if (CdaDatatypes.Range(range.First("value")) is { } numbers) return numbers;
            if ((context.Narrative.Words(range.First("text")) ?? range.First("value")?.Text) is { } words) return words;
        }

        return null;
    }

    private static string? Status(CdaElement observation) => observation.First("statusCode")?["code"] switch
    {
        "completed" or null => "final",
        "active" => "preliminary",
        "aborted" or "cancelled" => "cancelled",
        "nullified" => "entered-in-error",
        "held" or "suspended" or "new" => "registered",
        _ => null,
    };

    [GeneratedRegex(@"\b(x-?ray|radiograph|ct|mri|mr|ultrasound|sonograph|mammogra|echocardiogra|tomograph|scintigra|angiogra|imaging|radiolog)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Imaging();
}
