using System.Globalization;

namespace MedLedger.Formats.Fhir;

/// <summary>Of a resource that a bundle holds in several versions only the newest counts, and of a deleted one none (FHIR R4, Bundle of type history).</summary>
internal static class FhirVersions
{
    public static IEnumerable<(FhirElement Entry, int Index)> Newest(IEnumerable<FhirElement> all, bool isHistory)
    {
        var entries = new List<FhirElement>();
        var keys = new List<string?>();
        var newest = new Dictionary<string, int>(StringComparer.Ordinal);
        var older = new HashSet<int>();
        foreach (var entry in all)
        {
            var i = entries.Count;
            entries.Add(entry);
            keys.Add(Key(entry));
            if (keys[i] is not { } key || newest.TryAdd(key, i)) continue;
            var before = newest[key];
            if (Compare(entry, entries[before]) is > 0) (newest[key], _) = (i, older.Add(before));
            // A history tells the newest first; elsewhere two that do not say which is newer both count.
            else if (Compare(entry, entries[before]) is < 0 || isHistory) older.Add(i);
        }

        for (var i = 0; i < entries.Count; i++)
            if (!older.Contains(i) && (keys[i] is not { } key || !IsDeletion(entries[newest[key]]))) yield return (entries[i], i);
    }

    private static bool IsDeletion(FhirElement entry) => entry["request"].Text("method") == "DELETE";

    // The same number on another server is another resource; a deletion is named by its request only.
    private static string? Key(FhirElement entry)
    {
        if (entry.Text("fullUrl") is { } url && url.StartsWith("http", StringComparison.Ordinal)) return FhirDocument.Versionless(url);
        var resource = entry["resource"];
        if (resource.Text("resourceType") is { } type && resource.Text("id") is { } id) return $"{type}/{id}";
        return IsDeletion(entry) && entry["request"].Text("url") is { } request ? FhirDocument.Versionless(request) : null;
    }

    private static int? Compare(FhirElement one, FhirElement other)
    {
        var (a, b) = (one["resource"]["meta"], other["resource"]["meta"]);
        if (long.TryParse(a.Text("versionId"), NumberStyles.None, CultureInfo.InvariantCulture, out var left) && long.TryParse(b.Text("versionId"), NumberStyles.None, CultureInfo.InvariantCulture, out var right) && left != right)
            return left.CompareTo(right);
        return Moment(one, a) is { } first && Moment(other, b) is { } second ? first.CompareTo(second) : null;
    }

    private static DateTimeOffset? Moment(FhirElement entry, FhirElement meta) =>
        DateTimeOffset.TryParse(meta.Text("lastUpdated") ?? entry["response"].Text("lastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
