using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.Summary;

/// <summary>Drugs that change the first minutes of care, by ingredient. A class is named only for a listed drug; nothing is inferred from its absence.</summary>
internal static class CriticalDrugs
{
    private static readonly (string Class, string[] Ingredients)[] _classes =
    [
        ("Anticoagulated", ["apixaban", "rivaroxaban", "edoxaban", "dabigatran", "warfarin", "phenprocoumon", "acenocoumarol", "enoxaparin", "dalteparin", "tinzaparin", "nadroparin", "heparin", "fondaparinux", "argatroban"]),
        ("Antiplatelet", ["aspirin", "acetylsalicylic", "clopidogrel", "prasugrel", "ticagrelor", "dipyridamole", "ticlopidine", "cilostazol"]),
        ("Insulin", ["insulin"]),
        ("Sulfonylurea", ["glipizide", "glimepiride", "gliclazide", "glyburide", "glibenclamide"]),
        ("Steroid", ["prednisone", "prednisolone", "methylprednisolone", "dexamethasone", "hydrocortisone", "fludrocortisone", "betamethasone", "deflazacort"]),
        ("Immunosuppressed", ["methotrexate", "azathioprine", "mercaptopurine", "mycophenolate", "tacrolimus", "ciclosporin", "cyclosporine", "sirolimus", "everolimus", "leflunomide", "cyclophosphamide", "adalimumab", "etanercept", "infliximab", "golimumab", "certolizumab", "rituximab", "ocrelizumab", "tocilizumab", "ustekinumab", "secukinumab", "tofacitinib", "baricitinib", "upadacitinib", "fingolimod", "natalizumab", "abatacept", "vedolizumab"]),
        ("Opioid", ["morphine", "oxycodone", "hydromorphone", "fentanyl", "methadone", "buprenorphine", "tapentadol", "tramadol", "codeine", "hydrocodone"]),
        ("Lithium or digoxin", ["lithium", "digoxin"]),
    ];

    private static readonly string[] _localRoutes = ["inhal", "nasal", "topical", "ophthalmic", "eye", "cutaneous", "otic", "ear", "rectal", "cream", "ointment", "nebul"];

    /// <summary>The classes with the drugs that make them true, in order of danger.</summary>
    public static IEnumerable<(string Class, IReadOnlyList<MedicationLine> Drugs)> In(IEnumerable<MedicationLine> medications)
    {
        var taken = medications.ToList();
        foreach (var (name, ingredients) in _classes)
        {
            var drugs = taken.Where(line => Names(line, ingredients) && !(name == "Steroid" && IsLocal(line))).ToList();
            if (drugs.Count > 0) yield return (name, drugs);
        }
    }

    public static bool Is(MedicationLine line) => _classes.Any(one => Names(line, one.Ingredients) && !(one.Class == "Steroid" && IsLocal(line)));

    private static bool Names(MedicationLine line, string[] ingredients) => PlainWords.Of(line.Concept.Text).Any(ingredients.Contains);

    private static bool IsLocal(MedicationLine line)
    {
        var way = $"{line.Concept.Text} {line.Dosing?.Route?.Text} {line.Dosing?.Form} {line.Dosing?.Text}";
        return _localRoutes.Any(route => way.Contains(route, StringComparison.OrdinalIgnoreCase));
    }
}
