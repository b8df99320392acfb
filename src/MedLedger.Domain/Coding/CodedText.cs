namespace MedLedger.Domain.Coding;

/// <summary>A concept: always the words, and codes where they are beyond doubt (FHIR R4 CodeableConcept).</summary>
public sealed record CodedText(string Text)
{
    public IReadOnlyList<Code> Codes { get; init; } = [];

    public string? CodeIn(string system) => Codes.FirstOrDefault(code => code.System == system)?.Value;

    public override string ToString() => Text;
}

/// <summary>A code of a terminology. <paramref name="System"/> is one of <see cref="CodeSystems"/> or the source's own URI.</summary>
public sealed record Code(string System, string Value, string? Display = null);

/// <summary>Canonical URIs of the terminologies used (FHIR R4 terminologies-systems).</summary>
public static class CodeSystems
{
    public const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    public const string Snomed = "http://snomed.info/sct";
    public const string Loinc = "http://loinc.org";
    public const string Icd10Cm = "http://hl7.org/fhir/sid/icd-10-cm";
    public const string Cvx = "http://hl7.org/fhir/sid/cvx";
    public const string Ucum = "http://unitsofmeasure.org";
}
