using MedLedger.Clinical.Identification;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>One line a test, newest value first; the same value of the same day from several documents is one value.</summary>
internal static class NewestResultRule
{
    public const string Name = "newest-result";

    private const int Retold = 60;

    public static void Apply(IReadOnlyList<Statement<ObservationFinding>> statements, RecordBuilder record)
    {
        var plain = new List<Statement<ObservationFinding>>();
        foreach (var one in statements)
        {
            if (one.Finding.Assertion.Temporality == Temporality.Planned) record.Drop(one, "planned", "ordered, without a result");
            else if (one.Finding.Assertion.Negated && one.Finding.Category != ObservationCategory.Pregnancy) record.Drop(one, "negated", "denied");
            else if (one.Finding.Value is null && one.Finding.ValueText is null && one.Finding.Assertion.Negated == false && !IsPending(one.Finding)) record.Drop(one, "no-value", "a test without a value");
            else plain.Add(one);
        }

        foreach (var one in plain.Exists(IsCorrection) ? plain.FindAll(one => IsCorrected(one, plain)) : [])
        {
            record.Drop(one, "corrected", "the laboratory corrected it");
            plain.Remove(one);
        }

        if (plain.Count == 0) return;
        var values = plain
            .GroupBy(one => Repeated(one, plain) is { } told ? (Date: DateOf(told), Text: TextOf(told.Finding)) : (Date: DateOf(one), Text: TextOf(one.Finding)))
            .Select(group => Value([.. group.OldestFirst()], group.Key.Date))
            .ToList();
        var ordered = values
            .OrderByDescending(value => value.Value.Date?.Earliest ?? DateOnly.MinValue)
            .ThenByDescending(value => value.Order)
            .Select(value => value.Value)
            .ToList();
        var best = plain.FindLast(one => one.Finding.Concept.CodeIn(CodeSystems.Loinc) is not null && one.IsSure) ?? plain.FindLast(one => one.IsSure) ?? plain[^1];
        var latest = ordered[0];
        record.Observations.Add(new()
        {
            Concept = MedicationStandingRule.MergedConcept(best.Finding.Concept, plain),
            Category = best.Finding.Category,
            Certainty = latest.Certainty,
            UnsureBecause = latest.UnsureBecause,
            Latest = latest,
            Earlier = ordered[1..],
            Stated = latest.Date,
            Sources = latest.Sources,
            Trace = [Statements.Trace(Name, ordered.Count == 1 ? "the only value" : $"newest of {ordered.Count} values", plain)],
        });
    }

    /// <summary>A test without a code is grouped by name and unit kind; "fasting glucose" and "glucose" stay apart.</summary>
    public static IEnumerable<string> Keys(Statement<ObservationFinding> one) => ConceptKeys.Of(one.Finding.Concept).Select(key => $"{Kind(one.Finding.Category)} {key}");

    // A laboratory's value is a result whether or not its category was stated.
    private static ObservationCategory Kind(ObservationCategory category) => category == ObservationCategory.Unknown ? ObservationCategory.Laboratory : category;

    // A date has no hour: of two other values of that day nobody knows which one was corrected, so both stay.
    private static bool IsCorrected(Statement<ObservationFinding> one, List<Statement<ObservationFinding>> all)
    {
        if (IsCorrection(one)) return false;
        var sameDay = all.Where(other => other.Document == one.Document && DateOf(other) == DateOf(one)).ToList();
        return sameDay.Exists(IsCorrection) && sameDay.Where(other => !IsCorrection(other)).Select(other => TextOf(other.Finding)).Distinct(StringComparer.Ordinal).Count() == 1;
    }

    private static bool IsCorrection(Statement<ObservationFinding> one) => one.Finding.Status is "corrected" or "amended";

    // "K 5.9" in a letter four days after the laboratory's 5.9 mmol/L tells that result again; it is no new measurement. Nor is "28 Oct: K 6.3, repeated and confirmed" below the table of that day, nor "A1c 8.4% in May".
    private static Statement<ObservationFinding>? Repeated(Statement<ObservationFinding> one, List<Statement<ObservationFinding>> all) =>
        one.IsCoded || one.Finding.Value is not { } value || (one.Finding.Effective is { Day: not null } && value.Unit.Length > 0) ? null
        : all.Find(other => other != one && other.Finding.Effective is { } told && IsRetold(one, told)
            && other.Finding.Value is { } same && same.Value == value.Value && same.Comparator == value.Comparator && (one.Finding.Effective is null || same.Unit.Length > 0)
            && (value.Unit.Length == 0 || string.Equals(value.Unit, same.Unit, StringComparison.OrdinalIgnoreCase)));

    private static bool IsRetold(Statement<ObservationFinding> one, PartialDate told) =>
        one.Finding.Effective is { } day ? day.Covers(told) : told.Earliest <= one.Day && one.Day.DayNumber - told.Earliest.DayNumber <= Retold;

    private static PartialDate? DateOf(Statement<ObservationFinding> one) => one.Finding.Effective ?? one.Date;

    private static bool IsPending(ObservationFinding finding) => finding.Status is "registered" or "preliminary";

    private static string TextOf(ObservationFinding finding) => finding.Value is { } value
        ? $"{value.Comparator}{value.Value / 1.0000000000000000000000000000m} {value.Unit.ToLowerInvariant()}"
        : PlainWords.Join(finding.ValueText?.Text ?? (finding.Assertion.Negated ? "no" : ""));

    private static (ResultValue Value, int Order) Value(List<Statement<ObservationFinding>> same, PartialDate? date)
    {
        var sure = same.FindLast(one => one.IsSure && one.IsCoded) ?? same.FindLast(one => one.IsSure && one.Finding.Value?.Unit.Length > 0) ?? same.FindLast(one => one.IsSure);
        var best = sure ?? same[^1];
        var finding = best.Finding;
        var value = new ResultValue
        {
            // ADR 0009: an unsure number is words.
            Value = sure is null ? null : finding.Value,
            ValueText = sure is null && finding.Value is { } number ? new CodedText(number.Text) : finding.ValueText ?? (finding.Assertion.Negated ? new CodedText("no") : null),
            ReferenceRange = finding.ReferenceRange,
            Flag = finding.Flag,
            Date = date,
            Status = finding.Status,
            Performer = finding.Performer,
            Certainty = sure is null ? ReadingCertainty.Unsure : ReadingCertainty.Sure,
            UnsureBecause = sure is null ? best.UnsureBecause : null,
            Sources = same.AllSources(),
        };
        return (value, best.Order);
    }
}
