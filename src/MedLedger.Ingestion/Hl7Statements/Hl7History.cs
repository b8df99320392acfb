using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>Allergies (AL1, IAM), diagnoses (DG1), problems (PRB), procedures (PR1), orders (OBR) and immunizations (RXA).</summary>
internal static class Hl7History
{
    public static Finding? ReadAllergy(Hl7Segment segment, Hl7Context context)
    {
        if (Hl7Concepts.Read(segment.Field(3)) is not { } concept) return null;
        if (NoKnownCodes.Find(concept) is { } scope)
            return new NoKnownFinding { Concept = concept, Scope = scope, Certainty = ReadingCertainty.Sure, Sources = context.Source(segment) };
        var (substance, assertion) = QualifiedWords.Split(concept);
        // IAM-6 is an action code (table 0206), IAM-17 the clinical status (table 0438); AL1-6 a date.
        var isUpdate = segment.Id == "IAM";
        var standing = isUpdate ? segment.Value(17) : null;
        if (assertion == Assertion.Plain && standing is "S" or "P" or "U" or "D") assertion = assertion with { Likelihood = Likelihood.Possible, Because = "clinical status" };
        return new AllergyFinding
        {
            Concept = substance,
            Assertion = assertion,
            Certainty = Sure(assertion),
            UnsureBecause = assertion.Likelihood == Likelihood.Possible ? "the source calls it unconfirmed" : null,
            Status = standing == "I" ? AllergyStatus.Inactive : AllergyStatus.Active,
            Category = segment.Value(2) switch { "DA" => "medication", "FA" => "food", "EA" or "PA" or "LA" => "environment", _ => null },
            Severity = segment.Value(4) switch { "SV" => "severe", "MO" => "moderate", "MI" => "mild", _ => null },
            Reactions = [.. segment.Repetitions(5).Select(reaction => reaction[2] ?? reaction[1]).OfType<string>().Select(words => new CodedText(words))],
            Onset = isUpdate ? Hl7Dates.Read(segment.Value(11)) : Hl7Dates.Read(segment.Value(6)),
            EnteredInError = standing == "E" || (isUpdate && segment.Value(6) == "D"),
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

    /// <summary>A problem of a problem list (PRB; HL7 v2, chapter 12.4.2).</summary>
    public static Finding? ReadProblem(Hl7Segment prb, Hl7Context context)
    {
        if (Hl7Concepts.Read(prb.Field(3)) is not { } concept) return null;
        if (NoKnownCodes.Find(concept) is { } scope)
            return new NoKnownFinding { Concept = concept, Scope = scope, Certainty = ReadingCertainty.Sure, Sources = context.Source(prb) };
        var (disorder, assertion) = QualifiedWords.Split(concept);
        var standing = $"{prb.Text(13)} {prb.Text(14)}".ToLowerInvariant();
        if (standing.Contains("ruled", StringComparison.Ordinal) || Says("refuted", "absent", "excluded")) assertion = assertion with { Negated = true, Because = "confirmation status" };
        else if (assertion == Assertion.Plain && (Says("provisional", "suspected", "differential", "unconfirmed", "rule-out", "r/o") || standing.Contains("rule out", StringComparison.Ordinal))) assertion = assertion with { Likelihood = Likelihood.Possible, Because = "confirmation status" };
        var resolved = Hl7Dates.Read(prb.Value(9));
        return new ProblemFinding
        {
            Concept = disorder,
            Assertion = assertion,
            Certainty = Sure(assertion),
            UnsureBecause = assertion.Likelihood == Likelihood.Possible ? "the source calls it a suspicion" : null,
            Status = resolved is not null || Says("resolved") ? ProblemStatus.Resolved : Says("inactive", "remission") ? ProblemStatus.Inactive : Says("active") ? ProblemStatus.Active : ProblemStatus.Unknown,
            Onset = Hl7Dates.Read(prb.Value(16)) ?? Hl7Dates.Read(prb.Value(7)),
            Abatement = resolved,
            EnteredInError = prb.Value(1) is "DE" or "D",
            Sources = context.Source(prb),
        };

        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (standing.Split(' ', '^').Contains(word)) return true;
            return false;
        }
    }

    /// <summary>A procedure that was done (PR1).</summary>
    public static Finding? ReadProcedure(Hl7Segment pr1, Hl7Context context)
    {
        var coded = pr1.Field(3);
        var concept = Hl7Concepts.Read(coded);
        if (pr1.Text(4) is { } description && (concept is null || coded[2] is null)) concept = new(description) { Codes = concept?.Codes ?? [] };
        return concept is null ? null : new ProcedureFinding
        {
            Concept = concept,
            Certainty = ReadingCertainty.Sure,
            Performed = Hl7Dates.Read(pr1.Value(5)),
            EnteredInError = pr1.Value(20) == "D",
            Sources = context.Source(pr1),
        };
    }

    /// <summary>An examination that is ordered (OBR of an order message): planned, until a result tells otherwise.</summary>
    public static Finding? ReadOrder(Hl7Segment obr, Hl7Segment? control, Hl7Context context) => Hl7Concepts.Read(obr.Field(4)) is not { } examination ? null : new ProcedureFinding
    {
        Concept = examination,
        Assertion = Assertion.Plain with { Temporality = Temporality.Planned, Because = "order" },
        Certainty = ReadingCertainty.Sure,
        NotDone = control?.Value(1) is "CA" or "OC" or "DC",
        Recorded = Hl7Dates.Read(control?.Value(9)),
        Sources = context.Source(obr),
    };

    public static Finding? ReadImmunization(Hl7Segment rxa, Hl7Context context)
    {
        // CVX 998: no vaccine was given, the message only carries history.
        if (Hl7Concepts.Read(rxa.Field(5)) is not { } vaccine || rxa.Field(5)[1] == "998") return null;
        return new ImmunizationFinding
        {
            Concept = vaccine,
            Certainty = ReadingCertainty.Sure,
            Given = Hl7Dates.Read(rxa.Value(3)),
            NotDone = IsRefused(rxa),
            EnteredInError = rxa.Value(21) == "D",
            Sources = context.Source(rxa),
        };
    }

    // A refusal counts wherever a sender that miscounts its fields puts it: RXA-18 holds the reason (NIP002), RXA-20 the completion status (table 0322).
    private static bool IsRefused(Hl7Segment rxa) =>
        Enumerable.Range(18, 4).Any(field => rxa.Value(field) is "RE" or "NA") || rxa.Field(5)[1] is not null && Enumerable.Range(17, 4).Any(field => rxa.Field(field)[3] == "NIP002");

    private static ReadingCertainty Sure(Assertion assertion) =>
        assertion.Likelihood == Likelihood.Confirmed ? ReadingCertainty.Sure : ReadingCertainty.Unsure;
}
