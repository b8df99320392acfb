using MedLedger.Clinical.Relations.Medications;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>A drug that is taken only for the time of another ("omeprazole while on enoxaparin") is unsure once the other is no longer listed.</summary>
internal static class OnlyWhileRule
{
    public const string Name = "only-while";

    public static void Apply(RecordBuilder record)
    {
        for (var i = 0; i < record.Medications.Count; i++)
        {
            var drug = record.Medications[i];
            if (drug.Reason is not { } reason || !reason.StartsWith(CourseWords.OnlyWhileWords, StringComparison.Ordinal)) continue;
            var other = ConceptKeys.OfDrug(new(reason[CourseWords.OnlyWhileWords.Length..])).ToHashSet(StringComparer.Ordinal);
            if (record.Medications.Exists(taken => taken != drug && ConceptKeys.OfDrug(taken.Concept).Any(other.Contains))) continue;
            var doubt = $"{reason}, which is not listed any more";
            record.Medications[i] = drug with
            {
                Certainty = ReadingCertainty.Unsure,
                UnsureBecause = string.Join("; ", new[] { drug.UnsureBecause, doubt }.OfType<string>()),
                Dosing = drug.Dosing is { } dosing ? new() { Text = dosing.Text } : null,
                Trace = [.. drug.Trace, new(Name, doubt, [.. drug.Sources.Select(source => source.Document).Distinct().Order()])],
            };
        }
    }
}
