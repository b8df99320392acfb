using System.Text.Json;
using MedLedger.Formats.Fhir;

namespace MedLedger.Server.Summary;

/// <summary>Parameters of `$summary` (IPS 2.0.1, OperationDefinition/summary), from the query or from a Parameters resource.</summary>
/// <param name="Identifiers">`system|value` tokens; on instance level nobody asks for them.</param>
/// <param name="Profiles">Canonical URLs, with or without a version.</param>
internal sealed record SummaryQuestion(IReadOnlyList<string> Identifiers, IReadOnlyList<string> Profiles)
{
    private const string Profile = "http://hl7.org/fhir/uv/ips/StructureDefinition/";

    private static readonly string[] _versions = ["2.0", "2.0.0", "2.0.1"];

    /// <summary>What is wrong with it as a question, or null.</summary>
    public (int Status, string Issue, string Text)? Wrong(bool wantsIdentifier)
    {
        if (wantsIdentifier && Identifiers.Count == 0) return (400, "required", "Say whose summary: identifier=system|value.");
        if (Identifiers.Count > 1) return (400, "multiple-matches", "Give one identifier: a summary is of one patient.");
        // Falling back to a default would hand out another document than the one that was asked for.
        return Profiles.FirstOrDefault(profile => !IsKnown(profile)) is { } unknown
            ? (400, "not-supported", $"The profile '{unknown}' is not made here. Leave it out, or ask for {Profile}Bundle-uv-ips.")
            : null;
    }

    public static SummaryQuestion OfQuery(IQueryCollection query) => new(Given(query["identifier"]), Given(query["profile"]));

    /// <summary>A POST's body added to its query, or what is wrong with the body. An empty body asks nothing.</summary>
    public static async Task<(SummaryQuestion? Question, (int Status, string Issue, string Text)? Wrong)> OfBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = OfQuery(request.Query);
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellationToken);
        if (bytes.Length == 0) return (query, null);
        var type = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (type is not (SummaryForm.FhirJson or "application/json" or SummaryForm.FhirXml or "application/xml" or "text/xml"))
            return (null, (415, "not-supported", "Send the Parameters as application/fhir+json or application/fhir+xml."));
        try
        {
            var json = type.EndsWith("json", StringComparison.Ordinal) ? bytes.ToArray() : FhirXml.ToJson(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
            if (json is null) return (null, NotParameters);
            using var document = StrictJson.ParseTree(json);
            var parameters = document.Root;
            if (parameters.Text("resourceType") != "Parameters") return (null, NotParameters);
            return (new([.. query.Identifiers, .. Of(parameters, "identifier").Select(Token).OfType<string>()], [.. query.Profiles, .. Of(parameters, "profile").Select(Text).OfType<string>()]), null);
        }
        catch (Exception trouble) when (trouble is JsonException or System.Xml.XmlException or InvalidDataException)
        {
            return (null, NotParameters);
        }
    }

    private static (int, string, string) NotParameters => (400, "invalid", "The body is not a FHIR Parameters resource.");

    private static IEnumerable<FhirElement> Of(FhirElement parameters, string name) => parameters.Items("parameter").Where(one => one.Text("name") == name);

    private static string? Token(FhirElement parameter) =>
        parameter["valueIdentifier"] is { Exists: true } identifier ? $"{identifier.Text("system")}|{identifier.Text("value")}" : Text(parameter);

    private static string? Text(FhirElement parameter) => parameter.Text("valueString") ?? parameter.Text("valueUri") ?? parameter.Text("valueCanonical") ?? parameter.Text("valueUrl");

    private static bool IsKnown(string profile)
    {
        var parts = profile.Split('|');
        return parts[0] is Profile + "Bundle-uv-ips" or Profile + "Composition-uv-ips" && (parts.Length == 1 || (parts.Length == 2 && _versions.Contains(parts[1])));
    }

    private static List<string> Given(IEnumerable<string?> values) => [.. values.OfType<string>().Where(value => value.Length > 0)];
}
