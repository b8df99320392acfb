using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>
/// A course whose end nobody wrote: an antibiotic in the doses of an acute infection, or a drug given into a vein every day. Weeks later it is
/// most likely over, and as likely as not it was never listed again; it is shown as unsure.
/// </summary>
internal static class UnendedCourseRule
{
    public const string Name = "unended-course";

    private const string Because = "a course without a stated end, last mentioned long before this day";

    private const int DaysOfACourse = 21;
    private const int DaysInAVein = 7;

    // Names as the lexicon writes them. What is also taken for good once a day (trimethoprim, nitrofurantoin, penicillin V) counts from two doses a day on.
    internal static readonly HashSet<string> AntiInfectives =
    [
        .. "amoxicillin|ampicillin|clavulanate|sulbactam|tazobactam|piperacillin|flucloxacillin|floxacillin|cloxacillin|dicloxacillin|oxacillin|nafcillin|penicillin V|penicillin g|temocillin|pivmecillinam|cephalexin|cefalexin|cefadroxil|cefazolin|cefaclor|cefuroxime|cefpodoxime|cefixime|cefdinir|cefprozil|cefotaxime|ceftriaxone|ceftazidime|cefepime|cefoxitin|ceftaroline|meropenem|ertapenem|imipenem|cilastatin|aztreonam|ciprofloxacin|levofloxacin|moxifloxacin|ofloxacin|norfloxacin|clarithromycin|erythromycin|azithromycin|clindamycin|metronidazole|tinidazole|nitrofurantoin|trimethoprim|fosfomycin|linezolid|vancomycin|teicoplanin|gentamicin|amikacin|tobramycin|daptomycin|colistin|doxycycline|oseltamivir|zanamivir|nirmatrelvir|ritonavir|molnupiravir|artemether|lumefantrine|artesunate|chloroquine|fidaxomicin|mebendazole|albendazole|praziquantel|ivermectin".Split('|'),
    ];

    // Where one dose a day is the usual dose of an acute infection.
    private static readonly HashSet<string> OnceADay = ["levofloxacin", "moxifloxacin", "cefixime", "ceftriaxone", "ertapenem", "artesunate", "gentamicin", "amikacin", "daptomycin"];

    // Twice a day is how these prevent: penicillin without a spleen, erythromycin after rheumatic fever or for the skin. An infection takes more.
    private static readonly HashSet<string> PreventsTwiceADay = ["penicillin V", "erythromycin"];

    private static readonly string[] ForGood = ["prophyl", "long term", "long-term", "longterm", "lifelong", "suppress", "maintenance", "indefinite", "permanent", "rotating", "continuous", "prevent", "rescue", "standby", "travel", "dialysis"];

    /// <summary>The doubt, or null where a record holds it as running, where it was taken for longer, or where its words say for good.</summary>
    public static string? Doubt(IReadOnlyList<Statement<MedicationFinding>> standing, DateOnly asOf)
    {
        var newest = standing[^1];
        if (newest.Date is null || newest.Finding.End is not null || standing.Any(one => one.IsCoded) || IsForGood(newest.Finding)) return null;
        var (age, known) = (asOf.DayNumber - newest.LastDay.DayNumber, newest.Day.DayNumber - standing.Where(one => one.Date is not null).Min(one => one.Day).DayNumber);
        if (known > DaysOfACourse || newest.Finding.Start is { } start && newest.Day.DayNumber - start.Earliest.DayNumber > DaysOfACourse) return null;
        return (age > DaysOfACourse && IsAntiInfective(newest.Finding)) || (age > DaysInAVein && IsOfTheWard(newest.Finding)) ? Because : null;
    }

    private static bool IsForGood(MedicationFinding finding)
    {
        var said = string.Join(' ', finding.Sources.Select(source => source.Quote).Append(finding.Dosing?.Text).Append(finding.Reason));
        return ForGood.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsAntiInfective(MedicationFinding finding) =>
        Ingredients(finding) is { Count: > 0 } parts && parts.TrueForAll(AntiInfectives.Contains) && !IsLocal(finding)
        // Ritonavir by itself only makes another drug last.
        && parts is not ["ritonavir"]
        && (finding.Dosing?.TimesPerDay is not { } times || times > 2 || (times == 2 && !parts.TrueForAll(PreventsTwiceADay.Contains)) || (times >= 1 && parts.Exists(OnceADay.Contains)));

    private static bool IsOfTheWard(MedicationFinding finding) => finding.Dosing is { TimesPerDay: >= 1, AsNeeded: false } dosing
        && (dosing.Route?.Text == "intravenous" || (dosing.TimesPerDay >= 2 && Ingredients(finding) is ["heparin"]));

    private static bool IsLocal(MedicationFinding finding) =>
        finding.Dosing?.Form is "drop" or "cream" or "ointment" or "gel" or "lotion" or "inhalation" or "inhaler" || finding.Dosing?.Route?.Text is "ophthalmic" or "otic" or "topical" or "inhalation" or "nasal" or "vaginal" or "intravitreal";

    private static List<string> Ingredients(MedicationFinding finding) =>
        DrugIngredients.KeyOf(finding.Concept.Text) is { } key ? [.. key["holds ".Length..].Split(" + ")] : [];
}
