using System.Text.Json.Nodes;
using MedLedger.Domain.Documents;

namespace MedLedger.Server.Doors.Http;

/// <summary>FHIR R4 OperationOutcome: what was done or refused, without anything of the resource.</summary>
internal static class OperationOutcome
{
    /// <param name="severity">http://hl7.org/fhir/issue-severity.</param>
    /// <param name="code">http://hl7.org/fhir/issue-type.</param>
    /// <param name="diagnostics">A sentence for people.</param>
    public static JsonObject Of(string severity, string code, string diagnostics) => new()
    {
        ["resourceType"] = "OperationOutcome",
        ["issue"] = new JsonArray(new JsonObject { ["severity"] = severity, ["code"] = code, ["diagnostics"] = diagnostics }),
    };

    public static JsonObject Of(DoorReport report) => report.Status switch
    {
        "filed" => Of("information", report.Duplicate ? "duplicate" : "informational", $"Filed as document {report.Document}{(report.Leaf is { } leaf ? $", log leaf {leaf}" : "")}."),
        "held" => Of("warning", "business-rule", $"Held for a person as arrival {report.Arrival}: {report.Reason}"),
        "refused" => Of("error", Issue(report.Code), $"{report.Reason} {report.NextStep}".Trim()),
        _ => Of("information", "incomplete", $"Kept as arrival {report.Arrival}; it waits to be filed."),
    };

    public static JsonObject Of(ReadingProblem problem) => Of("error", Issue(problem.Code), $"{problem.Reason} {problem.NextStep}");

    private static string Issue(string? code) => code switch
    {
        "damaged" or "truncated" or "empty" or "property-twice" or "document-type" => "structure",
        "too-large" or "over-limit" => "too-long",
        _ => "processing",
    };
}
