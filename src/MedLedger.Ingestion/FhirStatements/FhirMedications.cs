using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>MedicationRequest and MedicationStatement.</summary>
internal static class FhirMedications
{
    public static IEnumerable<Finding> Read(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        var product = Referenced(resource, context);
        var concept = Drug(resource, context);
        if (concept is null || NoKnownCodes.IsNoInformation(concept))
        {
            context.Miss(concept is null ? $"{resource.Type} without a drug" : $"{resource.Type}: no information");
            yield break;
        }

        var status = body.Text("status");
        var recorded = FhirDatatypes.Date(body.Text("authoredOn") ?? body.Text("dateAsserted") ?? body.Text("dateWritten"));
        if (NoKnownCodes.Find(concept) is { } scope)
        {
            yield return new NoKnownFinding { Concept = concept, Scope = scope, Recorded = recorded, EnteredInError = status == "entered-in-error", Sources = context.Source(resource, concept.Text) };
            yield break;
        }

        // An order not to give that was itself taken back, or never made, forbids nothing; nor does it stop the drug.
        var lifted = body.IsTrue("doNotPerform") && status is "stopped" or "cancelled" or "draft";
        var dosages = body.Items("dosageInstruction").Concat(body.Items("dosage")).ToList();
        var dosing = WithProduct(FhirDosage.Read(dosages), product);
        var course = Course(dosages);
        var meant = lifted ? MedicationStatus.Stopped : Status(body, status);
        yield return new MedicationFinding
        {
            Concept = concept,
            Assertion = meant == MedicationStatus.Planned ? Assertion.Plain with { Temporality = Temporality.Planned, Because = body.Text("intent") ?? status ?? "" } : Assertion.Plain,
            Dosing = dosing,
            Status = meant,
            Start = FhirDatatypes.Start(body, "effective") ?? FhirDatatypes.Date(course.Text("start")),
            End = FhirDatatypes.End(body, "effective") ?? FhirDatatypes.Date(course.Text("end")),
            IsOccasion = lifted,
            Reason = lifted ? $"an order not to give it, {status}" : Reason(body),
            Recorded = recorded,
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, dosing?.Text, body.IsTrue("doNotPerform") ? "do not give" : status, recorded?.ToString()),
        };
    }

    /// <summary>The drug, whether it is written in the statement or stands in a Medication.</summary>
    public static CodedText? Drug(FhirResource resource, FhirContext context) =>
        FhirDatatypes.Concept(resource.Body["medicationCodeableConcept"]) ?? Product(Referenced(resource, context)) ?? Display(resource.Body["medicationReference"]);

    private static FhirResource? Referenced(FhirResource resource, FhirContext context) =>
        resource.Body["medicationReference"].Exists ? context.Resolve(resource.Body["medicationReference"], resource) : null;

    private static MedicationStatus Status(FhirElement body, string? status)
    {
        if (body.IsTrue("doNotPerform")) return MedicationStatus.DoNotGive;
        // STU3 and DSTU2 say apart from the status that it is not taken.
        if (body.Text("taken") == "n" || body.IsTrue("wasNotTaken")) return MedicationStatus.Stopped;
        if (body.Text("intent") is "proposal" or "plan" && status is "active" or "draft") return MedicationStatus.Planned;
        return status switch
        {
            "active" => MedicationStatus.Active,
            "on-hold" => MedicationStatus.OnHold,
            "stopped" or "cancelled" or "not-taken" => MedicationStatus.Stopped,
            "completed" => MedicationStatus.Completed,
            "draft" or "intended" => MedicationStatus.Planned,
            _ => MedicationStatus.Unknown,
        };
    }

    private static CodedText? Product(FhirResource? medication)
    {
        if (medication is null) return null;
        if (FhirDatatypes.Concept(medication.Body["code"]) is { } code) return code;
        var ingredients = medication.Body.Items("ingredient").Select(item => FhirDatatypes.Concept(item["itemCodeableConcept"])).OfType<CodedText>().ToList();
        return ingredients.Count switch
        {
            0 => null,
            1 => ingredients[0],
            _ => new(string.Join(" / ", ingredients.Select(ingredient => ingredient.Text))),
        };
    }

    private static CodedText? Display(FhirElement reference) => reference.Text("display") is { } words ? new(words) : null;

    private static Dosing? WithProduct(Dosing? dosing, FhirResource? medication)
    {
        if (dosing is null || medication is null) return dosing;
        var strengths = medication.Body.Items("ingredient").Select(item => FhirDosage.Strength(item["strength"])).OfType<string>().ToList();
        return dosing with
        {
            Strength = strengths.Count == 1 ? strengths[0] : null,
            Form = FhirDatatypes.Concept(medication.Body["form"])?.Text,
        };
    }

    // Only a single dosage can bound the whole course; the end of one step of a taper is not the end of the drug.
    private static FhirElement Course(List<FhirElement> dosages) =>
        dosages.Count == 1 ? dosages[0]["timing"]["repeat"]["boundsPeriod"] : default;

    private static string? Reason(FhirElement body) =>
        FhirDatatypes.Concept(body.First("statusReason"))?.Text ?? FhirDatatypes.Concept(body["statusReason"])?.Text ?? FhirDatatypes.Concept(body.First("reasonCode"))?.Text;
}
