using MedLedger.Clinical.DecisionSupport.Scores;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>Applies every rule set to a record. It reads the record and changes nothing in it.</summary>
public static class SafetyChecks
{
    private static readonly Lazy<Checks> _checks = new(() => new(DrugKnowledge.Load()));

    public static SafetyReview Of(PatientRecord record)
    {
        var checks = _checks.Value;
        var taken = TakenDrug.Of(record, DrugKnowledge.Load());
        var rate = KidneyFunction.Of(record);
        var alerts = new List<SafetyAlert>();
        alerts.AddRange(checks.Allergies.Of(record, taken));
        alerts.AddRange(checks.Interactions.Of(taken));
        alerts.AddRange(checks.Pregnancy.Of(record, taken));
        if (rate is { } known) alerts.AddRange(checks.Kidneys.Of(taken, known));
        return new()
        {
            Alerts = [.. alerts.OrderBy(alert => alert.Tier).ThenBy(alert => alert.Kind).ThenBy(alert => alert.Title, StringComparer.Ordinal)],
            NotChecked = NotChecked(record, checks, taken, rate),
            Scores = RiskScores.Of(record),
            RuleSets = [.. checks.Interactions.Sources, checks.Allergies.Source, checks.Kidneys.Source, checks.Pregnancy.Source],
            MedicinesKnown = taken.Count(drug => drug.Ingredients.Count > 0),
        };
    }

    private static List<NotChecked> NotChecked(PatientRecord record, Checks checks, IReadOnlyList<TakenDrug> taken, KidneyFunction.Rate? rate)
    {
        var missing = new List<NotChecked>();
        missing.AddRange(taken.Where(drug => drug.Ingredients.Count == 0).Select(drug => new NotChecked(drug.Name, "no rule knows this medicine")));
        missing.AddRange(checks.Allergies.Unknown(record).Select(line => new NotChecked($"allergy to {line.Concept.Text}", "no rule knows this substance")));
        if (record.AllergyStatement.Assertion == AllergyAssertion.Unknown) missing.Add(new("drug allergies", "no document says anything about allergies"));
        if (rate is null && taken.Where(checks.Kidneys.Concerns).Select(drug => drug.Name).ToList() is { Count: > 0 } renal)
            missing.Add(new($"kidneys: {string.Join(", ", renal)}", $"no sure creatinine or eGFR of the last {KidneyFunction.Fresh} days"));
        if (checks.Pregnancy.Unknown(record, taken) is { } unknown) missing.Add(unknown);
        missing.AddRange(taken.Where(drug => drug.Line.Certainty == ReadingCertainty.Unsure && drug.Ingredients.Count > 0).Select(drug => new NotChecked($"dose of {drug.Name}", "the reading is unsure")));
        return missing;
    }

    private sealed class Checks(DrugKnowledge drugs)
    {
        public AllergyCheck Allergies { get; } = new(drugs);

        public InteractionCheck Interactions { get; } = new(drugs);

        public KidneyCheck Kidneys { get; } = new(drugs);

        public PregnancyCheck Pregnancy { get; } = new(drugs);
    }
}
