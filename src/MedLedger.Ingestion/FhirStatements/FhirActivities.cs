using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>What is planned (CarePlan, ServiceRequest), what was given or handed out once, and imaging studies.</summary>
internal static class FhirActivities
{
    /// <summary>An activity of a plan is planned whatever its wording; one that refers to a request is read there.</summary>
    public static IEnumerable<Finding> ReadPlan(FhirResource resource, FhirContext context)
    {
        var wrong = resource.Body.Text("status") == "entered-in-error";
        foreach (var detail in resource.Body.Items("activity").Select(activity => activity["detail"]).Where(detail => detail.Exists))
        {
            if (FhirDatatypes.Concept(detail["code"]) is not { } concept) continue;
            yield return new ProcedureFinding
            {
                Concept = concept,
                Assertion = Assertion.Plain with { Temporality = Temporality.Planned, Because = "care plan" },
                NotDone = detail.IsTrue("doNotPerform") || detail.Text("status") is "cancelled" or "stopped",
                EnteredInError = wrong || detail.Text("status") == "entered-in-error",
                Sources = context.Source(resource, concept.Text, detail.Text("status")),
            };
        }
    }

    public static IEnumerable<Finding> ReadRequest(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (FhirDatatypes.Concept(body["code"]) is not { } concept)
        {
            context.Miss("ServiceRequest without a code");
            yield break;
        }

        if (CodeStatus.IsOne(concept))
        {
            foreach (var directive in FhirDirectives.ReadCodeStatus(resource, concept, context)) yield return directive;
            yield break;
        }

        var status = body.Text("status");
        yield return new ProcedureFinding
        {
            Concept = concept,
            Assertion = Assertion.Plain with { Temporality = Temporality.Planned, Because = "request" },
            NotDone = body.IsTrue("doNotPerform") || status is "revoked",
            Recorded = FhirDatatypes.Date(body.Text("authoredOn")),
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, status),
        };
    }

    /// <summary>MedicationAdministration: given over some time; MedicationDispense: handed out, and how it is taken.</summary>
    public static IEnumerable<Finding> ReadGiven(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (FhirMedications.Drug(resource, context) is not { } drug || NoKnownCodes.IsNoInformation(drug))
        {
            context.Miss($"{resource.Type} without a drug");
            yield break;
        }

        var status = body.Text("status");
        var dispensed = resource.Type == "MedicationDispense";
        // What was not handed out says nothing about what is taken.
        if (dispensed && status is "cancelled" or "declined")
        {
            context.Miss($"MedicationDispense {status}");
            yield break;
        }

        var day = dispensed ? FhirDatatypes.Date(body.Text("whenHandedOver") ?? body.Text("whenPrepared")) : FhirDatatypes.Start(body, "effective");
        var ended = FhirDatatypes.End(body, "effective") ?? day;
        var dosing = FhirDosage.Read([.. body.Items(dispensed ? "dosageInstruction" : "dosage")]);
        yield return new MedicationFinding
        {
            Concept = drug,
            Assertion = status is "not-done" ? Assertion.Plain with { Negated = true, Because = status } : Assertion.Plain,
            Dosing = dosing,
            Status = Status(status, dispensed),
            IsOccasion = true,
            Start = day,
            // What was given is over; what was handed out may still be taken.
            End = dispensed || status is "in-progress" ? null : ended,
            Recorded = day,
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, drug.Text, dosing?.Text, status, day?.ToString()),
        };
    }

    public static IEnumerable<Finding> ReadStudy(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        var modality = body.Items("modality").Select(coding => coding.Text("display") ?? coding.Text("code")).FirstOrDefault(text => text is not null);
        var name = body.Text("description") ?? FhirDatatypes.Concept(body.First("procedureCode"))?.Text ?? modality ?? "Imaging study";
        var started = FhirDatatypes.Date(body.Text("started"));
        yield return new ObservationFinding
        {
            Concept = new(name),
            Category = ObservationCategory.Imaging,
            ValueText = new(modality is null || modality == name ? "study on record" : $"{modality} on record"),
            Effective = started,
            Status = body.Text("status") == "cancelled" ? "cancelled" : null,
            EnteredInError = body.Text("status") == "entered-in-error",
            Sources = context.Source(resource, name, modality, started?.ToString()),
        };
    }

    private static MedicationStatus Status(string? status, bool dispensed) => status switch
    {
        "stopped" or "not-done" => MedicationStatus.Stopped,
        "on-hold" => MedicationStatus.OnHold,
        "in-progress" when !dispensed => MedicationStatus.Active,
        "preparation" or "in-progress" => MedicationStatus.Planned,
        _ => dispensed ? MedicationStatus.Unknown : MedicationStatus.Completed,
    };
}
