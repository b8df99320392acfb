namespace MedLedger.Formats.Fhir;

/// <summary>A FHIR R4 Bundle of any type, or a single resource, with its references resolvable inside the document only.</summary>
public sealed class FhirDocument
{
    private readonly Dictionary<string, FhirResource> _byReference = new(StringComparer.Ordinal);

    private FhirDocument(FhirElement root, IReadOnlyList<FhirResource> resources)
    {
        Root = root;
        Resources = resources;
        foreach (var resource in resources)
        {
            if (resource.FullUrl is { } url) _byReference.TryAdd(url, resource);
            if (resource.Id is { } id) _byReference.TryAdd($"{resource.Type}/{id}", resource);
        }
    }

    public FhirElement Root { get; }

    public IReadOnlyList<FhirResource> Resources { get; }

    /// <summary>The bundle's timestamp, or the newest words the document has about its own date.</summary>
    public string? Date => Root.Text("timestamp")
        ?? Resources.FirstOrDefault(resource => resource.Type == "Composition")?.Body.Text("date")
        ?? Root["meta"].Text("lastUpdated");

    /// <summary>Null when the JSON is not a FHIR resource.</summary>
    public static FhirDocument? Read(FhirElement root)
    {
        if (root.Text("resourceType") is not { } type) return null;
        if (type != "Bundle") return new(root, [new(type, type, null, root)]);
        var resources = new List<FhirResource>();
        foreach (var (entry, index) in FhirVersions.Newest(root.Items("entry"), isHistory: root.Text("type") == "history"))
        {
            var body = entry["resource"];
            if (body.IsObject) resources.Add(new(body.Text("resourceType") ?? "unnamed resource", $"Bundle.entry[{index}].resource", entry.Text("fullUrl"), body));
        }

        return new(root, resources);
    }

    /// <summary>A URL without the version that it may name.</summary>
    internal static string Versionless(string url) => url.IndexOf("/_history/", StringComparison.Ordinal) is >= 0 and var end ? url[..end] : url;

    /// <summary>Finds what a Reference points at: contained, by fullUrl (absolute or urn:uuid), or relative (FHIR R4 references). Nothing is ever fetched.</summary>
    public FhirResource? Resolve(FhirElement reference, FhirResource from)
    {
        if (reference.Text("reference") is not { } target) return null;
        if (target.StartsWith('#')) return Contained(target[1..], from);
        var versionless = Versionless(target);
        if (_byReference.TryGetValue(versionless, out var found)) return found;
        return RelativeTail(versionless) is { } tail && _byReference.TryGetValue(tail, out found) && SameServer(versionless, tail, found)
            ? found
            : null;
    }

    private static FhirResource? Contained(string id, FhirResource from)
    {
        var index = 0;
        foreach (var contained in from.Body.Items("contained"))
        {
            if (contained.Text("id") == id)
                return new(contained.Text("resourceType") ?? "unnamed resource", $"{from.Path}.contained[{index}]", null, contained);
            index++;
        }

        return null;
    }

    // The last two parts of three or more.
    private static string? RelativeTail(string url)
    {
        var id = url.LastIndexOf('/');
        var type = id > 0 ? url.LastIndexOf('/', id - 1) : -1;
        return type >= 0 ? url[(type + 1)..] : null;
    }

    // An absolute reference to another server must not be answered with a resource of the same id from this one.
    private static bool SameServer(string url, string tail, FhirResource found) =>
        found.FullUrl is null || found.FullUrl.StartsWith("urn:", StringComparison.Ordinal)
        || string.Equals(found.FullUrl, url, StringComparison.Ordinal)
        || found.FullUrl.EndsWith(tail, StringComparison.Ordinal) && url.StartsWith(found.FullUrl[..^tail.Length], StringComparison.Ordinal);
}
