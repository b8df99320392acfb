using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>Allergies (AL1, IAM), diagnoses (DG1) and immunizations (RXA).</summary>
internal static class Hl7History
{
    public static Finding? ReadAllergy(Hl7Segment segment, Hl7Context context)
    {
        if (Hl7Concepts.Read(segment.Field(3)) is not { } concept) return null;
        if (NoKnownCodes.Find(concept) is { } scope)
            return new NoKnownFinding { Concept = concept, Scope = scope, Certainty = ReadingCertainty.Sure, Sources = context.Source(segment) };
        var (substance, assertion) = QualifiedWords.Split(concept);
        // IAM-6 is an action code (table 0206); AL1-6 a date.
        var isUpdate = segment.Id == "IAM";
        return new AllergyFinding
        {
            Concept = substance,
            Assertion = assertion,
            Certainty = Sure(assertion),
            Status = AllergyStatus.Active,
            Category = segment.Value(2) switch { "DA" => "medication", "FA" => "food", "EA" or "PA" or "LA" => "environment", _ => null },
            Severity = segment.Value(4) switch { "SV" => "severe", "MO" => "moderate", "MI" => "mild", _ => null },
            Reactions = [.. segment.Repetitions(5).Select(reaction => reaction[2] ?? reaction[1]).OfType<string>().Select(words => new CodedText(words))],
            Onset = isUpdate ? Hl7Dates.Read(segment.Value(11)) : Hl7Dates.Read(segment.Value(6)),
            EnteredInError = isUpdate && segment.Value(6) == "D",
            Sources = context.Source(segment),
        };
    }

    public static Finding? ReadDiagnosis(Hl7Segment segment, Hl7Context context)
    {
        // DG1-4 is the description of senders older than 2.5, whose DG1-3 is a bare code.
        var coded = segment.Field(3);
        var concept = Hl7Concepts.Read(coded);
        if (segment.Text(4) is { } description && (concept is null || coded[2] is null)) concept = new(description) { Codes = concept?.Codes ?? [] };
        if (concept is null) return null;
        if (NoKnownCodes.Find(concept) is { } scope)
            return new NoKnownFinding { Concept = concept, Scope = scope, Certainty = ReadingCertainty.Sure, Sources = context.Source(segment) };
        var (disorder, assertion) = QualifiedWords.Split(concept);
        if (segment.Value(6) == "W" && assertion == Assertion.Plain) assertion = assertion with { Likelihood = Likelihood.Possible, Because = "working diagnosis" };
        return new ProblemFinding
        {
            Concept = disorder,
            Assertion = assertion,
            Certainty = Sure(assertion),
            UnsureBecause = assertion.Likelihood == Likelihood.Possible ? "the source calls it a suspicion" : null,
            Status = ProblemStatus.Unknown,
            Recorded = Hl7Dates.Read(segment.Value(5)),
            EnteredInError = segment.Value(21) == "D",
            Sources = context.Source(segment),
        };
    }

    public static Finding? ReadImmunization(Hl7Segment rxa, Hl7Context context)
    {
        // CVX 998: no vaccine was given, the message only carries history.
        if (Hl7Concepts.Read(rxa.Field(5)) is not { } vaccine || rxa.Field(5)[1] == "998") return null;
        return new ImmunizationFinding
        {
            Concept = vaccine,
            Certainty = ReadingCertainty.Sure,
            Given = Hl7Dates.Read(rxa.Value(3)),
            NotDone = rxa.Value(20) is "RE" or "NA",
            EnteredInError = rxa.Value(21) == "D",
            Sources = context.Source(rxa),
        };
    }

    private static ReadingCertainty Sure(Assertion assertion) =>
        assertion.Likelihood == Likelihood.Confirmed ? ReadingCertainty.Sure : ReadingCertainty.Unsure;
}
