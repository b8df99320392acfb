using System.Text.Json;
using System.Text.Json.Nodes;

namespace MedLedger.Server.DecisionSupport;

/// <summary>One call of a hook, taken apart: the chart that came along, and the drafted orders.</summary>
/// <param name="Chart">A FHIR collection Bundle of everything prefetched.</param>
/// <param name="Drafts">A FHIR collection Bundle of the patient and the drafted medication orders; null for hooks without orders.</param>
internal sealed record CdsQuestion(byte[] Chart, byte[]? Drafts)
{
    private static readonly string[] _orders = ["MedicationRequest"];

    /// <summary>Takes a request apart, or says what is wrong with it (CDS Hooks 2.0, "Calling a CDS Service").</summary>
    public static (CdsQuestion? Question, string? Wrong) Parse(string hook, JsonNode? body)
    {
        if (body is not JsonObject request) return (null, "The body is not a JSON object.");
        if (Text(request["hook"]) != hook) return (null, $"The hook of this service is {hook}.");
        if (!Guid.TryParse(Text(request["hookInstance"]), out _)) return (null, "hookInstance is not a UUID.");
        if (request["context"] is not JsonObject context || Text(context["patientId"]) is not { Length: > 0 } patientId) return (null, "context.patientId is missing.");
        if (request["prefetch"] is not JsonObject prefetch) return (null, "prefetch is missing: this service does not call back to a FHIR server. See /cds-services for what to send.");
        var chart = prefetch.SelectMany(one => Resources(one.Value)).ToList();
        if (chart.FirstOrDefault(resource => Text(resource["resourceType"]) == "Patient") is not { } patient) return (null, "prefetch.patient is missing.");
        if (Text(patient["id"]) != patientId) return (null, "prefetch.patient is not the patient of the context.");
        if (hook != "order-sign") return (new(Bundle(chart), null), null);
        var drafts = Resources(context["draftOrders"]).Where(resource => _orders.Contains(Text(resource["resourceType"]))).ToList();
        if (drafts.Count == 0) return (null, "context.draftOrders holds no MedicationRequest.");
        // What is about to be signed is checked as if it were: a draft is not being taken, and would be left aside.
        foreach (var draft in drafts)
        {
            draft["status"] = "active";
            draft["intent"] = "order";
        }

        var referenced = chart.Where(resource => Text(resource["resourceType"]) is "Medication");
        return (new(Bundle(chart), Bundle([patient, .. referenced, .. drafts])), null);
    }

    private static IEnumerable<JsonObject> Resources(JsonNode? node) => node is not JsonObject one ? []
        : Text(one["resourceType"]) == "Bundle" ? (one["entry"] as JsonArray ?? []).SelectMany(entry => Resources((entry as JsonObject)?["resource"]))
        : Text(one["resourceType"]) is not null ? [one]
        : [];

    private static byte[] Bundle(IEnumerable<JsonObject> resources)
    {
        var entries = new JsonArray();
        foreach (var resource in resources)
            entries.Add((JsonNode)new JsonObject { ["fullUrl"] = Text(resource["id"]) is { Length: > 0 } id ? $"https://chart.invalid/{Text(resource["resourceType"])}/{id}" : null, ["resource"] = resource.DeepClone() });
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["resourceType"] = "Bundle", ["type"] = "collection", ["entry"] = entries });
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
