using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.FhirStatements;

internal static class FhirAllergies
{
    private static readonly string[] SeverestFirst = ["severe", "moderate", "mild"];

    public static IEnumerable<Finding> Read(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        // DSTU2 names the substance and one status for both.
        var concept = FhirDatatypes.Concept(body["code"]) ?? FhirDatatypes.Concept(body["substance"])
            ?? body.Items("reaction").Select(reaction => FhirDatatypes.Concept(reaction["substance"])).FirstOrDefault(substance => substance is not null);
        if (concept is null || NoKnownCodes.IsNoInformation(concept))
        {
            context.Miss(concept is null ? "AllergyIntolerance without a substance" : "AllergyIntolerance: no information");
            yield break;
        }

        var verification = body["verificationStatus"].Exists ? body["verificationStatus"] : body["status"];
        var status = Status(body["clinicalStatus"].Exists ? body["clinicalStatus"] : body["status"], verification);
        var wrong = FhirDatatypes.HasCode(verification, "entered-in-error");
        var recorded = FhirDatatypes.Date(body.Text("recordedDate") ?? body.Text("assertedDate"));
        if (NoKnownCodes.Find(concept) is { } scope && status != AllergyStatus.Refuted)
        {
            yield return new NoKnownFinding
            {
                Concept = concept,
                Scope = scope,
                Recorded = recorded,
                EnteredInError = wrong,
                Sources = context.Source(resource, concept.Text, recorded?.ToString()),
            };
            yield break;
        }

        var (substance, assertion) = QualifiedWords.Split(concept);
        if (status == AllergyStatus.Refuted) assertion = assertion with { Negated = true, Because = "verificationStatus refuted" };
        else if (FhirDatatypes.HasCode(verification, "unconfirmed", "presumed")) assertion = assertion with { Likelihood = Likelihood.Possible, Because = "verificationStatus unconfirmed" };
        var reactions = body.Items("reaction").SelectMany(reaction => reaction.Items("manifestation")).Select(FhirDatatypes.Concept).OfType<CodedText>().ToList();
        var severities = body.Items("reaction").Select(reaction => reaction.Text("severity")).ToList();
        yield return new AllergyFinding
        {
            Concept = substance,
            Assertion = assertion,
            UnsureBecause = assertion.Likelihood == Likelihood.Possible ? "the source calls it unconfirmed" : null,
            Status = status,
            Reactions = reactions,
            Severity = SeverestFirst.FirstOrDefault(severities.Contains),
            Category = body.First("category").Text(),
            Type = body.Text("type"),
            Onset = FhirDatatypes.Start(body, "onset"),
            Recorded = recorded,
            EnteredInError = wrong,
            Sources = context.Source(resource, concept.Text, Words(status), Reaction(reactions), recorded is null ? null : $"recorded {recorded}"),
        };
    }

    private static AllergyStatus Status(FhirElement clinical, FhirElement verification) =>
        FhirDatatypes.HasCode(verification, "refuted") ? AllergyStatus.Refuted
        : FhirDatatypes.HasCode(clinical, "active") ? AllergyStatus.Active
        : FhirDatatypes.HasCode(clinical, "inactive") ? AllergyStatus.Inactive
        : FhirDatatypes.HasCode(clinical, "resolved") ? AllergyStatus.Resolved
        : AllergyStatus.Unknown;

    private static string? Words(AllergyStatus status) => status == AllergyStatus.Unknown ? null : status.ToString().ToLowerInvariant();

    private static string? Reaction(List<CodedText> reactions) =>
        reactions.Count == 0 ? null : $"reaction {string.Join(", ", reactions.Select(reaction => reaction.Text))}";
}
