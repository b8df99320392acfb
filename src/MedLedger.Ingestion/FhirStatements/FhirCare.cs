using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>Procedures, immunizations and devices.</summary>
internal static class FhirCare
{
    public static IEnumerable<Finding> ReadProcedure(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (Named(resource, "code", context) is not { } concept) yield break;
        var status = body.Text("status");
        var performed = FhirDatatypes.Start(body, "performed") ?? FhirDatatypes.End(body, "performed");
        var planned = status == "preparation";
        yield return new ProcedureFinding
        {
            Concept = concept,
            Assertion = planned ? Assertion.Plain with { Temporality = Temporality.Planned, Because = "status preparation" } : Assertion.Plain,
            Performed = performed,
            NotDone = status == "not-done",
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, performed?.ToString(), status is "completed" ? null : status),
        };
    }

    public static IEnumerable<Finding> ReadImmunization(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (Named(resource, "vaccineCode", context) is not { } concept) yield break;
        var status = body.Text("status");
        var given = FhirDatatypes.Start(body, "occurrence") ?? FhirDatatypes.Date(body.Text("occurrenceString"));
        yield return new ImmunizationFinding
        {
            Concept = concept,
            Given = given,
            NotDone = status == "not-done",
            Recorded = FhirDatatypes.Date(body.Text("recorded")),
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, given?.ToString(), status is "completed" ? null : status),
        };
    }

    public static IEnumerable<Finding> ReadDeviceUse(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        var device = context.Resolve(body["device"], resource);
        var concept = (device is null ? null : DeviceName(device.Body)) ?? (body["device"].Text("display") is { } display ? new CodedText(display) : null);
        if (concept is null || NoKnownCodes.IsNoInformation(concept))
        {
            context.Miss("DeviceUseStatement without a device");
            yield break;
        }

        if (NoKnownCodes.Find(concept) is { } scope)
        {
            yield return new NoKnownFinding { Concept = concept, Scope = scope, Sources = context.Source(resource, concept.Text) };
            yield break;
        }

        var status = body.Text("status");
        var since = FhirDatatypes.Start(body, "timing");
        yield return new DeviceFinding
        {
            Concept = concept,
            Since = since,
            Removed = FhirDatatypes.End(body, "timing"),
            Active = status is "active" or null && FhirDatatypes.End(body, "timing") is null,
            Assertion = status == "intended" ? Assertion.Plain with { Temporality = Temporality.Planned, Because = "status intended" } : Assertion.Plain,
            Recorded = FhirDatatypes.Date(body.Text("recordedOn")),
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, since is null ? null : $"since {since}", status),
        };
    }

    /// <summary>A device of the patient that no DeviceUseStatement speaks of; devices without a patient only signed or measured something.</summary>
    public static IEnumerable<Finding> ReadDevice(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (!body["patient"].Exists || DeviceName(body) is not { } concept || IsUsed(resource, context)) yield break;
        if (NoKnownCodes.IsNoInformation(concept) || NoKnownCodes.Find(concept) is not null) yield break;
        var status = body.Text("status");
        yield return new DeviceFinding
        {
            Concept = concept,
            Active = status is "active" or null,
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, status),
        };
    }

    private static bool IsUsed(FhirResource device, FhirContext context) =>
        context.Document.Resources.Any(use => use.Type == "DeviceUseStatement" && context.Resolve(use.Body["device"], use)?.Path == device.Path);

    private static CodedText? DeviceName(FhirElement device) =>
        FhirDatatypes.Concept(device["type"]) ?? (device.First("deviceName").Text("name") is { } name ? new(name) : null);

    private static CodedText? Named(FhirResource resource, string element, FhirContext context)
    {
        if (FhirDatatypes.Concept(resource.Body[element]) is { } concept && !NoKnownCodes.IsNoInformation(concept) && NoKnownCodes.Find(concept) is null) return concept;
        context.Miss($"{resource.Type} without a code");
        return null;
    }
}
