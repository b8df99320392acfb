using System.Globalization;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions;

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
    Slot,
    Period,
    Times,
    Every,
    Adverb,
    Lasting,
    Weekday,
    Most,
    Taper,
    Once,
    Meal,
    Ignored,
}

internal sealed record DirectionWord(PartKind Kind, string Value);

/// <summary>The words of medication directions, by what they say (Rules/directions.json).</summary>
internal sealed class DirectionWords
{
    private readonly HashSet<(PartKind, string)> _added = [];

    public WordTrie<DirectionWord> Phrases { get; } = new();

    /// <summary>Words before a drug's name: "start", "continue", "Rx".</summary>
    public HashSet<string> Lead { get; }

    /// <summary>Words behind a drug's name that belong to it: salts and esters.</summary>
    public HashSet<string> Salts { get; }

    /// <summary>Drugs whose drops are for the eye.</summary>
    public HashSet<string> EyeDrugs { get; }

    /// <summary>Drugs whose sprays are for the nose.</summary>
    public HashSet<string> NoseDrugs { get; }

    public DirectionWords()
    {
        var file = RuleFile.Read<File>("directions.json");
        Lead = Fold(file.Lead);
        Salts = Fold(file.Salts);
        EyeDrugs = Fold(file.EyeDrugs);
        NoseDrugs = Fold(file.NoseDrugs);
        Add(PartKind.Frequency, file.Frequencies);
        Add(PartKind.Route, file.Routes);
        Add(PartKind.Form, file.Forms);
        Add(PartKind.Slot, file.Slots);
        Add(PartKind.Period, file.Periods);
        Add(PartKind.Adverb, file.Adverbs);
        Add(PartKind.Weekday, file.Weekdays);
        Add(PartKind.Times, file.Times);
        Add(PartKind.Every, file.Every);
        Add(PartKind.Lasting, file.Lasting);
        Add(PartKind.Most, file.Most);
        Add(PartKind.Taper, file.Taper);
        Add(PartKind.Once, file.Once);
        Add(PartKind.Meal, file.Meals);
        Add(PartKind.Ignored, file.Ignored);
        foreach (var unit in file.Units) Add(PartKind.Unit, unit, Canonical(unit));
        foreach (var (word, value) in file.Numbers) Add(PartKind.Number, word, value.ToString(CultureInfo.InvariantCulture));
        Add(PartKind.AsNeeded, file.AsNeeded);
        Add(PartKind.SlidingScale, file.SlidingScale);
        Add(PartKind.AsDirected, file.AsDirected);
    }

    private void Add(PartKind kind, Dictionary<string, List<string>> table)
    {
        foreach (var (value, words) in table)
            foreach (var word in words) Add(kind, word, value);
    }

    // "am" and "a.m." fold to one phrase, which says its meaning once.
    private void Add(PartKind kind, string phrase, string value)
    {
        var words = Tokenizer.WordsAndMarks(phrase);
        if (_added.Add((kind, string.Join(' ', words)))) Phrases.Add(words, new(kind, value));
    }

    /// <summary>The unit of time that one word names, or null.</summary>
    public string? Period(string word) => Meaning(word, PartKind.Period);

    /// <summary>What one folded word says of a <paramref name="kind"/>, or null.</summary>
    public string? Meaning(string word, PartKind kind)
    {
        var node = Phrases.Step(0, word);
        return node < 0 ? null : Phrases.At(node).FirstOrDefault(known => known.Kind == kind)?.Value;
    }

    /// <summary>The route that a whole phrase names ("zum Einnehmen", "by mouth"), or null.</summary>
    public string? RouteOf(string phrase)
    {
        var node = 0;
        foreach (var word in Tokenizer.WordsAndMarks(phrase))
            if ((node = Phrases.Step(node, word)) < 0) return null;
        return node == 0 ? null : Phrases.At(node).FirstOrDefault(known => known.Kind == PartKind.Route)?.Value;
    }

    private static HashSet<string> Fold(List<string> words) => words.SelectMany(Tokenizer.WordsAndMarks).ToHashSet(StringComparer.Ordinal);

    private void Add(PartKind kind, List<string> words)
    {
        foreach (var word in words) Add(kind, word, word);
    }

    private static string Canonical(string unit) => unit.ToLowerInvariant() switch
    {
        "ug" or "µg" or "microgram" or "micrograms" or "mikrogramm" or "microgrammes" or "mikrog" or "microg" or "mcgs" => "mcg",
        "gram" or "grams" or "gm" or "gms" or "gr" => "g",
        "unit" or "units" or "u" or "iu" or "i.u." or "ie" or "i.e" or "international units" or "ui" or "e" or "einheiten" or "unidades" or "unités" => "unit",
        "milligram" or "milligrams" or "mgs" or "mgm" or "milligrammes" => "mg",
        "meq" => "mEq",
        "ml" or "mls" or "cc" or "millilitre" or "millilitres" or "milliliter" or "milliliters" => "mL",
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
        List<string> AsDirected,
        Dictionary<string, List<string>> Slots,
        Dictionary<string, List<string>> Periods,
        Dictionary<string, List<string>> Adverbs,
        Dictionary<string, List<string>> Weekdays,
        List<string> Times,
        List<string> Every,
        List<string> Lasting,
        List<string> Most,
        List<string> Taper,
        List<string> Once,
        List<string> Meals,
        List<string> Ignored,
        List<string> Lead,
        List<string> Salts,
        List<string> EyeDrugs,
        List<string> NoseDrugs);
}
