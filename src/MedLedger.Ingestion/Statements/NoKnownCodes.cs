using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Ingestion.Statements;

/// <summary>Codes and words by which somebody positively says that there is none (SNOMED CT; IPS absent-unknown of guide versions before 2.0).</summary>
internal static class NoKnownCodes
{
    private static readonly Dictionary<string, NoKnownScope> Codes = new(StringComparer.Ordinal)
    {
        ["716186003"] = NoKnownScope.Allergies,
        ["160244002"] = NoKnownScope.Allergies,
        ["409137002"] = NoKnownScope.DrugAllergies,
        ["429625007"] = NoKnownScope.FoodAllergies,
        // No known environmental, animal, insect or latex allergy: said, but of a scope that has no line of its own.
        ["428607008"] = NoKnownScope.Unknown,
        ["716220001"] = NoKnownScope.Unknown,
        ["428197003"] = NoKnownScope.Unknown,
        ["1003774007"] = NoKnownScope.Unknown,
        ["160245001"] = NoKnownScope.Problems,
        ["787481004"] = NoKnownScope.Medications,
        ["no-known-allergies"] = NoKnownScope.Allergies,
        ["no-known-medication-allergies"] = NoKnownScope.DrugAllergies,
        ["no-known-food-allergies"] = NoKnownScope.FoodAllergies,
        ["no-known-environmental-allergies"] = NoKnownScope.Unknown,
        ["no-known-medications"] = NoKnownScope.Medications,
        ["no-known-problems"] = NoKnownScope.Problems,
        ["no-known-procedures"] = NoKnownScope.Unknown,
        ["no-known-devices"] = NoKnownScope.Unknown,
        ["no-known-immunizations"] = NoKnownScope.Unknown,
    };

    private static readonly Dictionary<string, NoKnownScope> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["no known allergies"] = NoKnownScope.Allergies,
        ["no known allergy"] = NoKnownScope.Allergies,
        ["nka"] = NoKnownScope.Allergies,
        ["nkda"] = NoKnownScope.DrugAllergies,
        ["no known drug allergies"] = NoKnownScope.DrugAllergies,
        ["no known drug allergy"] = NoKnownScope.DrugAllergies,
        ["no known medication allergies"] = NoKnownScope.DrugAllergies,
        ["no known food allergies"] = NoKnownScope.FoodAllergies,
        ["no known medications"] = NoKnownScope.Medications,
        ["no current medications"] = NoKnownScope.Medications,
        ["no known problems"] = NoKnownScope.Problems,
    };

    private static readonly HashSet<string> NoInformation = new(StringComparer.Ordinal)
    {
        "no-allergy-info", "no-medication-info", "no-problem-info", "no-procedure-info", "no-device-info", "no-immunization-info",
    };

    public static NoKnownScope? Find(CodedText concept)
    {
        foreach (var code in concept.Codes)
            if (Codes.TryGetValue(code.Value, out var scope)) return scope;
        return Words.TryGetValue(concept.Text.Trim().TrimEnd('.'), out var words) ? words : null;
    }

    /// <summary>"No information" is neither a statement nor the absence of one.</summary>
    public static bool IsNoInformation(CodedText concept) => concept.Codes.Any(code => NoInformation.Contains(code.Value));
}
