using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>What a statement needs besides its own segment.</summary>
internal sealed class Hl7Context(Sha256Digest digest)
{
    private const int LongestQuote = 400;
    private readonly SortedDictionary<string, int> _notUnderstood = new(StringComparer.Ordinal);

    public IReadOnlyList<string> NotUnderstood => [.. _notUnderstood.Select(pair => pair.Value == 1 ? pair.Key : $"{pair.Key} ×{pair.Value}")];

    public void Miss(string what) => _notUnderstood[what] = _notUnderstood.GetValueOrDefault(what) + 1;

    public IReadOnlyList<Source> Source(Hl7Segment segment, int? field = null)
    {
        var quote = segment.Words.ReplaceLineEndings(" ");
        if (quote.Length > LongestQuote) quote = quote[..LongestQuote] + "…";
        return [new(digest, new SourceSpan.SegmentField(segment.Id, segment.Ordinal, field), quote, ReadingMethod.Coded, 1)];
    }
}

/// <summary>Coded elements (CE, CWE): code, text, system, and the alternate triple.</summary>
internal static class Hl7Concepts
{
    // HL7 table 0396. Local systems (L, 99…) are left out: their codes mean nothing elsewhere.
    private static readonly Dictionary<string, string> Systems = new(StringComparer.OrdinalIgnoreCase)
    {
        ["LN"] = CodeSystems.Loinc,
        ["SCT"] = CodeSystems.Snomed,
        ["SNM"] = CodeSystems.Snomed,
        ["SNOMED"] = CodeSystems.Snomed,
        ["RXNORM"] = CodeSystems.RxNorm,
        ["CVX"] = CodeSystems.Cvx,
        ["I10C"] = CodeSystems.Icd10Cm,
        ["ICD10CM"] = CodeSystems.Icd10Cm,
        ["I10"] = "http://hl7.org/fhir/sid/icd-10",
        ["I9C"] = "http://hl7.org/fhir/sid/icd-9-cm",
        ["I9CDX"] = "http://hl7.org/fhir/sid/icd-9-cm",
        ["NDC"] = "http://hl7.org/fhir/sid/ndc",
        ["UCUM"] = CodeSystems.Ucum,
    };

    /// <summary>Null when the field says nothing.</summary>
    public static CodedText? Read(Hl7Field coded)
    {
        var text = coded[9] ?? coded[2] ?? coded[5] ?? coded[1] ?? coded[4];
        if (text is null) return null;
        return new CodedText(text) { Codes = [.. Codes(coded)] };
    }

    private static IEnumerable<Code> Codes(Hl7Field coded)
    {
        foreach (var first in (int[])[1, 4])
            if (coded[first] is { } code && coded[first + 2] is { } system && Systems.TryGetValue(system, out var uri))
                yield return new(uri, code, coded[first + 1]);
    }
}
