using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>HAS-BLED, for a patient with atrial fibrillation or an anticoagulant. Blood pressure and creatinine count only when fresh; a labile INR is never guessed.</summary>
internal static class BleedingRisk
{
    private const string Name = "HAS-BLED";
    private const decimal HighCreatinine = 200;
    private const string Definition = "Pisters et al., Chest 2010";

    public static RiskScore? Of(PatientRecord record)
    {
        var drugs = DrugKnowledge.Load();
        var taken = TakenDrug.Of(record, drugs);
        var anticoagulants = Taking(taken, drugs.Side(["anticoagulant"]));
        if (anticoagulants.Count == 0 && Conditions.Of(record, "atrial fibrillation").Count == 0) return null;
        var tally = new Tally(record);
        var systolic = Measurements.Newest(record, record.Vitals, ["8480-6"], ["systolic blood pressure", "blood pressure systolic"], KidneyFunction.Fresh);
        if (systolic is null) tally.Miss($"systolic pressure of the last {KidneyFunction.Fresh} days");
        else if (systolic.Value > 160) tally.Add("systolic above 160", 1, [systolic.Line]);
        if (Conditions.Of(record, "kidney disease").Where(line => line.Concept.Text.Contains("dialysis", StringComparison.OrdinalIgnoreCase) || line.Concept.Text.Contains("transplant", StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } renal) tally.Add("dialysis or transplant", 1, renal);
        else if (KidneyFunction.Creatinine(record) is not { } creatinine) tally.Miss("fresh creatinine");
        else if (creatinine.Micromoles > HighCreatinine) tally.Add("creatinine above 200 µmol/L", 1, [creatinine.Line]);
        tally.HasOneOf(1, "severe liver disease", "mild liver disease");
        tally.Has("stroke", 1);
        tally.Has("major bleeding", 1);
        tally.Miss("labile INR");
        if (Ages.Years(record) is not { } age) tally.Miss("age");
        else if (age > 65) tally.Add($"age {age}", 1, []);
        if (Taking(taken, drugs.Side(["antiplatelet", "nsaid", "cox-2 inhibitor"])) is { Count: > 0 } bleeding) tally.Add("antiplatelet or NSAID", 1, bleeding);
        tally.Has("alcohol", 1, past: false);
        return tally.Missing.Contains("age") ? tally.None(Name, Definition) : tally.AtLeast(Name, Definition);
    }

    private static List<RecordLine> Taking(IReadOnlyList<TakenDrug> taken, IReadOnlySet<string> drugs) =>
        [.. taken.Where(drug => !drug.IsLocal && drug.Ingredients.Any(drugs.Contains)).Select(drug => drug.Line)];
}
