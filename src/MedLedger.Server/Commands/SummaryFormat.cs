namespace MedLedger.Server.Commands;

/// <summary>The forms in which the one page can be had.</summary>
internal static class SummaryFormat
{
    public static readonly string[] All = ["text", "html", "pdf", "fhir", "json"];
}
