using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Coding;

/// <summary>Routes in words with their SNOMED codes (International Patient Set, FHIR R4 route-codes).</summary>
internal static class RouteCodes
{
    private static readonly Dictionary<string, string> Snomed = new(StringComparer.Ordinal)
    {
        ["oral"] = "26643006",
        ["sublingual"] = "37839007",
        ["buccal"] = "54471007",
        ["inhalation"] = "447694001",
        ["nasal"] = "46713006",
        ["ophthalmic"] = "54485002",
        ["otic"] = "10547007",
        ["topical"] = "6064005",
        ["transdermal"] = "45890007",
        ["subcutaneous"] = "34206005",
        ["intramuscular"] = "78421000",
        ["intravenous"] = "47625008",
        ["rectal"] = "37161004",
        ["vaginal"] = "16857009",
        ["enteral"] = "417985001",
    };

    public static CodedText Of(string route) =>
        Snomed.TryGetValue(route, out var code) ? new(route) { Codes = [new(CodeSystems.Snomed, code)] } : new(route);
}
