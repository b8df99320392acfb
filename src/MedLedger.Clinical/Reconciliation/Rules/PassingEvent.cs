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

    public static bool IsOver(CodedText concept, PartialDate? onset, DateOnly asOf)
    {
        if (onset is not { } began || began.Latest.AddYears(YearsUntilOver) >= asOf) return false;
        var words = $" {PlainWords.Join(concept.Text)} ";
        return !words.Contains(" chronic ", StringComparison.Ordinal) && !words.Contains(" recurrent ", StringComparison.Ordinal) && _words.Any(word => words.Contains($" {word} ", StringComparison.Ordinal));
    }
}
