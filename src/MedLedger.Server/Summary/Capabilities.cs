using System.Text.Json.Nodes;

namespace MedLedger.Server.Summary;

/// <summary>What the FHIR side can do (FHIR R4 CapabilityStatement; IPS 2.0.1, server actor).</summary>
internal static class Capabilities
{
    private const string Ips = "http://hl7.org/fhir/uv/ips/";

    // The day on which these abilities last changed: the statement must not change by itself.
    private const string Changed = "2026-11-22";

    public static JsonObject Statement(string address) => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["status"] = "active",
        ["date"] = Changed,
        ["publisher"] = "MedLedger",
        ["kind"] = "instance",
        ["instantiates"] = new JsonArray($"{Ips}CapabilityStatement/ips-server"),
        ["software"] = new JsonObject { ["name"] = "MedLedger", ["version"] = typeof(Capabilities).Assembly.GetName().Version!.ToString(3) },
        ["implementation"] = new JsonObject { ["description"] = "Patient summaries behind the patient's grants", ["url"] = address },
        ["fhirVersion"] = "4.0.1",
        ["format"] = new JsonArray(SummaryForm.FhirJson, SummaryForm.FhirXml, "text/html", "application/pdf"),
        ["implementationGuide"] = new JsonArray($"{Ips}ImplementationGuide/hl7.fhir.uv.ips|2.0.1"),
        ["rest"] = new JsonArray(new JsonObject
        {
            ["mode"] = "server",
            ["documentation"] = "One operation: the patient summary, on instance and type level, by GET and POST. Every reading and every refusal is an entry of the public log.",
            ["security"] = new JsonObject
            {
                ["cors"] = false,
                ["description"] = "A bearer token (ES256) of a known issuer says who reads; a grant that the patient signed, or broken glass, lets them.",
            },
            ["resource"] = new JsonArray(new JsonObject
            {
                ["type"] = "Patient",
                ["operation"] = new JsonArray(new JsonObject { ["name"] = "summary", ["definition"] = $"{Ips}OperationDefinition/summary" }),
            }),
        }),
    };
}
