using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Relations;

internal enum PartKind
{
    Route,
    Form,
    Frequency,
    Unit,
    Number,
    AsNeeded,
    SlidingScale,
    AsDirected,
}

internal sealed record DirectionWord(PartKind Kind, string Value);

/// <summary>The words of medication directions, by what they say (Rules/directions.json).</summary>
internal sealed class DirectionRules
{
    public WordTrie<DirectionWord> Words { get; } = new();

    public DirectionRules()
    {
        var file = RuleFile.Read<File>("directions.json");
        Add(PartKind.Frequency, file.Frequencies);
        Add(PartKind.Route, file.Routes);
        Add(PartKind.Form, file.Forms);
        foreach (var unit in file.Units) Words.Add(Tokenizer.WordsAndMarks(unit), new(PartKind.Unit, Canonical(unit)));
        foreach (var (word, value) in file.Numbers) Words.Add(Tokenizer.WordsAndMarks(word), new(PartKind.Number, value.ToString()));
        foreach (var word in file.AsNeeded) Words.Add(Tokenizer.WordsAndMarks(word), new(PartKind.AsNeeded, word));
        foreach (var word in file.SlidingScale) Words.Add(Tokenizer.WordsAndMarks(word), new(PartKind.SlidingScale, "sliding scale"));
        foreach (var word in file.AsDirected) Words.Add(Tokenizer.WordsAndMarks(word), new(PartKind.AsDirected, word));
    }

    private void Add(PartKind kind, Dictionary<string, List<string>> table)
    {
        foreach (var (value, words) in table)
            foreach (var word in words)
                Words.Add(Tokenizer.WordsAndMarks(word), new(kind, value));
    }

    private static string Canonical(string unit) => unit.ToLowerInvariant() switch
    {
        "ug" or "µg" or "microgram" or "micrograms" or "mikrogramm" => "mcg",
        "gram" or "grams" => "g",
        "unit" or "units" or "u" or "iu" or "i.u." or "ie" or "i.e" or "international units" => "unit",
        "milligram" or "milligrams" or "mgs" or "mgm" => "mg",
        "meq" => "mEq",
        "ml" => "mL",
        var other => other,
    };

    private sealed record File(
        Dictionary<string, List<string>> Routes,
        Dictionary<string, List<string>> Forms,
        Dictionary<string, List<string>> Frequencies,
        List<string> Units,
        Dictionary<string, decimal> Numbers,
        List<string> AsNeeded,
        List<string> SlidingScale,
        List<string> AsDirected);
}
