using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>Coded statements of a FHIR document, one reader per resource type. What has no reader is counted, never an error.</summary>
internal static class FhirFindings
{
    private static readonly Dictionary<string, Func<FhirResource, FhirContext, IEnumerable<Finding>>> Readers = new(StringComparer.Ordinal)
    {
        ["AllergyIntolerance"] = FhirAllergies.Read,
        ["Condition"] = FhirConditions.Read,
        ["FamilyMemberHistory"] = FhirConditions.ReadFamily,
        ["MedicationRequest"] = FhirMedications.Read,
        // DSTU2's name of MedicationRequest.
        ["MedicationOrder"] = FhirMedications.Read,
        ["MedicationStatement"] = FhirMedications.Read,
        ["MedicationAdministration"] = FhirActivities.ReadGiven,
        ["MedicationDispense"] = FhirActivities.ReadGiven,
        ["CarePlan"] = FhirActivities.ReadPlan,
        ["ServiceRequest"] = FhirActivities.ReadRequest,
        ["ImagingStudy"] = FhirActivities.ReadStudy,
        ["Observation"] = FhirObservations.Read,
        ["DiagnosticReport"] = FhirObservations.ReadReport,
        ["Procedure"] = FhirCare.ReadProcedure,
        ["Immunization"] = FhirCare.ReadImmunization,
        ["DeviceUseStatement"] = FhirCare.ReadDeviceUse,
        ["Device"] = FhirCare.ReadDevice,
        ["Consent"] = FhirDirectives.ReadConsent,
        ["DocumentReference"] = FhirDirectives.ReadDocument,
        ["Flag"] = FhirDirectives.ReadFlag,
    };

    // Who, where and in what order: read through references, or without clinical content of their own.
    private static readonly HashSet<string> Administrative = new(StringComparer.Ordinal)
    {
        "Patient", "Practitioner", "PractitionerRole", "Organization", "Location", "Encounter", "EpisodeOfCare", "Composition",
        "Provenance", "Medication", "Specimen", "RelatedPerson", "Coverage", "Account", "OperationOutcome", "Claim", "ExplanationOfBenefit", "Binary", "CareTeam", "Goal",
    };

    public static IReadOnlyList<Finding> Read(FhirContext context, IEnumerable<FhirResource> resources)
    {
        var findings = new List<Finding>();
        foreach (var resource in resources)
        {
            if (Readers.TryGetValue(resource.Type, out var reader)) findings.AddRange(reader(resource, context));
            else if (!Administrative.Contains(resource.Type)) context.Miss(resource.Type);
        }

        findings.AddRange(AllergyAmongProblems.Of(findings));
        return [.. findings.Select(finding => finding with { Certainty = CertaintyOf(finding) })];
    }

    // Coded statements are sure as readings; what they leave possible, or what gives a reason to doubt, stays unsure.
    private static ReadingCertainty CertaintyOf(Finding finding) =>
        finding.Assertion.Likelihood == Likelihood.Confirmed && finding.UnsureBecause is null ? ReadingCertainty.Sure : ReadingCertainty.Unsure;
}
