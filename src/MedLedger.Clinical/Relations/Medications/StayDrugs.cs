using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>
/// "Salbutamol 6 puffs x 3, ipratropium 4 puffs x 3" in the story of a discharge summary that lists the medicines to go home with: what is told there, without a word
/// that it goes on, and stands not in the list, was most probably given for that day.
/// </summary>
internal static class StayDrugs
{
    public const string Because = "told in the story of a stay, and not among the medicines listed at its end";

    private const int FewestListed = 2;

    public static void Settle(Note note, List<TextFinding> findings)
    {
        if (!note.WordSet.Contains("discharge") && !note.WordSet.Contains("discharged")) return;
        var listed = findings.Where(found => found.Finding is MedicationFinding { Status: MedicationStatus.Active, Dosing: not null } && found.Rule is not (MedicationReader.Told or MedicationReader.DoseChange)).SelectMany(found => found.Finding.Concept.Text.Split(" / ")).ToHashSet(StringComparer.Ordinal);
        if (listed.Count < FewestListed) return;
        for (var at = 0; at < findings.Count; at++)
            if (findings[at] is { Rule: MedicationReader.Told, Finding: MedicationFinding { Status: MedicationStatus.Unknown, Certainty: ReadingCertainty.Sure, Dosing.TimesPerDay: null, Dosing.AsNeeded: false } drug } && !drug.Concept.Text.Split(" / ").Any(listed.Contains))
                findings[at] = findings[at] with { Finding = drug with { Certainty = ReadingCertainty.Unsure, UnsureBecause = Because } };
    }
}
