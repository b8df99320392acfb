using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>A medicine of the record with the ingredients that the rules know.</summary>
internal sealed record TakenDrug(MedicationLine Line, IReadOnlySet<string> Ingredients)
{
    private static readonly string[] _localRoutes = ["topical", "ophthalmic", "eye", "cutaneous", "otic", "cream", "ointment", "nasal", "inhal", "nebul"];

    public string Name => Line.Status == MedicationStatus.OnHold ? $"{Line.Concept.Text} (on hold)" : Line.Concept.Text;

    /// <summary>A cream or an inhaler reaches the blood in amounts that the interaction lists do not mean.</summary>
    public bool IsLocal
    {
        get
        {
            var way = $"{Line.Concept.Text} {Line.Dosing?.Route?.Text} {Line.Dosing?.Form} {Line.Dosing?.Text}";
            return _localRoutes.Any(route => way.Contains(route, StringComparison.OrdinalIgnoreCase));
        }
    }

    public static IReadOnlyList<TakenDrug> Of(PatientRecord record, DrugKnowledge drugs) =>
        [.. record.Medications.Select(line => new TakenDrug(line, drugs.IngredientsOf(line.Concept)))];
}
