using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>"Labelled penicillin allergic since infancy … she is not allergic": the letter that takes a label back tells its story, too.</summary>
internal static class SettledAllergies
{
    public static void Settle(List<TextFinding> findings)
    {
        var refuted = findings.Where(found => found.Finding is AllergyFinding { Status: AllergyStatus.Refuted, UnsureBecause: null }).ToLookup(found => found.Finding.Concept.Text, StringComparer.Ordinal);
        for (var at = 0; at < findings.Count; at++)
        {
            if (findings[at].Finding is not AllergyFinding { Status: AllergyStatus.Active } told) continue;
            // "The old penicillin label dates from childhood. … Pharmacy removed the label": what stands before these words is the label.
            if (refuted[told.Concept.Text].Any(later => later.Rule == "allergy taken back" && later.Span.Start > findings[at].Span.Start))
                findings[at] = findings[at] with { Finding = told with { Status = AllergyStatus.Refuted, Assertion = told.Assertion with { Negated = true } } };
            else if (findings[at].Rule == "allergy words" && refuted.Contains(told.Concept.Text))
                findings[at] = findings[at] with { Finding = told with { Certainty = ReadingCertainty.Unsure, UnsureBecause = told.UnsureBecause ?? "the same document says that it is none" } };
        }
    }
}
