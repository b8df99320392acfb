using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Relations.Medications;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// What the doubtful words of a scan say in their other reading: "Elis 2.5 m" is "Eliqvis 2.5 mg" to the second reader. A drug or an
/// allergy that only that reading names is never dropped; it stands on the page as unsure.
/// </summary>
internal static class OtherReading
{
    private const double Doubtful = 0.75;

    /// <summary>The page in its other reading; null where no doubtful word has one.</summary>
    public static Page? Of(Page page)
    {
        if (page.Origin != PageOrigin.Ocr || !page.Words.Any(HasOther)) return null;
        var (text, words) = Page.Compose(page.Words.Select(word => HasOther(word) ? word with { Text = word.Alternatives[0], Alternatives = [word.Text], NeedsReview = true } : word));
        return page with { Text = text, Words = words };
    }

    /// <summary>The drugs and allergies among <paramref name="other"/> that the page's own reading does not name.</summary>
    public static IEnumerable<Finding> Missed(IEnumerable<Finding> other, IReadOnlyCollection<Finding> own)
    {
        var known = own.SelectMany(Keys).ToHashSet();
        return other
            .Where(finding => finding is MedicationFinding or AllergyFinding && finding.Certainty == ReadingCertainty.Unsure && finding.UnsureBecause != UnlistedDrugs.Reason && !Keys(finding).Any(known.Contains))
            .Select(finding => finding with { UnsureBecause = $"only one of two readings of the picture says so: \"{(finding.Sources is [var source, ..] ? source.Quote : finding.Concept.Text)}\"" });
    }

    /// <summary>Whether the other reading knows the name of what <paramref name="own"/> could only keep in its own words: the same direction behind another spelling.</summary>
    public static bool Names(IReadOnlyList<Finding> missed, Finding own) =>
        own is MedicationFinding { UnsureBecause: UnlistedDrugs.Reason, Dosing: { } unlisted } && missed.Any(other => other is MedicationFinding { Dosing: { } dosing } && dosing.Text == unlisted.Text);

    private static IEnumerable<(Type, string)> Keys(Finding finding) => ConceptKeys.OfDrug(finding.Concept).Select(key => (finding.GetType(), key));

    private static bool HasOther(Word word) => word.Alternatives.Count > 0 && (word.NeedsReview || word.Confidence < Doubtful) && word.Alternatives[0].Any(char.IsLetterOrDigit);
}
