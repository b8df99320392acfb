using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Rules;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>Medicines against recorded allergies: the same ingredient, the same class, and classes that cross-react.</summary>
internal sealed class AllergyCheck
{
    private const string SameDrug = "allergy-same-drug";

    private readonly DrugKnowledge _drugs;
    private readonly CrossReactivityFile _file = RuleFile.Read<CrossReactivityFile>("cross-reactivity.json");

    public AllergyCheck(DrugKnowledge drugs)
    {
        _drugs = drugs;
        foreach (var name in _file.SameClass) drugs.Side([name]);
    }

    public RuleSource Source => _file.Set;

    /// <summary>Allergies that neither name a known drug nor a known class: no medicine can be held against them.</summary>
    public IEnumerable<AllergyLine> Unknown(PatientRecord record) =>
        record.Allergies.Where(line => line.IsCurrent && Of(line) is { Ingredients.Count: 0, Classes.Count: 0 });

    public IEnumerable<SafetyAlert> Of(PatientRecord record, IReadOnlyList<TakenDrug> taken)
    {
        var tolerated = record.Allergies.Where(line => line.Status == AllergyStatus.Refuted).Select(Of).ToList();
        foreach (var allergy in record.Allergies.Where(line => line.IsCurrent))
        {
            var allergen = Of(allergy);
            foreach (var drug in taken)
                if (Judge(allergen, drug) is (var tier, var rule, var because))
                {
                    // "Penicillin: rash; tolerates cefalexin": the class alone is no reason to interrupt who was found to bear this one.
                    var borne = rule != SameDrug && tolerated.Exists(one => drug.Ingredients.IsSubsetOf(one.Ingredients));
                    yield return new()
                    {
                        Kind = AlertKind.DrugAllergy,
                        // An intolerance is worth a line, not an interruption.
                        Tier = tier == AlertTier.Interrupt && (borne || allergy.Type == "intolerance") ? AlertTier.Warning : tier,
                        Title = $"{drug.Name} / allergy to {allergy.Concept.Text}",
                        Because = borne ? $"{because}; the record says that it was tolerated" : because,
                        Rule = rule,
                        Source = _file.Set,
                        Lines = [drug.Line, allergy],
                    };
                }
        }
    }

    private (AlertTier Tier, string Rule, string Because)? Judge(Allergen allergen, TakenDrug drug)
    {
        if (drug.Ingredients.Overlaps(allergen.Ingredients)) return (AlertTier.Interrupt, SameDrug, "the patient is recorded as allergic to it");
        var classes = drug.Ingredients.SelectMany(_drugs.ClassesOf).ToHashSet(StringComparer.Ordinal);
        if (_file.SameClass.FirstOrDefault(name => classes.Contains(name) && allergen.Classes.Contains(name)) is { } same) return (AlertTier.Interrupt, "allergy-same-class", $"same class: {same}");
        foreach (var pair in _file.Pairs)
            if ((allergen.Classes.Contains(pair.A) && classes.Contains(pair.B)) || (allergen.Classes.Contains(pair.B) && classes.Contains(pair.A)))
                return (pair.Risk switch { "likely" => AlertTier.Interrupt, "possible" => AlertTier.Warning, _ => AlertTier.Note }, $"cross-{pair.A}-{pair.B}".Replace(' ', '-'), $"cross-reaction {pair.Risk}: {pair.Note}");
        return null;
    }

    private Allergen Of(AllergyLine line)
    {
        var ingredients = _drugs.IngredientsOf(line.Concept);
        var words = $" {PlainWords.Join(line.Concept.Text)} ";
        // One opioid is not all of them: an umbrella counts only where the source names it.
        var classes = ingredients.SelectMany(_drugs.ClassesOf).Except(_file.Umbrellas).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, spellings) in _file.ClassNames)
            if (spellings.Any(spelling => words.Contains($" {spelling} ", StringComparison.Ordinal))) classes.Add(name);
        return new(ingredients, classes);
    }

    private sealed record Allergen(IReadOnlySet<string> Ingredients, IReadOnlySet<string> Classes);

    private sealed record CrossReactivityFile(RuleSource Set, Dictionary<string, IReadOnlyList<string>> ClassNames, IReadOnlyList<string> Umbrellas, IReadOnlyList<string> SameClass, IReadOnlyList<CrossReaction> Pairs);

    private sealed record CrossReaction(string A, string B, string Risk, string Note);
}
