using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>A drug to which an allergy was recorded on or after the day it was last listed may have been the cause: it is never shown as sure.</summary>
internal static class AllergicToItRule
{
    public const string Name = "allergic-to-it";

    public static void Apply(RecordBuilder record)
    {
        for (var i = 0; i < record.Medications.Count; i++)
        {
            var drug = record.Medications[i];
            var keys = ConceptKeys.OfDrug(drug.Concept).ToHashSet(StringComparer.Ordinal);
            if (record.Allergies.Find(allergy => allergy.IsCurrent && ConceptKeys.OfDrug(allergy.Concept).Any(keys.Contains)) is not { } allergy) continue;
            var conflict = $"an allergy or intolerance to {allergy.Concept.Text} is recorded";
            var later = allergy.Stated is null || drug.Stated is null || allergy.Stated.Value.Latest >= drug.Stated.Value.Earliest;
            record.Medications[i] = drug with
            {
                Conflict = conflict,
                Certainty = later ? ReadingCertainty.Unsure : drug.Certainty,
                UnsureBecause = later ? string.Join("; ", new[] { drug.UnsureBecause, conflict }.OfType<string>()) : drug.UnsureBecause,
                Dosing = later && drug.Dosing is { } dosing ? new() { Text = dosing.Text } : drug.Dosing,
                Trace = [.. drug.Trace, new(Name, conflict, [.. allergy.Sources.Select(source => source.Document).Distinct().Order()])],
            };
        }
    }
}
