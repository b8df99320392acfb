using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Identification;

/// <summary>The caller says that these documents are one patient's; this checks it. The patient is who was known before, else whom most documents agree on.</summary>
public static class IdentityGuard
{
    /// <param name="documents">Everything that was handed in for this patient.</param>
    /// <param name="established">
    /// Digests of documents that an earlier judgement took as the patient's: they alone say who the patient is, so that no number of
    /// another person's papers that come in later can take the place over. Empty or null for a first judgement.
    /// </param>
    public static IdentityJudgement Judge(IReadOnlyList<UnderstoodDocument> documents, IReadOnlySet<Sha256Digest>? established = null)
    {
        var (distinct, copies) = Deduplicate(documents);
        var naming = distinct.Where(NamesSomebody).ToList();
        if (naming.Count == 0)
            return new(IdentityConsolidation.Of([]), [.. distinct.Select(document => new JudgedDocument(document, new PatientMatch.NoIdentity()))], copies);

        var known = naming.Where(document => established?.Contains(document.Reading.Document) == true).ToList();
        var voices = known.Count > 0 ? known : naming;
        var reference = voices.MaxBy(candidate => Rank(candidate, voices), RankOrder.Instance)!;
        // A second round against the whole of what agreed: a thin reference (a name alone) must not let two persons in.
        var core = voices.Where(document => Fits(reference.Patient, document)).ToList();
        var patient = IdentityConsolidation.Of(core, reference).ToClaim();
        var judged = distinct
            .Select(document => new JudgedDocument(document, !NamesSomebody(document)
                ? new PatientMatch.NoIdentity()
                : Judge(patient, document)))
            .ToList();
        var used = judged.Where(one => one.Match is PatientMatch.Matched).Select(one => one.Document).ToList();
        return new(IdentityConsolidation.Of(used, reference), judged, copies);
    }

    private static PatientMatch Judge(PatientClaim patient, UnderstoodDocument document)
    {
        var compared = ClaimComparison.Of(patient, document);
        var fromImage = ClaimComparison.IsFromImage(document);
        var match = compared.Judge(fromImage);
        return match is PatientMatch.Held && fromImage ? OtherReadings.Explain(patient, document, compared) ?? match : match;
    }

    private static bool NamesSomebody(UnderstoodDocument document) =>
        document.Patient is { Name: not null } or { BirthDate: not null } || document.Patient.Identifiers.Count > 0;

    private static bool Fits(PatientClaim claim, UnderstoodDocument document) =>
        ClaimComparison.Of(claim, document).Judge(ClaimComparison.IsFromImage(document)) is PatientMatch.Matched;

    private static (int Agreement, int Structured, int Complete, string Digest) Rank(UnderstoodDocument candidate, List<UnderstoodDocument> all)
    {
        var agreement = all.Sum(document => ClaimComparison.Of(candidate.Patient, document).Weight(ClaimComparison.IsFromImage(document)));
        var claim = candidate.Patient;
        var complete = (claim.Name is null ? 0 : 1 + Math.Min(3, PlainWords.Of(claim.Name.Text).Count)) + (claim.BirthDate is null ? 0 : 3) + (claim.Identifiers.Count > 0 ? 2 : 0);
        return (agreement, Plainness(candidate), complete, candidate.Reading.Document.Hex);
    }

    // A name from a picture may be the misread one.
    private static int Plainness(UnderstoodDocument document) =>
        document.Patient.Sources.Any(source => source.Method == ReadingMethod.Coded) || document.Reading.Patient is not null ? 2 : ClaimComparison.IsFromImage(document) ? 0 : 1;

    private static (List<UnderstoodDocument> Distinct, List<DocumentCopy> Copies) Deduplicate(IReadOnlyList<UnderstoodDocument> documents)
    {
        var distinct = new List<UnderstoodDocument>();
        var copies = new List<DocumentCopy>();
        foreach (var same in documents.GroupBy(document => document.Reading.Document))
        {
            var named = same.OrderBy(document => document.Name, StringComparer.Ordinal).ToList();
            distinct.Add(named[0]);
            copies.AddRange(named.Skip(1).Select(copy => new DocumentCopy(copy.Name, named[0].Name)));
        }

        distinct.Sort((a, b) => (a.Date?.Earliest ?? DateOnly.MinValue, a.Reading.Document.Hex).CompareTo((b.Date?.Earliest ?? DateOnly.MinValue, b.Reading.Document.Hex)));
        copies.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return (distinct, copies);
    }

    private sealed class RankOrder : IComparer<(int Agreement, int Structured, int Complete, string Digest)>
    {
        public static RankOrder Instance { get; } = new();

        public int Compare((int Agreement, int Structured, int Complete, string Digest) x, (int Agreement, int Structured, int Complete, string Digest) y)
        {
            var byEvidence = (x.Agreement, x.Structured, x.Complete).CompareTo((y.Agreement, y.Structured, y.Complete));
            return byEvidence != 0 ? byEvidence : string.CompareOrdinal(x.Digest, y.Digest);
        }
    }
}
