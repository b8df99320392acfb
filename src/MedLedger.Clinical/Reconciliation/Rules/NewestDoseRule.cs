using System.Text.RegularExpressions;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Context;
using MedLedger.Clinical.Directions;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>What was decided about the dose. Doubt says why nobody may rely on it; then Dosing holds words only.</summary>
internal sealed record DoseChoice(Dosing? Dosing, string? Doubt, IReadOnlyList<Trace> Trace);

/// <summary>The newest sure dose stands. Two doses of one day, or a newer unsure one that differs, are shown as unsure with their words.</summary>
internal static class NewestDoseRule
{
    public const string Name = "newest-dose";

    private const string Scale = "sliding scale";

    private static readonly Regex _number = new(@"\d+(?:[.,]\d+)?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Lazy<DirectionWords> Words = new(() => new());

    private static readonly HashSet<string> _injected = new(StringComparer.Ordinal) { "intravenous", "iv", "intramuscular", "im", "intrathecal", "epidural" };

    // Long-acting insulins have one route; their labels forbid every other (FDA, section 2 of each).
    private static readonly HashSet<string> _underTheSkin = new(StringComparer.Ordinal) { "words glargine insulin", "words detemir insulin", "words degludec insulin", "words insulin nph", "words insulin isophane", "combination insulin isophane + insulin regular", "holds insulin isophane + insulin regular" };

    /// <param name="standing">Statements that the drug is taken, oldest first.</param>
    public static DoseChoice Choose(IReadOnlyList<Statement<MedicationFinding>> standing)
    {
        var stated = standing.Where(one => one.Finding.Dosing is not null && HasNumbers(one.Finding.Dosing)).ToList();
        if (stated.Count == 0) return new(standing.LastOrDefault(one => one.Finding.Dosing is not null)?.Finding.Dosing, null, []);
        var sure = stated.Where(one => one.IsSure).ToList();
        if (sure.Count == 0) return Doubtful([stated[^1]], stated[^1].UnsureBecause!);

        var newest = Latest(sure);
        var rivals = sure.Where(one => one != newest && !GaveWay(one, newest) && (one.Day == newest.Day ? Disagree(one, newest) || (one.Document == newest.Document && DoseMass.OtherProduct(one, newest)) : RunBeside(one, newest) && DoseMass.OtherStrength(one, newest))).ToList();
        if (rivals.Count > 0) return Doubtful([newest, .. rivals], "two doses stated on one day");
        // Beside a regular dose one as needed, beside tablets a cream: neither replaces the other.
        var before = sure.Where(one => one.Day < newest.Day).Select(one => one.Day).DefaultIfEmpty().Max();
        if (sure.LastOrDefault(one => one.Day >= before && OtherUse(one, newest) is not null) is { } other) return Doubtful([newest, other], OtherUse(other, newest)!);
        var newer = stated.Where(one => !one.IsSure && one.Day >= newest.Day && !IsItsScale(one, newest) && !DoseInWords.Of(one.Finding.Dosing!).Confirms(DoseInWords.Of(newest.Finding.Dosing!))).ToList();
        if (newer.Count > 0) return Doubtful([newest, .. newer], "a newer but unsure reading says another dose");

        // A newer scanned page that names the drug, and whose amount was not read, may hold another one.
        var unread = standing.Where(one => !one.IsSure && one.Day > newest.Day && !stated.Contains(one) && one.Finding.Sources.Any(source => source.Method == ReadingMethod.Ocr)).ToList();
        if (unread.Count > 0) return Doubtful([newest], "a newer page names it, and its amount could not be read", unread);

        // A page without a day may be the newest of all, unless it gives the very dose that the newest took the place of.
        var undated = standing.Where(one => one.Date is null && newest.Date is not null && one != newest && !GaveWay(one, newest) && one.Finding.Sources.Any(source => source.Method == ReadingMethod.Ocr) && (stated.Contains(one) ? DoseInWords.Of(one.Finding.Dosing!).Contradicts(DoseInWords.Of(newest.Finding.Dosing!)) : one.UnsureBecause is { } why && (why.Contains("amount", StringComparison.Ordinal) || why.StartsWith(Reconciler.OfAnother, StringComparison.Ordinal)))).ToList();
        if (undated.Count > 0) return Doubtful([newest, .. undated.Where(stated.Contains)], "a page without a day says another dose, or one that could not be read", undated);

        var former = sure.LastOrDefault(one => Disagree(one, newest));
        var because = former is null ? "the dose of the newest sure statement" : $"replaces {former.Finding.Dosing!.Text} ({former.Dated})";
        var complete = Complete(newest, sure, stated);
        foreach (var scale in stated.Where(one => !one.IsSure && one.Day >= newest.Day && IsItsScale(one, newest))) complete = complete with { Text = $"{complete.Text}; {scale.Finding.Dosing!.Text}" };
        return new(complete, null, [Statements.Trace(Name, because, new[] { former ?? newest, newest }.Distinct())]);
    }

    // Of one day, or on a page without one: what names the dose that it took the place of came after it.
    private static Statement<MedicationFinding> Latest(List<Statement<MedicationFinding>> sure)
    {
        var newest = sure[^1];
        foreach (var one in sure.Where(one => one.Date is null || one.Day == newest.Day))
            if (one != newest && GaveWay(newest, one)) newest = one;
        return newest;
    }

    private static bool GaveWay(Statement<MedicationFinding> older, Statement<MedicationFinding> newer) =>
        newer.Finding.FormerDosing is { } former && older.Finding.Dosing is { } dosing && Disagree(older, newer) && DoseInWords.Of(former).Confirms(DoseInWords.Of(dosing));

    // "Sliding scale" in a table, and below it the steps of the scale, whose words only the second opinion does not know.
    private static bool IsItsScale(Statement<MedicationFinding> one, Statement<MedicationFinding> newest) =>
        one.Document == newest.Document && one.UnsureBecause == ContextDoubt.Because && one.Finding.Dosing is { Dose: null, FrequencyText: Scale } && newest.Finding.Dosing is { Dose: null, FrequencyText: Scale };

    private static DoseChoice Doubtful(IReadOnlyList<Statement<MedicationFinding>> said, string doubt, IReadOnlyList<Statement<MedicationFinding>>? because = null) =>
        new(new() { Text = string.Join(" or ", said.Select(DoseMass.Words).Distinct()) }, doubt, [Statements.Trace(Name, doubt, because ?? said)]);

    // Parts that the newest statement leaves out come from an older one only where that gives the very same dose.
    private static Dosing Complete(Statement<MedicationFinding> statement, List<Statement<MedicationFinding>> sure, List<Statement<MedicationFinding>> stated)
    {
        var newest = statement.Finding.Dosing!;
        var complete = newest;
        foreach (var older in Enumerable.Reverse(sure).Select(one => one.Finding.Dosing!).Where(older => older.Dose is not null && older.Dose.Text == newest.Dose?.Text))
        {
            complete = complete with { Route = complete.Route ?? older.Route, Form = complete.Form ?? older.Form, Strength = complete.Strength ?? older.Strength };
            if (complete.TimesPerDay is null && complete.FrequencyText is null)
                complete = complete with { TimesPerDay = older.TimesPerDay, FrequencyText = older.FrequencyText, AsNeeded = complete.AsNeeded || older.AsNeeded };
        }

        // "40 bid" after "40 mg twice daily", "07:00" after "75 mcg every morning": as often, and no other number, is the same dose.
        // All the words count, not only those that the direction was understood from: "100 meg 07:00" says another amount.
        if (newest.Dose is null && newest.TimesPerDay is { } times
            && sure.FindLast(one => one.Finding.Dosing is { Dose: not null } older && older.TimesPerDay == times)?.Finding.Dosing is { } known
            && !DoseInWords.Of(newest, statement.Finding.Sources.Select(source => source.Quote)).Contradicts(DoseInWords.Of(known)))
            complete = complete with { Dose = known.Dose, Strength = complete.Strength ?? known.Strength, Form = complete.Form ?? known.Form };
        if (complete.Route is null && RouteOfAll(stated) is { } route) complete = complete with { Route = route };
        if (complete.Route is null && ConceptKeys.OfDrug(statement.Finding.Concept).Any(_underTheSkin.Contains)) complete = complete with { Route = RouteCodes.Of("subcutaneous") };
        if (complete.Route is { Codes.Count: 0 } written && Words.Value.RouteOf(written.Text) is { } said) complete = complete with { Route = RouteCodes.Of(said) };
        if (RescueDrugs.Is(statement.Finding.Concept, complete)) complete = complete with { AsNeeded = true };
        if (complete.Route is null && SwallowedDrugs.Is(statement.Finding.Concept, complete)) complete = complete with { Route = RouteCodes.Of("oral") };
        if (SwallowedDrugs.IsForTheEye(statement.Finding.Concept, complete)) complete = complete with { Route = RouteCodes.Of("ophthalmic") };
        return complete;
    }

    // A doubtful reading carries no route, so whatever route stands here was read surely, even where the amount was not.
    // How a drug is taken outlives a change of its amount, when everybody who says it says the same. What was injected in hospital tells nothing about home.
    private static CodedText? RouteOfAll(List<Statement<MedicationFinding>> stated)
    {
        var routes = stated.Select(one => one.Finding.Dosing!.Route).OfType<CodedText>().DistinctBy(Plain).ToList();
        return routes.Count == 1 && !_injected.Contains(Plain(routes[0])) ? routes[0] : null;
    }

    // "Oral route" in a record is "oral" in a letter.
    private static string Plain(CodedText route)
    {
        var words = route.Text.ToLowerInvariant();
        return words.EndsWith(" route", StringComparison.Ordinal) ? words[..^" route".Length] : words;
    }

    private static bool HasNumbers(Dosing dosing) => dosing.Dose is not null || dosing.TimesPerDay is not null || dosing.FrequencyText is not null || _number.IsMatch(dosing.Text);

    // Two orders of one coded list that are both active are both taken, whenever each was written.
    private static bool RunBeside(Statement<MedicationFinding> a, Statement<MedicationFinding> b) =>
        a.Document == b.Document && a is { IsCoded: true, Finding.Status: MedicationStatus.Active } && b is { IsCoded: true, Finding.Status: MedicationStatus.Active };

    private static string? OtherUse(Statement<MedicationFinding> one, Statement<MedicationFinding> other)
    {
        var (a, b) = (one.Finding.Dosing!, other.Finding.Dosing!);
        if (a.AsNeeded != b.AsNeeded && (a.AsNeeded ? b : a) is { } regular && (regular.TimesPerDay is not null || regular.FrequencyText is not null)) return "stated both as needed and regularly";
        var (aLocal, bLocal) = (LocalUse.Is(one.Finding.Concept, a), LocalUse.Is(other.Finding.Concept, b));
        return aLocal != bLocal && (aLocal ? b : a) is { Route: not null } or { Form: not null } ? "stated both for local use and for the whole body" : null;
    }

    /// <summary>Whether they are two doses. Both must have words on the dose.</summary>
    public static bool Disagree(Statement<MedicationFinding> one, Statement<MedicationFinding> other)
    {
        var (a, b) = (one.Finding.Dosing!, other.Finding.Dosing!);
        // "Albuterol as needed, using it 3x/week" beside "2 puffs every 4 hours as needed" tells how often it was, not how it may be taken.
        if (a.AsNeeded && b.AsNeeded && (a.Dose is null) != (b.Dose is null)) return false;
        if (a.AsNeeded != b.AsNeeded && a.TimesPerDay is not null && b.TimesPerDay is not null) return true;
        if (a.TimesPerDay is { } x && b.TimesPerDay is { } y && Math.Abs(x - y) > 0.1m * Math.Max(x, y)) return true;
        // A dose in tablets beside a dose in milligrams is another way to say it, not another dose.
        return (a.Dose is { } left && b.Dose is { } right && string.Equals(left.Unit, right.Unit, StringComparison.OrdinalIgnoreCase) && left.Value != right.Value) || DoseMass.Differ(one, other);
    }
}
