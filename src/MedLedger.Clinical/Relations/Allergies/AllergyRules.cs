using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Allergies;

internal enum AllergyCue
{
    Forward,
    Backward,
    Causing,
    Intolerance,
    None,
}

/// <summary>The words that make a substance an allergy, and those that say there is none (Rules/allergies.json).</summary>
internal sealed class AllergyRules
{
    private readonly Dictionary<string, string> _categories = new(StringComparer.Ordinal);

    public WordTrie<NoKnownScope> NoKnown { get; } = new();

    public WordTrie<AllergyCue> Cues { get; } = new();

    /// <summary>What is given against a reaction, and so stands among allergies without being one.</summary>
    public HashSet<string> Remedies { get; }

    /// <summary>What is taken for the skin and against itching: a rash on it is what it is taken for.</summary>
    public HashSet<string> TreatSkin { get; }

    /// <summary>Folded words that people write among allergies and that name no substance.</summary>
    public HashSet<string> NoSubstances { get; }

    public AllergyRules()
    {
        var file = RuleFile.Read<File>("allergies.json");
        Remedies = new(file.Remedies, StringComparer.Ordinal);
        TreatSkin = new(file.TreatSkin, StringComparer.Ordinal);
        NoSubstances = new(file.NoSubstances.Concat(file.NoSubstances.SelectMany(Tokenizer.Words)), StringComparer.Ordinal);
        foreach (var (scope, phrases) in file.NoKnown)
            foreach (var phrase in phrases) NoKnown.Add(Tokenizer.Words(phrase), Enum.Parse<NoKnownScope>(scope));
        foreach (var (cue, phrases) in file.AllergyCues)
            foreach (var phrase in phrases) Cues.Add(Tokenizer.Words(phrase), Enum.Parse<AllergyCue>(cue, ignoreCase: true));
        foreach (var phrase in file.Intolerance) Cues.Add(Tokenizer.Words(phrase), AllergyCue.Intolerance);
        foreach (var phrase in file.None) Cues.Add(Tokenizer.Words(phrase), AllergyCue.None);
        foreach (var (category, names) in file.Categories)
            foreach (var name in names) _categories[name] = category;
    }

    public string CategoryOf(string name) => _categories.GetValueOrDefault(name, "medication");

    private sealed record File(
        Dictionary<string, List<string>> NoKnown,
        Dictionary<string, List<string>> AllergyCues,
        List<string> Intolerance,
        List<string> None,
        List<string> Remedies,
        List<string> TreatSkin,
        List<string> NoSubstances,
        Dictionary<string, List<string>> Categories);
}
