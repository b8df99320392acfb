namespace MedLedger.Formats.Fhir;

/// <summary>One resource with its place in the document.</summary>
/// <param name="Type">The resourceType.</param>
/// <param name="Path">FHIRPath-like, for instance Bundle.entry[3].resource.</param>
/// <param name="FullUrl">The entry's fullUrl, or null.</param>
/// <param name="Body">The resource itself.</param>
public sealed record FhirResource(string Type, string Path, string? FullUrl, FhirElement Body)
{
    public string? Id => Body.Text("id");
}
