using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.FhirStatements;

internal static class FhirConditions
{
    public static IEnumerable<Finding> Read(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (FhirDatatypes.Concept(body["code"]) is not { } concept || NoKnownCodes.IsNoInformation(concept))
        {
            context.Miss("Condition without a code");
            yield break;
        }

        var verification = body["verificationStatus"];
        var wrong = FhirDatatypes.HasCode(verification, "entered-in-error");
        var recorded = FhirDatatypes.Date(body.Text("recordedDate") ?? body.Text("assertedDate"));
        if (NoKnownCodes.Find(concept) is { } scope && !FhirDatatypes.HasCode(verification, "refuted"))
        {
            yield return new NoKnownFinding { Concept = concept, Scope = scope, Recorded = recorded, EnteredInError = wrong, Sources = context.Source(resource, concept.Text, recorded?.ToString()) };
            yield break;
        }

        var (disorder, assertion) = QualifiedWords.Split(concept);
        if (FhirDatatypes.HasCode(verification, "refuted")) assertion = assertion with { Negated = true, Because = "verificationStatus refuted" };
        else if (FhirDatatypes.HasCode(verification, "provisional", "unconfirmed", "differential")) assertion = assertion with { Likelihood = Likelihood.Possible, Because = "verificationStatus provisional" };
        var status = Status(body["clinicalStatus"]);
        var onset = FhirDatatypes.Start(body, "onset");
        var abatement = FhirDatatypes.Start(body, "abatement") ?? FhirDatatypes.End(body, "abatement");
        if (status == ProblemStatus.Unknown && (abatement is not null || body.Text("abatementString") is not null)) status = ProblemStatus.Resolved;
        yield return new ProblemFinding
        {
            Concept = disorder,
            Assertion = assertion,
            UnsureBecause = assertion.Likelihood == Likelihood.Possible ? "the source calls it provisional" : null,
            Status = status,
            Onset = onset,
            Abatement = abatement,
            Severity = FhirDatatypes.Concept(body["severity"])?.Text,
            Recorded = recorded,
            EnteredInError = wrong,
            Sources = context.Source(
                resource, concept.Text, status == ProblemStatus.Unknown ? null : status.ToString().ToLowerInvariant(),
                onset is null ? null : $"since {onset}", abatement is null ? null : $"until {abatement}"),
        };
    }

    public static IEnumerable<Finding> ReadFamily(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        var relative = FhirDatatypes.Concept(body["relationship"])?.Text ?? "relative";
        var wrong = body.Text("status") == "entered-in-error";
        foreach (var condition in body.Items("condition"))
        {
            if (FhirDatatypes.Concept(condition["code"]) is not { } concept) continue;
            yield return new ProblemFinding
            {
                Concept = concept,
                Assertion = Assertion.Plain with { Experiencer = Experiencer.Family, Because = relative },
                Recorded = FhirDatatypes.Date(body.Text("date")),
                EnteredInError = wrong,
                Sources = context.Source(resource, relative, concept.Text),
            };
        }
    }

    private static ProblemStatus Status(FhirElement clinical) =>
        FhirDatatypes.HasCode(clinical, "active", "recurrence", "relapse") ? ProblemStatus.Active
        : FhirDatatypes.HasCode(clinical, "inactive", "remission") ? ProblemStatus.Inactive
        : FhirDatatypes.HasCode(clinical, "resolved") ? ProblemStatus.Resolved
        : ProblemStatus.Unknown;
}
