using MedLedger.Clinical.Identification;
using MedLedger.Domain;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>What happens and is over: a bleed, a clot, a fracture or an infection of years ago is history, though no document says that it ended.</summary>
internal static class PassingEvent
{
    private const int YearsUntilOver = 1;

    private static readonly string[] _words =
    [
        "embolism", "thrombosis", "hemorrhage", "haemorrhage", "bleed", "bleeding", "pneumonia", "fracture", "respiratory tract infection", "otitis", "tonsillitis", "sinusitis", "urinary tract infection", "cystitis", "pyelonephritis", "sepsis", "bacteremia", "cellulitis",
        "appendicitis", "pancreatitis", "gastric ulcer", "duodenal ulcer", "peptic ulcer", "cholecystitis", "acute kidney injury", "miscarriage", "pneumothorax", "hyperkalemia", "hypokalemia", "hyponatremia", "hypoglycemia", "concussion", "covid-19", "preeclampsia", "gestational diabetes", "neutropenia", "bowel obstruction", "thyrotoxicosis", "pneumonitis",
    ];

    // Six weeks after it was last spoken of, an infection that people recover from within days is treated.
    private const int DaysUntilCured = 42;

    private static readonly string[] _infections =
    [
        "pharyngitis", "tonsillitis", "respiratory tract infection", "bronchitis", "sinusitis", "otitis media", "pneumonia", "influenza", "covid 19", "gastroenteritis", "urinary tract infection", "cystitis", "pyelonephritis", "cellulitis", "diverticulitis", "conjunctivitis", "impetigo", "enteric fever", "malaria", "dengue", "bacteremia", "sepsis",
        // So is what a wound did on its day.
        "pneumothorax", "hemothorax", "haemothorax", "concussion",
    ];

    // "Usual interstitial pneumonia", "interstitial cystitis", "organising pneumonia" are no infections of a week.
    private static readonly string[] _lasting = [" chronic ", " recurrent ", " interstitial ", " organizing ", " organising ", " eosinophilic ", " radiation ", " lipoid "];

    /// <summary>"Strep pharyngitis" of an urgent care visit in March is no present problem in May.</summary>
    public static bool IsCured(CodedText concept, PartialDate? lastSaid, DateOnly asOf) =>
        lastSaid is { } day && day.Latest.AddDays(DaysUntilCured) < asOf && Names(concept, _infections);

    public static bool IsOver(CodedText concept, PartialDate? onset, DateOnly asOf)
    {
        if (onset is not { } began || began.Latest.AddYears(YearsUntilOver) >= asOf) return false;
        return Names(concept, _words);
    }

    private static bool Names(CodedText concept, string[] names)
    {
        var words = $" {PlainWords.Join(concept.Text)} ";
        return !_lasting.Any(word => words.Contains(word, StringComparison.Ordinal)) && names.Any(word => words.Contains($" {word} ", StringComparison.Ordinal));
    }
}
