using System.Text;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Summary;

/// <summary>Documents of an invented patient, in code.</summary>
internal static class Build
{
    public static readonly DateOnly Today = new(2025, 3, 1);

    public static PatientClaim Ada { get; } = new()
    {
        Name = new("Ada Marigold Quill", "Quill", ["Ada", "Marigold"]),
        BirthDate = new PartialDate(1950, 4, 9),
        Sex = Sex.Female,
        Identifiers = [new("QX-1201", "urn:oid:2.999.1")],
    };

    public static UnderstoodDocument Document(string name, string? date, params Finding[] findings) => Document(name, date, Ada, findings);

    public static UnderstoodDocument Document(string name, string? date, PatientClaim patient, params Finding[] findings)
    {
        var digest = Sha256Digest.Of(Encoding.UTF8.GetBytes(name));
        var text = string.Join('\n', findings.Select(finding => finding.Concept.Text));
        var at = 0;
        var sourced = new List<Finding>();
        foreach (var finding in findings)
        {
            var span = new SourceSpan.Characters(1, at, at + finding.Concept.Text.Length);
            sourced.Add(finding.Sources.Count > 0 ? finding : finding with { Sources = [new(digest, span, finding.Concept.Text, ReadingMethod.Nlp, 0.9)] });
            at += finding.Concept.Text.Length + 1;
        }

        return new()
        {
            Name = name,
            Title = Path.GetFileNameWithoutExtension(name),
            Date = Day(date),
            Patient = patient with { Sources = [new(digest, new SourceSpan.Characters(1, 0, 0), patient.Name?.Text ?? "", ReadingMethod.Nlp, 1)] },
            Findings = sourced,
            Reading = new() { Document = digest, MediaType = "text/plain", Bytes = 1, Pages = [new Page { Number = 1, Origin = PageOrigin.Structured, Text = text }] },
        };
    }

    public static PatientRecord Record(params UnderstoodDocument[] documents) => Reconciler.Reconcile(documents, Today);

    public static PartialDate? Day(string? text) => text is null ? null : PartialDate.TryParse(text, out var date) ? date : throw new ArgumentException(text);

    public static MedicationFinding Drug(string name, string? direction = null, decimal? milligrams = null, decimal? timesPerDay = null) => new()
    {
        Concept = new(name),
        Certainty = ReadingCertainty.Sure,
        Status = MedicationStatus.Active,
        Dosing = direction is null ? null : new() { Text = direction, Dose = milligrams is { } mg ? new Quantity(mg, "mg") { Ucum = "mg" } : null, TimesPerDay = timesPerDay, Route = new("oral") },
    };

    public static AllergyFinding Allergy(string substance, params string[] reactions) => new()
    {
        Concept = new(substance),
        Certainty = ReadingCertainty.Sure,
        Status = AllergyStatus.Active,
        Reactions = [.. reactions.Select(reaction => new CodedText(reaction))],
    };

    public static ProblemFinding Problem(string name, string? icd10 = null) => new()
    {
        Concept = new(name) { Codes = icd10 is null ? [] : [new(CodeSystems.Icd10Cm, icd10)] },
        Certainty = ReadingCertainty.Sure,
        Status = ProblemStatus.Active,
    };

    public static ObservationFinding Lab(string test, decimal value, string unit, string? date, string? loinc = null) => new()
    {
        Concept = new(test) { Codes = loinc is null ? [] : [new(CodeSystems.Loinc, loinc)] },
        Category = ObservationCategory.Laboratory,
        Certainty = ReadingCertainty.Sure,
        Value = new(value, unit),
        Effective = Day(date),
    };

    public static NoKnownFinding None(NoKnownScope scope) => new() { Concept = new("none known"), Scope = scope, Certainty = ReadingCertainty.Sure };

    public static T Unsure<T>(this T finding, string because = "faint print") where T : Finding => finding with { Certainty = ReadingCertainty.Unsure, UnsureBecause = because };

    /// <summary>As a coded export has it.</summary>
    public static T Coded<T>(this T finding) where T : Finding =>
        finding with { Sources = [new(Sha256Digest.Of(Encoding.UTF8.GetBytes(finding.ToString())), new SourceSpan.ElementPath("Bundle.entry[0]"), finding.Concept.Text, ReadingMethod.Coded, 1)] };

    public static T Denied<T>(this T finding, string because = "no") where T : Finding => finding with { Assertion = new() { Negated = true, Because = because } };

    public static T OfFamily<T>(this T finding) where T : Finding => finding with { Assertion = new() { Experiencer = Experiencer.Family } };
}
