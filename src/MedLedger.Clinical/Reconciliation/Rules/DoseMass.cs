using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Identification;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>The mass of a single dose in micrograms: as stated, or a count of tablets of a stated strength. For comparing only; nobody doses by it.</summary>
internal static class DoseMass
{
    private static readonly Regex _mass = new(@"(?<number>\d+(?:[.,]\d+)?)\s*(?<unit>mcg|µg|μg|ug|mg|g)\b(?:\s*/\s*(?<per>\w+))?", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] _counted = ["tab", "tbl", "cap", "pill", "puff", "act", "inh"];

    /// <summary>Whether both say a mass and the masses differ. A direction that counts nothing is compared by the strength of the product alone.</summary>
    public static bool Differ(Statement<MedicationFinding> a, Statement<MedicationFinding> b) =>
        (a.Finding.Dosing?.Dose is null) == (b.Finding.Dosing?.Dose is null) && Of(a) is { } left && Of(b) is { } right && left != right;

    /// <summary>Whether they are two products: 5 mg tablets and 1 mg tablets.</summary>
    public static bool OtherStrength(Statement<MedicationFinding> a, Statement<MedicationFinding> b) =>
        Strength(a) is var (left, _) && Strength(b) is var (right, _) && left != right;

    /// <summary>Whether one list orders both: "25-100 mg, 2 tabs TID" and "ER 50-200 mg, 1 tab QHS" are taken side by side, each with a direction of its own.</summary>
    public static bool OtherProduct(Statement<MedicationFinding> a, Statement<MedicationFinding> b) =>
        a.Finding.Dosing is { Strength: { } left, Dose: not null } && b.Finding.Dosing is { Strength: { } right, Dose: not null } && Leading(left) is { } one && Leading(right) is { } other && one != other;

    private static decimal? Leading(string strength) =>
        _mass.Match(strength) is { Success: true } found && decimal.TryParse(found.Groups["number"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number * Factor(found.Groups["unit"].Value) : null;

    /// <summary>The words of the direction, with the strength that tells one from another where they count tablets.</summary>
    public static string Words(Statement<MedicationFinding> one)
    {
        var dosing = one.Finding.Dosing!;
        return Strength(one) is var (_, text) && (dosing.Dose is null || Factor(dosing.Dose.Unit) is null) && !dosing.Text.Contains(text, StringComparison.OrdinalIgnoreCase) ? $"{dosing.Text} ({text})" : dosing.Text;
    }

    private static decimal? Of(Statement<MedicationFinding> one)
    {
        if (one.Finding.Dosing?.Dose is not { } dose) return Strength(one)?.Micrograms;
        return Factor(dose.Unit) is { } factor ? dose.Value * factor : IsCount(dose) ? dose.Value * Strength(one)?.Micrograms : null;
    }

    // Two masses in one name are a combination, and a mass in a volume or an hour is no amount of one tablet.
    private static (decimal Micrograms, string Text)? Strength(Statement<MedicationFinding> one)
    {
        var found = _mass.Matches(one.Finding.Dosing?.Strength ?? one.Finding.Concept.Text);
        if (found.Count != 1 || (found[0].Groups["per"] is { Success: true } per && !Counted(per.Value))) return null;
        return decimal.TryParse(found[0].Groups["number"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (number * Factor(found[0].Groups["unit"].Value)!.Value, $"{found[0].Groups["number"].Value} {found[0].Groups["unit"].Value}")
            : null;
    }

    private static bool IsCount(Quantity dose) => dose.Unit is "" or "1" || PlainWords.Of(dose.Unit).Any(Counted);

    private static bool Counted(string word) => Array.Exists(_counted, start => word.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static decimal? Factor(string unit) => unit.ToLowerInvariant() switch
    {
        "mcg" or "µg" or "μg" or "ug" or "microgram" or "micrograms" => 1,
        "mg" or "milligram" or "milligrams" => 1000,
        "g" or "gram" or "grams" => 1_000_000,
        _ => null,
    };
}
