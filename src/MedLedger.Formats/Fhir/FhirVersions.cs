using System.Globalization;

namespace MedLedger.Formats.Fhir;

/// <summary>Of a resource that a bundle holds in several versions only the newest counts, and of a deleted one none (FHIR R4, Bundle of type history).</summary>
internal static class FhirVersions
{
    public static IEnumerable<(FhirElement Entry, int Index)> Newest(IReadOnlyList<(FhirElement Entry, int Index)> entries, bool isHistory)
    {
        var newest = new Dictionary<string, int>(StringComparer.Ordinal);
        var older = new HashSet<int>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (Key(entries[i].Entry) is not { } key) continue;
            if (!newest.TryGetValue(key, out var before)) newest[key] = i;
            else if (Compare(entries[i].Entry, entries[before].Entry) is > 0) (newest[key], _) = (i, older.Add(before));
            // A history tells the newest first; elsewhere two that do not say which is newer both count.
            else if (Compare(entries[i].Entry, entries[before].Entry) is < 0 || isHistory) older.Add(i);
        }

        var deleted = newest.Where(pair => IsDeletion(entries[pair.Value].Entry)).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return entries.Where((entry, i) => !older.Contains(i) && (Key(entry.Entry) is not { } key || !deleted.Contains(key)));
    }

    private static bool IsDeletion(FhirElement entry) => entry["request"].Text("method") == "DELETE";

    // The same number on another server is another resource; a deletion is named by its request only.
    private static string? Key(FhirElement entry)
    {
        if (entry.Text("fullUrl") is { } url && url.StartsWith("http", StringComparison.Ordinal)) return url.Split("/_history/")[0];
        if (entry["resource"].Text("resourceType") is { } type && entry["resource"].Text("id") is { } id) return $"{type}/{id}";
        return IsDeletion(entry) ? entry["request"].Text("url")?.Split("/_history/")[0] : null;
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
