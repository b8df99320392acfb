using System.IO.Compression;
using System.Reflection;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>Which ingredients there are, under which names, and which classes they belong to. Built once; nothing changes it afterwards.</summary>
internal sealed class DrugKnowledge
{
    private const int LongestName = 4;

    // Endings of salts that the forms of the reconciliation do not list.
    private static readonly HashSet<string> _salts = ["bisulfate", "oxalate", "hydrate", "so4", "recombinant", "benzathine", "procaine", "proxetil", "carbonate", "triethiodide", "glycinate"];

    private static readonly Lazy<DrugKnowledge> _loaded = new(() => new());

    private readonly Dictionary<string, string> _canonical = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _classesOf = new(StringComparer.Ordinal);

    private DrugKnowledge()
    {
        foreach (var cells in Lines("drug-synonyms.tsv")) _canonical[PlainWords.Join(cells[0])] = PlainWords.Join(cells[1]);
        foreach (var cells in Lines("drug-classes.tsv"))
        {
            var members = _members[cells[0]] = new(StringComparer.Ordinal);
            foreach (var name in cells[1].Split('|'))
            {
                var ingredient = Know(name);
                members.Add(ingredient);
                if (!_classesOf.TryGetValue(ingredient, out var classes)) _classesOf[ingredient] = classes = new(StringComparer.Ordinal);
                classes.Add(cells[0]);
            }
        }

        foreach (var cells in Lines("va-pairs.tsv.gz")) Graded[Key(Know(cells[0]), Know(cells[1]))] = cells[2] == "C";
    }

    /// <summary>Pairs of the VA list; true for the critical ones.</summary>
    public Dictionary<(string, string), bool> Graded { get; } = [];

    public static DrugKnowledge Load() => _loaded.Value;

    public static (string, string) Key(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);

    public IReadOnlySet<string> ClassesOf(string ingredient) => _classesOf.GetValueOrDefault(ingredient) ?? [];

    /// <summary>The ingredients of one side of a rule: "=name" is an ingredient, anything else a class.</summary>
    public IReadOnlySet<string> Side(IEnumerable<string> names)
    {
        var side = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.StartsWith('=')) side.Add(Know(name[1..]));
            else side.UnionWith(_members.GetValueOrDefault(name) ?? throw new InvalidOperationException($"A rule names the class '{name}', which drug-classes.tsv does not have."));
        }

        return side;
    }

    /// <summary>The known ingredients that a concept names, by its words, the displays of its codes, and the lexicon for brands; empty when none is known.</summary>
    public IReadOnlySet<string> IngredientsOf(CodedText concept)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in concept.Codes.Select(code => code.Display).Prepend(concept.Text).OfType<string>())
        {
            Scan(text, found);
            if (found.Count == 0)
                foreach (var ingredients in Brand(text)) Scan(ingredients, found);
        }

        return found;
    }

    private void Scan(string text, HashSet<string> found)
    {
        var words = PlainWords.Of(text);
        for (var first = 0; first < words.Count; first++)
            for (var length = Math.Min(LongestName, words.Count - first); length > 0; length--)
            {
                if (!_canonical.TryGetValue(string.Join(' ', words.Skip(first).Take(length)), out var ingredient)) continue;
                found.Add(ingredient);
                first += length - 1;
                break;
            }
    }

    private static IEnumerable<string> Brand(string text)
    {
        var terms = TermLexicon.Load().Terms;
        var node = 0;
        foreach (var word in Tokenizer.Words(text))
        {
            node = terms.Step(node, word);
            if (node < 0) yield break;
            foreach (var term in terms.At(node))
                if (term.Entry.Kind == EntryKind.Drug) yield return term.Entry.Name;
        }
    }

    // Salts and forms behind the first word are no other drug; every insulin is insulin here.
    private string Know(string name)
    {
        var words = PlainWords.Of(name).ToList();
        var full = string.Join(' ', words);
        if (_canonical.TryGetValue(full, out var known)) return known;
        while (words.Count > 1 && (ConceptKeys.IsDrugForm(words[^1]) || _salts.Contains(words[^1])) && words[0] is not ("potassium" or "calcium" or "magnesium" or "sodium" or "aluminum" or "ferrous")) words.RemoveAt(words.Count - 1);
        var bare = words[0] == "insulin" ? "insulin" : string.Join(' ', words);
        var ingredient = _canonical.GetValueOrDefault(bare, bare);
        _canonical[bare] = ingredient;
        return _canonical[full] = ingredient;
    }

    private static IEnumerable<string[]> Lines(string name)
    {
        var raw = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The rule file {name} is missing from the build.");
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0) yield return line.Split('\t');
    }
}
