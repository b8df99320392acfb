using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Drugs that somebody keeps for the day they are needed: without a word on how often, they are as needed, unsaid.</summary>
internal static class RescueDrugs
{
    public static bool Is(CodedText concept, Dosing dosing) =>
        dosing is { AsNeeded: false, TimesPerDay: null, FrequencyText: null, Dose: not null } && DrugIngredients.KeyOf(concept.Text) is { } key && (key, dosing.Route?.Text) switch
        {
            ("holds glucagon", not "intravenous") => true,
            ("holds epinephrine", null or "intramuscular" or "subcutaneous") => true,
            ("holds naloxone", "nasal" or "intramuscular") => true,
            ("holds nitroglycerin", "sublingual") => true,
            ("holds midazolam", "buccal" or "nasal") => true,
            ("holds diazepam", "rectal" or "nasal") => true,
            _ => false,
        };
}
