using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.Summary;

/// <summary>Drugs that change the first minutes of care, by ingredient. A class is named only for a listed drug; nothing is inferred from its absence.</summary>
internal static class CriticalDrugs
{
    public const string Anticoagulated = "Anticoagulated";

    private static readonly (string Class, string[] Ingredients)[] _classes =
    [
        (Anticoagulated, ["apixaban", "rivaroxaban", "edoxaban", "dabigatran", "warfarin", "phenprocoumon", "acenocoumarol", "enoxaparin", "dalteparin", "tinzaparin", "nadroparin", "heparin", "fondaparinux", "argatroban", "danaparoid", "bivalirudin", "desirudin", "fluindione", "betrixaban", "certoparin"]),
        ("Antiplatelet", ["aspirin", "acetylsalicylic", "clopidogrel", "prasugrel", "ticagrelor", "dipyridamole", "ticlopidine", "cilostazol"]),
        ("Insulin", ["insulin"]),
        ("Sulfonylurea", ["glipizide", "glimepiride", "gliclazide", "glyburide", "glibenclamide"]),
        ("Steroid", ["prednisone", "prednisolone", "methylprednisolone", "dexamethasone", "hydrocortisone", "fludrocortisone", "betamethasone", "deflazacort"]),
        ("Immunosuppressed", ["methotrexate", "azathioprine", "mercaptopurine", "mycophenolate", "tacrolimus", "ciclosporin", "cyclosporine", "sirolimus", "everolimus", "leflunomide", "cyclophosphamide", "adalimumab", "etanercept", "infliximab", "golimumab", "certolizumab", "rituximab", "ocrelizumab", "tocilizumab", "ustekinumab", "secukinumab", "tofacitinib", "baricitinib", "upadacitinib", "fingolimod", "natalizumab", "abatacept", "vedolizumab"]),
        ("Opioid", ["morphine", "oxycodone", "hydromorphone", "fentanyl", "methadone", "buprenorphine", "tapentadol", "tramadol", "codeine", "hydrocodone"]),
        ("Lithium or digoxin", ["lithium", "digoxin"]),
    ];

    /// <summary>The classes with the drugs that make them true, in order of danger.</summary>
    public static IEnumerable<(string Class, IReadOnlyList<MedicationLine> Drugs)> In(IEnumerable<MedicationLine> medications)
    {
        var taken = medications.Select(line => (Line: line, Names: Names(line))).ToList();
        foreach (var (name, ingredients) in _classes)
        {
            var drugs = taken.Where(one => one.Names.Overlaps(ingredients) && Counts(one.Line, name)).Select(one => one.Line).ToList();
            if (drugs.Count > 0) yield return (name, drugs);
        }
    }

    public static bool Is(MedicationLine line) => Names(line) is var names && _classes.Any(one => names.Overlaps(one.Ingredients) && Counts(line, one.Class));

    // A brand counts as what is in it.
    private static HashSet<string> Names(MedicationLine line) =>
        [.. PlainWords.Of(line.Concept.Text), .. DrugKnowledge.Load().IngredientsOf(line.Concept).SelectMany(PlainWords.Of)];

    private static bool Counts(MedicationLine line, string name) =>
        name != "Steroid" || !(LocalUse.Is(line.Concept, line.Dosing) || LocalUse.IsRectal(line.Concept, line.Dosing));
}
