using System.IO.Compression;
using System.Numerics;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>Collects terms of eight kinds from public terminologies; what is kept of them are hashes and counts.</summary>
internal sealed class VocabularyBuilder
{
    private const int Disorder = 0;
    private const int Finding = 1;
    private const int Chemical = 2;
    private const int Drug = 3;
    private const int Test = 4;
    private const int Anatomy = 5;
    private const int Procedure = 6;
    private const int Organism = 7;
    private const int LongestName = 9;

    private static readonly Dictionary<string, int> KindOfTag = new(StringComparer.Ordinal)
    {
        ["disorder"] = Disorder,
        ["finding"] = Finding,
        ["substance"] = Chemical,
        ["medicinal product"] = Drug,
        ["observable entity"] = Test,
        ["body structure"] = Anatomy,
        ["morphologic abnormality"] = Disorder,
        ["procedure"] = Procedure,
        ["regime/therapy"] = Procedure,
        ["organism"] = Organism,
    };

    private readonly Dictionary<uint, ushort> _phrases = [];
    private readonly Dictionary<uint, (int[] Any, int[] Last)> _words = [];
    private readonly HashSet<(uint, int)> _seen = [];
    private readonly WordMemory _memory = new(Vocabulary.Empty);

    public static Vocabulary Build(string terminology, Dictionary<uint, uint> clusters)
    {
        var builder = new VocabularyBuilder();
        foreach (var row in Rows(terminology, "disease_symptom/doid.tsv.gz"))
        {
            builder.Add(row[1], Disorder);
            foreach (var parent in row[2].Split('|')) builder.Add(parent, Disorder);
        }

        foreach (var row in Rows(terminology, "disease_symptom/doid_synonyms_cancer_infectious.tsv.gz")) builder.AddAll(row.Skip(1), Disorder);
        foreach (var row in Rows(terminology, "disease_symptom/symp.tsv")) builder.AddAll(row.Skip(1).Take(2), Finding);
        foreach (var row in Rows(terminology, "icd/icd10cm_codes.tsv.gz")) builder.Add(Plain(row[2]), Disorder);
        foreach (var row in Rows(terminology, "icd/icd9cm_codes.tsv.gz")) builder.Add(Plain(row[^1]), Disorder);
        foreach (var row in Rows(terminology, "drugbank_open/drugbank_vocabulary.tsv.gz")) builder.AddAll([row[1], row[4]], Chemical);
        foreach (var row in Rows(terminology, "rxnorm/ingredients.tsv.gz")) builder.Add(row[2], Drug);
        foreach (var row in Rows(terminology, "rxnorm/brands.tsv.gz")) builder.Add(row[1], Drug);
        foreach (var row in Rows(terminology, "labs/lab_names_loinc_mimic.tsv")) builder.Add(row[1], Test);
        foreach (var row in Rows(terminology, "labs/lab_panel_names_ranges_nlm.tsv")) builder.Add(row[1], Test);
        foreach (var row in Rows(terminology, "snomed_gps/snomed_gps_2020-09.tsv.gz"))
            if (KindOfTag.TryGetValue(row[2], out var kind)) builder.Add(Structure(row[1]), kind);
        return new(builder._phrases, builder._words.ToDictionary(pair => pair.Key, pair => (Pack(pair.Value.Any), Pack(pair.Value.Last))), clusters);
    }

    private void AddAll(IEnumerable<string> cells, int kind)
    {
        foreach (var name in cells.SelectMany(cell => cell.Split('|'))) Add(name, kind);
    }

    private void Add(string name, int kind)
    {
        var words = TagTokenizer.Cut(name, _memory).Where(token => !token.Word.IsMark).Select(token => token.Word.Folded).ToArray();
        if (name.Length < 2 || words.Length is 0 or > LongestName) return;
        var hash = 0u;
        foreach (var word in words) hash = FeatureHash.Of(hash, word);
        if (!_seen.Add((hash, kind))) return;
        Vocabulary.AddPhrase(_phrases, words, kind);
        foreach (var word in words.Distinct()) UseOf(word).Any[kind]++;
        UseOf(words[^1]).Last[kind]++;
    }

    private (int[] Any, int[] Last) UseOf(uint word) =>
        _words.TryGetValue(word, out var use) ? use : _words[word] = (new int[Vocabulary.Kinds], new int[Vocabulary.Kinds]);

    // Four bits for each kind, growing with the logarithm of the number of terms.
    private static uint Pack(int[] counts)
    {
        var packed = 0u;
        for (var kind = 0; kind < counts.Length; kind++) packed |= (uint)Math.Min(15, BitOperations.Log2((uint)((2 * counts[kind]) + 1))) << (4 * kind);
        return packed;
    }

    private static string Plain(string description)
    {
        foreach (var end in (string[])[", unspecified", " (", ", without", ", with", " not elsewhere", ", initial", ", subsequent", ", sequela"])
            if (description.IndexOf(end, StringComparison.OrdinalIgnoreCase) is > 3 and var at) description = description[..at];
        return description;
    }

    private static string Structure(string term) => term.Replace(" structure", "", StringComparison.Ordinal).Replace("Structure of ", "", StringComparison.Ordinal);

    private static IEnumerable<string[]> Rows(string folder, string file)
    {
        using Stream raw = File.OpenRead(Path.Combine(folder, file));
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return line.Split('\t');
    }
}
