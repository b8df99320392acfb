using System.Text.Json.Nodes;

namespace MedLedger.Server.DecisionSupport;

/// <summary>The services that are offered (CDS Hooks 2.0, "Discovery"). They answer from what the caller sends along and read nothing from the store.</summary>
internal static class CdsService
{
    public const string PatientView = "medledger-patient-view";
    public const string OrderSign = "medledger-order-sign";

    public static string? HookOf(string id) => id switch { PatientView => "patient-view", OrderSign => "order-sign", _ => null };

    public static JsonObject Discovery() => new()
    {
        ["services"] = new JsonArray(
            Service(PatientView, "Safety checks of the chart", "Interactions, allergies, kidneys, pregnancy and duplicates among the current medicines."),
            Service(OrderSign, "Safety checks of new orders", "The same checks for the drafted orders against the chart.")),
    };

    private static JsonObject Service(string id, string title, string description) => new()
    {
        ["id"] = id,
        ["hook"] = HookOf(id),
        ["title"] = title,
        ["description"] = $"{description} The rules are dated and no clinician has reviewed them.",
        ["prefetch"] = new JsonObject
        {
            ["patient"] = "Patient/{{context.patientId}}",
            ["medications"] = "MedicationRequest?patient={{context.patientId}}&status=active,on-hold",
            ["statements"] = "MedicationStatement?patient={{context.patientId}}&status=active,on-hold",
            ["allergies"] = "AllergyIntolerance?patient={{context.patientId}}",
            ["conditions"] = "Condition?patient={{context.patientId}}",
            ["results"] = "Observation?patient={{context.patientId}}&code=http://loinc.org|2160-0,http://loinc.org|14682-9,http://loinc.org|33914-3,http://loinc.org|98979-8&_sort=-date&_count=10",
        },
    };
}
