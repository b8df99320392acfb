using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>A medicine of the record with the ingredients that the rules know.</summary>
internal sealed record TakenDrug(MedicationLine Line, IReadOnlySet<string> Ingredients)
{
    public string Name => Line.Status == MedicationStatus.OnHold ? $"{Line.Concept.Text} (on hold)" : Line.Concept.Text;

    /// <summary>A cream or an inhaler reaches the blood in amounts that the interaction lists do not mean.</summary>
    public bool IsLocal => LocalUse.Is(Line.Concept, Line.Dosing);

    public static IReadOnlyList<TakenDrug> Of(PatientRecord record, DrugKnowledge drugs) =>
        [.. record.Medications.Select(line => new TakenDrug(line, drugs.IngredientsOf(line.Concept)))];
}
