using System.IO.Compression;
using System.Text;

namespace MedLedger.Tools.Lexicon;

/// <summary>Collects entries by kind and preferred name and writes them sorted, so that the same sources give the same bytes.</summary>
internal sealed class EntryTable
{
    private readonly SortedDictionary<(string Kind, string Name), (SortedSet<string> Codes, SortedSet<string> Synonyms)> _entries = [];

    public int Count => _entries.Count;

    public void Add(string kind, string name, IEnumerable<string> codes, IEnumerable<string> synonyms)
    {
        name = Clean(name);
        if (name.Length < 2) return;
        if (!_entries.TryGetValue((kind, name), out var entry))
            _entries[(kind, name)] = entry = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        entry.Codes.UnionWith(codes.Where(code => code.Length > 0));
        entry.Synonyms.UnionWith(synonyms.Select(Clean).Where(synonym => synonym.Length > 1 && synonym != name));
    }

    public bool Has(string kind, string name) => _entries.ContainsKey((kind, Clean(name)));

    public void Write(string path)
    {
        using var file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
        using var writer = new StreamWriter(packed, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var ((kind, name), (codes, synonyms)) in _entries)
            writer.WriteLine($"{kind}\t{name}\t{string.Join(',', codes)}\t{string.Join('|', synonyms)}");
    }

    private static string Clean(string text) => text.Replace('\t', ' ').Replace('|', ' ').Trim().ToLowerInvariant();
}
