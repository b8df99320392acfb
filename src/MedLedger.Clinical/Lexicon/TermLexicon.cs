using System.IO.Compression;
using System.Reflection;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Lexicon;

/// <summary>
/// All names that are looked for: the hand-written ones first, then those compiled from public terminologies (tools/lexicon),
/// then what the same drugs are called outside the United States (drug-names.tsv).
/// </summary>
internal sealed class TermLexicon
{
    private const int ShortestCompiledName = 4;

    // Abbreviations that people also type in lower case and that are no English words.
    private static readonly HashSet<string> SafeInLowerCase = new(StringComparer.Ordinal)
    {
        "htn", "ckd", "dvt", "inr", "tsh", "crp", "bun", "cad", "chf", "uti", "osa", "alt", "ast", "ldl", "hdl", "psa", "wbc", "hgb", "plt",
        "mtx", "iud", "cva", "tia", "dnr", "hiv", "bph", "sle", "pci", "cbc", "esr", "bnp", "nph", "gtn", "hct", "cr", "hb", "bp", "hr", "pcn", "scr", "a1c",
    };

    // Longer abbreviations that are words as well ("most", "pots"), or whose letters in capitals mean another thing ("PSA").
    private static readonly HashSet<string> AlsoWords = new(StringComparer.Ordinal) { "MOST", "POST", "POTS", "PsA", "ReSPECT", "TIPS" };

    private static readonly Dictionary<string, EntryKind> Kinds = Enum.GetValues<EntryKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Lazy<TermLexicon> Loaded = new(() => new(Lines("curated.tsv"), Lines("lexicon.tsv.gz"), Lines("drug-names.tsv")));

    public WordTrie<Term> Terms { get; } = new();

    /// <summary>Built when the first misspelt word asks for it.</summary>
    public DrugNames Drugs => _drugs.Value;

    private readonly Lazy<DrugNames> _drugs;

    // Most names are plain words in lower case, and most words stand in many names: each is folded once.
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);

    private readonly HashSet<(EntryKind Kind, string Word)> _words = [];

    private readonly HashSet<(EntryKind, string)> _written = [];

    private readonly Dictionary<string, LexiconEntry> _drugWords = new(StringComparer.Ordinal);

    private TermLexicon(IEnumerable<string> curated, IEnumerable<string> compiled, IEnumerable<string> drugNames)
    {
        var drugs = new Dictionary<string, LexiconEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var (line, byHand) in curated.Select(line => (line, true)).Concat(compiled.Select(line => (line, false))))
        {
            var cells = line.Split('\t');
            if (cells.Length < 4) continue;
            var kind = Kinds[cells[0]];
            var entry = new LexiconEntry(kind, Ingredients(cells[1].TrimEnd('*')), [.. cells[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ReadCode)], byHand);
            if (kind == EntryKind.Drug) drugs.TryAdd(entry.Name, entry);
            foreach (var name in cells[3].Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend(cells[1]))
                if (byHand || name.TrimEnd('*').Length >= ShortestCompiledName) Add(entry, name, misspelt: true);
        }

        foreach (var cells in drugNames.Select(line => line.Split('\t')))
        {
            var entry = drugs.GetValueOrDefault(cells[0]) ?? Combination(cells[0], drugs);
            foreach (var name in cells[1].Split('|').Prepend(cells[0])) Add(entry, name, misspelt: false);
        }

        _drugs = new(() => new(_drugWords));
        _folded.Clear();
        _written.Clear();
    }

    // Three thousand brands lie so close to one another that a misspelt word would be taken for one of them too easily.
    private void Add(LexiconEntry entry, string name, bool misspelt)
    {
        var plain = name.TrimEnd('*');
        var words = Folded(plain);
        // "Glucose, fasting", "glucose (fasting)": a laboratory's lists turn names round, and the mark stands in the text, too.
        if (entry.Kind == EntryKind.Lab && plain.AsSpan().ContainsAny(',', '(') && Tokenizer.WordsAndMarks(plain) is var marked && _written.Add((entry.Kind, string.Join(' ', marked)))) Terms.Add(marked, new(entry, plain, false, false));
        // The first entry of a kind owns a name, so a compiled list can not redirect a hand-written one.
        var key = string.Join(' ', words);
        // Vaccines are ingredients and brands in RxNorm as well; nobody takes one as a medicine.
        if (words.Count == 0 || (entry.Kind == EntryKind.Drug && _written.Contains((EntryKind.Vaccine, key))) || !_written.Add((entry.Kind, key))) return;
        var exact = (plain.Length <= 3 && plain.Any(char.IsUpper) && !SafeInLowerCase.Contains(plain.ToLowerInvariant())) || AlsoWords.Contains(plain) || plain.StartsWith("MOST ", StringComparison.Ordinal) || plain.StartsWith("POST ", StringComparison.Ordinal);
        if (entry.Kind is EntryKind.Lab or EntryKind.Vital or EntryKind.Drug)
            foreach (var word in words) _words.Add((entry.Kind, word));
        Terms.Add(words, new(entry, plain, exact, name.EndsWith('*')));
        if (misspelt && entry.Kind == EntryKind.Drug && words.Count == 1) _drugWords.TryAdd(words[0], entry);
    }

    // A product that the compiled lists do not hold is coded by its parts, which they do.
    private static LexiconEntry Combination(string name, Dictionary<string, LexiconEntry> drugs)
    {
        var parts = name.Split(" / ").Select(part => drugs.GetValueOrDefault(part) ?? throw new InvalidDataException($"drug-names.tsv names an ingredient that no list holds: {part}.")).ToList();
        return new(EntryKind.Drug, name, [.. parts.SelectMany(part => part.Codes)], true);
    }

    /// <summary>The single words that names of these kinds are made of (drugs, laboratory tests and vital signs only).</summary>
    public IEnumerable<string> WordsOf(params EntryKind[] kinds) => _words.Where(known => kinds.Contains(known.Kind)).Select(known => known.Word).Distinct(StringComparer.Ordinal);

    /// <summary>Loaded once for the process; nothing changes it afterwards.</summary>
    public static TermLexicon Load() => Loaded.Value;

    private IReadOnlyList<string> Folded(string name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterLower(c) && c != ' ') return Tokenizer.Words(name);
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length; at++)
        {
            if (!_folded.TryGetValue(words[at], out var folded)) _folded[words[at]] = folded = Spelling.Fold(words[at]);
            words[at] = folded;
        }

        return words;
    }

    // Compiled names of packs repeat what their parts have in common.
    private static string Ingredients(string name) =>
        name.Contains(" / ", StringComparison.Ordinal) ? string.Join(" / ", name.Split(" / ").Distinct(StringComparer.Ordinal)) : name;

    private static Code ReadCode(string text)
    {
        var parts = text.Split(':', 2);
        var system = parts[0] switch
        {
            "rxnorm" => CodeSystems.RxNorm,
            "icd10cm" => CodeSystems.Icd10Cm,
            "loinc" => CodeSystems.Loinc,
            "snomed" => CodeSystems.Snomed,
            "cvx" => CodeSystems.Cvx,
            _ => throw new InvalidDataException($"The lexicon names an unknown code system: {parts[0]}."),
        };
        return new(system, parts[1]);
    }

    private static IEnumerable<string> Lines(string resource)
    {
        using var raw = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing from the build.");
        using var stream = resource.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
