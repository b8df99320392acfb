using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>How a resource names the person that it is about, and whether two names can be one person's.</summary>
internal static class FhirPersons
{
    // What may stand in a subject and is certainly somebody else than the patient.
    private static readonly string[] Others = ["Group/", "RelatedPerson/", "Practitioner/"];

    public static FhirElement Subject(FhirResource resource) => resource.Body["subject"] is { Exists: true } subject ? subject : resource.Body["patient"];

    /// <summary>The subject's reference as Type/id, without server and version; "#id" and "urn:" as they are.</summary>
    public static string? Reference(FhirResource resource)
    {
        if (Subject(resource).Text("reference") is not { } reference) return null;
        if (reference.StartsWith('#') || reference.StartsWith("urn:", StringComparison.Ordinal)) return reference;
        var parts = reference.Split("/_history")[0].TrimEnd('/').Split('/');
        return parts.Length > 1 ? $"{parts[^2]}/{parts[^1]}" : reference;
    }

    public static bool IsNoPatient(string reference) => Others.Any(type => reference.StartsWith(type, StringComparison.Ordinal));

    /// <summary>The patient whom a resource carries inside.</summary>
    public static FhirResource? Contained(FhirDocument document, FhirResource resource) =>
        Reference(resource)?.StartsWith('#') == true && document.Resolve(Subject(resource), resource) is { Type: "Patient" } found ? found : null;

    /// <summary>A logical reference: the patient's number in a namespace, without a resource.</summary>
    public static (string System, string Value)? Number(FhirResource resource) =>
        Subject(resource) is var subject && subject.Text("reference") is null && subject["identifier"].Text("system") is { } system && subject["identifier"].Text("value") is { } value ? (system, value) : null;

    /// <summary>Whether the patient is known by another number of the same namespace.</summary>
    public static bool HasOther(FhirResource patient, (string System, string Value) number)
    {
        var known = Numbers(patient).Where(one => one.System == number.System).ToList();
        return known.Count > 0 && known.TrueForAll(one => one.Value != number.Value);
    }

    /// <summary>Nothing to compare is no agreement: a resource that says nothing of its person is only itself.</summary>
    public static string Key(FhirResource patient)
    {
        var (name, born) = (FhirPatient.Name(patient.Body.First("name"))?.Text, patient.Body.Text("birthDate"));
        if (name is not null || born is not null) return $"{name}|{born}";
        var numbers = Numbers(patient).Select(number => $"{number.System}|{number.Value}").Order(StringComparer.Ordinal).ToList();
        return numbers.Count > 0 ? $"#{string.Join('#', numbers)}" : $"@{patient.Path}";
    }

    /// <summary>What both state and cannot be one person's. A patient inside a resource is often thinner than the resource of its own.</summary>
    public static bool Contradict(FhirResource one, FhirResource other)
    {
        if (FhirDatatypes.Date(one.Body.Text("birthDate")) is { } born && FhirDatatypes.Date(other.Body.Text("birthDate")) is { } also && (born.Latest < also.Earliest || also.Latest < born.Earliest)) return true;
        if (Words(one) is { Count: > 0 } words && Words(other) is { Count: > 0 } others && !words.IsSubsetOf(others) && !others.IsSubsetOf(words)) return true;
        return Numbers(one).GroupBy(number => number.System, StringComparer.Ordinal).Any(system =>
            Numbers(other).Where(number => number.System == system.Key).Select(number => number.Value).ToList() is { Count: > 0 } theirs && !system.Any(number => theirs.Contains(number.Value)));
    }

    private static List<(string System, string Value)> Numbers(FhirResource patient) =>
        [.. patient.Body.Items("identifier").Where(item => item.Text("value") is not null).Select(item => (item.Text("system") ?? "", item.Text("value")!))];

    private static HashSet<string> Words(FhirResource patient) =>
        (FhirPatient.Name(patient.Body.First("name"))?.Text ?? "").Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
