using System.Globalization;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Formats.Fhir;

/// <summary>FHIR R4 datatypes as the domain's words.</summary>
public static class FhirDatatypes
{
    // OIDs that exports use in place of the canonical URI (FHIR R4 terminologies-systems).
    private static readonly Dictionary<string, string> CanonicalSystems = new(StringComparer.Ordinal)
    {
        ["urn:oid:2.16.840.1.113883.6.96"] = CodeSystems.Snomed,
        ["urn:oid:2.16.840.1.113883.6.88"] = CodeSystems.RxNorm,
        ["urn:oid:2.16.840.1.113883.6.1"] = CodeSystems.Loinc,
        ["urn:oid:2.16.840.1.113883.6.90"] = CodeSystems.Icd10Cm,
        ["urn:oid:2.16.840.1.113883.12.292"] = CodeSystems.Cvx,
    };

    /// <summary>A CodeableConcept: its text, else the display a user chose, else the first display, else a code. Null when it says nothing.</summary>
    public static CodedText? Concept(FhirElement concept)
    {
        var codings = concept.Items("coding").ToList();
        var text = concept.Text("text")
            ?? codings.FirstOrDefault(coding => coding.IsTrue("userSelected")).Text("display")
            ?? codings.Select(coding => coding.Text("display")).FirstOrDefault(display => display is not null)
            ?? codings.Select(coding => coding.Text("code")).FirstOrDefault(code => code is not null);
        return text is null ? null : new CodedText(text) { Codes = [.. codings.Select(Coding).OfType<Code>()] };
    }

    public static Code? Coding(FhirElement coding) =>
        coding.Text("system") is { } system && coding.Text("code") is { } code
            ? new Code(CanonicalSystems.GetValueOrDefault(system, system), code, coding.Text("display"))
            : null;

    /// <summary>The codes of a CodeableConcept whatever their system; before R4 a status was a code without a system around it.</summary>
    public static IEnumerable<string> Codes(FhirElement concept) =>
        concept.Text() is { } bare ? [bare] : concept.Items("coding").Select(coding => coding.Text("code")).OfType<string>();

    public static bool HasCode(FhirElement concept, params ReadOnlySpan<string> codes)
    {
        foreach (var code in Codes(concept))
            foreach (var wanted in codes)
                if (string.Equals(code, wanted, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    public static PartialDate? Date(string? text) => PartialDate.TryParse(text, out var date) ? date : null;

    /// <summary>name[x] as a dateTime, or the start of a Period.</summary>
    public static PartialDate? Start(FhirElement resource, string name) =>
        Date(resource.Text(name + "DateTime")) ?? Date(resource[name + "Period"].Text("start")) ?? Date(resource.Text(name + "Instant"));

    public static PartialDate? End(FhirElement resource, string name) => Date(resource[name + "Period"].Text("end"));

    public static Quantity? Quantity(FhirElement quantity)
    {
        if (quantity.Number("value") is not { } value) return null;
        var code = quantity.Text("code");
        var ucum = quantity.Text("system") == CodeSystems.Ucum ? code : null;
        return new(value, quantity.Text("unit") ?? code ?? "") { Comparator = quantity.Text("comparator"), Ucum = ucum };
    }

    /// <summary>"3.5 - 5.1" or the text as printed.</summary>
    public static string? ReferenceRange(FhirElement range)
    {
        if (range.Text("text") is { } text) return text;
        var low = Quantity(range["low"])?.Value.ToString(CultureInfo.InvariantCulture);
        var high = Quantity(range["high"])?.Value.ToString(CultureInfo.InvariantCulture);
        return (low, high) switch
        {
            (null, null) => null,
            (_, null) => $">= {low}",
            (null, _) => $"<= {high}",
            _ => $"{low} - {high}",
        };
    }
}
