using System.Globalization;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Formats.Ccda;

/// <summary>HL7 v3 datatypes as the domain's words (CDA R2; Data Types R1).</summary>
public static class CdaDatatypes
{
    private static readonly Dictionary<string, string> Systems = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.113883.6.96"] = CodeSystems.Snomed,
        ["2.16.840.1.113883.6.88"] = CodeSystems.RxNorm,
        ["2.16.840.1.113883.6.1"] = CodeSystems.Loinc,
        ["2.16.840.1.113883.6.90"] = CodeSystems.Icd10Cm,
        ["2.16.840.1.113883.6.3"] = "http://hl7.org/fhir/sid/icd-10",
        ["2.16.840.1.113883.6.103"] = "http://hl7.org/fhir/sid/icd-9-cm",
        ["2.16.840.1.113883.6.104"] = "http://hl7.org/fhir/sid/icd-9-cm",
        ["2.16.840.1.113883.12.292"] = CodeSystems.Cvx,
        ["2.16.840.1.113883.6.59"] = CodeSystems.Cvx,
        ["2.16.840.1.113883.6.69"] = "http://hl7.org/fhir/sid/ndc",
        ["2.16.840.1.113883.6.12"] = "http://www.ama-assn.org/go/cpt",
        ["2.16.840.1.113883.6.4"] = "http://www.cms.gov/Medicare/Coding/ICD10",
        ["2.16.840.1.113883.6.8"] = CodeSystems.Ucum,
        ["2.16.840.1.113883.4.9"] = "http://fdasis.nlm.nih.gov",
        ["2.16.840.1.113883.3.26.1.5"] = "http://hl7.org/fhir/ndfrt",
        ["2.16.840.1.113883.3.26.1.1"] = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
    };

    // UCUM as people print it; annotations in braces are words already.
    private static readonly Dictionary<string, string> Printed = new(StringComparer.Ordinal)
    {
        ["mm[Hg]"] = "mmHg",
        ["[in_i]"] = "in",
        ["[in_us]"] = "in",
        ["[lb_av]"] = "lb",
        ["[degF]"] = "°F",
        ["Cel"] = "°C",
        ["[iU]"] = "IU",
        ["[IU]"] = "IU",
        ["[iU]/L"] = "IU/L",
        ["[IU]/L"] = "IU/L",
        ["m[IU]/L"] = "mIU/L",
        ["m[iU]/L"] = "mIU/L",
        ["10*3/uL"] = "10^3/uL",
        ["10*6/uL"] = "10^6/uL",
        ["10*9/L"] = "10^9/L",
        ["10*12/L"] = "10^12/L",
        ["[tsp_us]"] = "tsp",
        ["[drp]"] = "drops",
        ["[pH]"] = "",
        ["1"] = "",
    };

    /// <summary>A CD, CE or CV: the code's display, else the original words, else a translation's, else the code. Null when it says nothing.</summary>
    public static CodedText? Concept(CdaElement? coded, CdaNarrative narrative)
    {
        if (coded is null) return null;
        var codes = coded.All("translation").Prepend(coded).Select(Code).OfType<Code>().ToList();
        var text = coded["displayName"] ?? narrative.Words(coded.First("originalText"))
            ?? coded.All("translation").Select(translation => translation["displayName"] ?? narrative.Words(translation.First("originalText"))).FirstOrDefault(words => words is not null)
            ?? codes.Select(code => code.Value).FirstOrDefault();
        return text is null ? null : new CodedText(text) { Codes = codes };
    }

    /// <summary>The codes of a coded value and its translations, whatever their system.</summary>
    public static IEnumerable<string> Codes(CdaElement? coded) =>
        coded is null ? [] : coded.All("translation").Prepend(coded).Select(one => one["code"]).OfType<string>();

    public static bool HasCode(CdaElement? coded, params ReadOnlySpan<string> wanted)
    {
        foreach (var code in Codes(coded))
            if (wanted.Contains(code)) return true;
        return false;
    }

    /// <summary>A point in time (TS), or the start of an interval.</summary>
    public static PartialDate? Start(CdaElement? time) =>
        time is null ? null : Hl7Dates.Read(time["value"]) ?? Hl7Dates.Read(time.First("low")?["value"]) ?? Hl7Dates.Read(time.First("center")?["value"]);

    public static PartialDate? End(CdaElement? time) => Hl7Dates.Read(time?.First("high")?["value"]);

    /// <summary>A PQ. A unit of "1" or none means that the number counts something.</summary>
    public static Quantity? Quantity(CdaElement? quantity) =>
        quantity is not null && Number(quantity["value"]) is { } value ? new(value, Unit(quantity["unit"])) { Ucum = Ucum(quantity["unit"]) } : null;

    /// <summary>A unit as people print it.</summary>
    public static string Unit(string? unit)
    {
        if (unit is null) return "";
        if (Printed.TryGetValue(unit, out var printed)) return printed;
        return unit is ['{', .., '}'] ? unit[1..^1] : unit;
    }

    /// <summary>"3.5 - 5.1" of an IVL_PQ, "≥ 3" or "≤ 3" where one end is open; null when it has no numbers.</summary>
    public static string? Range(CdaElement? range)
    {
        var (low, high) = (Number(range?.First("low")?["value"]), Number(range?.First("high")?["value"]));
        return (low, high) switch
        {
            (null, null) => null,
            (_, null) => $">= {Plain(low.Value)}",
            (null, _) => $"<= {Plain(high.Value)}",
            _ => $"{Plain(low.Value)} - {Plain(high.Value)}",
        };
    }

    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) ? value : null;

    internal static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Ucum(string? unit) => unit is null or "1" || unit.Contains(' ', StringComparison.Ordinal) ? null : unit;

    private static Code? Code(CdaElement coded) =>
        !coded.IsNull && coded["code"] is { } code && coded["codeSystem"] is { } system
            ? new Code(Systems.GetValueOrDefault(system, "urn:oid:" + system), code, coded["displayName"])
            : null;
}
