using MedLedger.Clinical.DecisionSupport.Scores;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Summary;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>Medicines that harm a fetus, where the record says that the patient is pregnant; where it does not say, that is said.</summary>
internal sealed class PregnancyCheck
{
    private const int Youngest = 12;
    private const int Oldest = 55;

    private readonly HarmfulDrugs _file = RuleFile.Read<HarmfulDrugs>("pregnancy.json");
    private readonly List<(IReadOnlySet<string> Drugs, string Text)> _harms;

    public PregnancyCheck(DrugKnowledge drugs) => _harms = [.. _file.Drugs.Select(one => (drugs.Side(one.Drugs), one.Text))];

    public RuleSource Source => _file.Set;

    public IEnumerable<SafetyAlert> Of(PatientRecord record, IReadOnlyList<TakenDrug> taken)
    {
        if (Pregnant(record) is not { } line) yield break;
        foreach (var drug in taken.Where(drug => !drug.IsLocal))
            foreach (var (_, text) in _harms.Where(harm => drug.Ingredients.Any(harm.Drugs.Contains)).Take(1))
                yield return new()
                {
                    Kind = AlertKind.Pregnancy,
                    Tier = AlertTier.Warning,
                    Title = $"{drug.Name} / pregnancy",
                    Because = text,
                    Rule = "pregnancy-harm",
                    Source = _file.Set,
                    Lines = [drug.Line, line],
                };
    }

    /// <summary>Said for a woman who may be pregnant, takes a harmful drug, and of whom nothing says whether she is.</summary>
    public NotChecked? Unknown(PatientRecord record, IReadOnlyList<TakenDrug> taken)
    {
        if (record.Identity.Sex?.Value != Sex.Female || Ages.Years(record) is not { } age || age is < Youngest or > Oldest) return null;
        if (Pregnant(record) is not null || record.Pregnancy.Any(PregnancyWords.SaysNotPregnant)) return null;
        var harmful = taken.Where(drug => _harms.Any(harm => drug.Ingredients.Any(harm.Drugs.Contains))).Select(drug => drug.Name).ToList();
        return harmful.Count == 0 ? null : new(string.Join(", ", harmful), "harmful in pregnancy; no document says whether the patient is pregnant");
    }

    public static RecordLine? Pregnant(PatientRecord record) =>
        record.Pregnancy.FirstOrDefault(PregnancyWords.SaysPregnant)
        ?? (RecordLine?)record.ActiveProblems.FirstOrDefault(line => PlainWords.Of(line.Concept.Text).Any(word => word is "pregnancy" or "pregnant" or "gravid"));

    private sealed record HarmfulDrugs(RuleSource Set, IReadOnlyList<Harm> Drugs);

    private sealed record Harm(IReadOnlyList<string> Drugs, string Text);
}
