using MedLedger.Clinical.Identification;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Diseases that are carried on, so that a "history of" them means that the person has them (ICD-10-CM categories, or words).</summary>
internal static class LastingDisease
{
    private static readonly string[] _categories =
    [
        "B20", "D57", "D66", "D67", "D68", "D80", "D83", "E03", "E10", "E11", "E13", "E27", "E66", "E78", "F01", "F02", "F03", "F20", "F31", "G20", "G30", "G35", "G40", "G47", "G70",
        "H40", "I10", "I11", "I12", "I13", "I25.1", "I42", "I48", "I50", "I73", "J43", "J44", "J45", "J84", "K50", "K51", "K74", "L40", "M05", "M06", "M10", "M15", "M32", "M81", "N18", "Q",
    ];

    private static readonly string[] _words =
    [
        "hypertension", "diabetes", "kidney disease", "fibrillation", "heart failure", "cardiomyopathy", "coronary artery disease", "copd", "pulmonary disease", "asthma", "epilepsy", "dementia",
        "alzheimer", "parkinson", "multiple sclerosis", "hiv", "cirrhosis", "hypothyroidism", "osteoporosis", "rheumatoid", "osteoarthritis", "lupus", "crohn", "colitis", "psoriasis", "glaucoma",
        "hyperlipidemia", "hyperlipidaemia", "hypercholesterolemia", "dyslipidemia", "hemophilia", "haemophilia", "von willebrand", "factor v leiden", "adrenal insufficiency", "addison", "myasthenia",
        "schizophrenia", "bipolar", "sleep apnea", "sleep apnoea", "gout", "sickle", "peripheral artery disease", "peripheral arterial disease", "reflux disease",
    ];

    public static bool Is(CodedText concept) =>
        (concept.CodeIn(CodeSystems.Icd10Cm) is { } code && _categories.Any(category => code.StartsWith(category, StringComparison.OrdinalIgnoreCase)))
        || _words.Any(word => $" {PlainWords.Join(concept.Text)}".Contains($" {word}", StringComparison.Ordinal));
}
