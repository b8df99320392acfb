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
        string? chosen = null, display = null, bare = null;
        List<Code>? codes = null;
        var isChosen = false;
        foreach (var coding in concept.Items("coding"))
        {
            var (words, code) = (coding.Text("display"), coding.Text("code"));
            if (!isChosen && coding.IsTrue("userSelected")) (isChosen, chosen) = (true, words);
            display ??= words;
            bare ??= code;
            if (code is not null && coding.Text("system") is { } system) (codes ??= []).Add(new(CanonicalSystems.GetValueOrDefault(system, system), code, words));
        }

        var text = concept.Text("text") ?? chosen ?? display ?? bare;
        return text is null ? null : codes is null ? new(text) : new(text) { Codes = codes };
    }

    /// <summary>The codes of a CodeableConcept whatever their system; before R4 a status was a code without a system around it.</summary>
    public static IEnumerable<string> Codes(FhirElement concept) =>
        concept.Text() is { } bare ? [bare] : concept.Items("coding").Select(coding => coding.Text("code")).OfType<string>();

    /// <summary>The first of <see cref="Codes"/>.</summary>
    public static string? Code(FhirElement concept)
    {
        if (concept.Text() is { } bare) return bare;
        foreach (var coding in concept.Items("coding"))
            if (coding.Text("code") is { } code) return code;
        return null;
    }

    public static bool HasCode(FhirElement concept, params ReadOnlySpan<string> codes)
    {
        if (concept.Text() is { } bare) return IsAny(bare, codes);
        foreach (var coding in concept.Items("coding"))
            if (coding.Text("code") is { } code && IsAny(code, codes)) return true;
        return false;
    }

    private static bool IsAny(string code, ReadOnlySpan<string> codes)
    {
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
