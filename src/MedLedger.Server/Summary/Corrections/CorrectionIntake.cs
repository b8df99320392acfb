using MedLedger.Access.Gate;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Domain.Findings;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;

namespace MedLedger.Server.Summary.Corrections;

/// <summary>Takes a person's word on a line into the store: sealed, logged, and the summary made anew. Only a permit to read the page leads here: nobody judges a line that they may not see.</summary>
internal sealed class CorrectionIntake(Installation store, TimeProvider time)
{
    private const int LongestComment = 500;

    public async Task<CorrectionOutcome> TakeAsync(ReleasePermit permit, string line, CorrectionVerdict verdict, string? comment, CancellationToken cancellationToken)
    {
        if (comment?.Length > LongestComment) return new CorrectionOutcome.CommentTooLong(LongestComment);
        var record = await store.Summaries.RecordAsync(permit, store.Today, cancellationToken);
        if (record.Lines.FirstOrDefault(one => LineId.Of(one) == line) is not { } meant) return new CorrectionOutcome.NoSuchLine();

        var words = OnePage.From(record with { Notices = [] }).Lines.FirstOrDefault(one => one.Line == line);
        var says = words is null ? meant.Concept.Text : $"{words.Text} {words.Detail}".Trim();
        var document = new CorrectionDocument(line, says, verdict, permit.Reader.Subject, permit.Reader.Issuer, time.GetUtcNow(), string.IsNullOrWhiteSpace(comment) ? null : comment.Trim());
        var bytes = document.ToBytes();
        // From here on the word is not the caller's to cancel: a start takes up what dies between sealing and understanding.
        var addition = await store.Documents.TakeInAsync(permit.Patient, document.Name, CorrectionDocument.MediaType, bytes, CancellationToken.None);
        var taken = addition switch { DocumentAddition.Added added => added.Document, DocumentAddition.AlreadyThere there => there.Document, _ => throw new InvalidOperationException($"The store answered {addition}.") };
        var read = CorrectionDocument.Read(bytes);
        if (taken.Step is DocumentStep.Logged or DocumentStep.Read) taken = await store.Documents.KeepAsync(taken, read, CancellationToken.None);
        var (version, _) = await store.Summaries.MakeAsync(permit.Patient, store.Today, CancellationToken.None);
        if (taken.Step == DocumentStep.Understood) await store.Documents.EndAsync(taken, DocumentReports.Of(document.Name, read.Status, read.Understood, null), CancellationToken.None);
        return new CorrectionOutcome.Taken(taken.Leaf ?? 0, version.Number);
    }
}

/// <summary>What became of a word on a line.</summary>
internal abstract record CorrectionOutcome
{
    private CorrectionOutcome() { }

    /// <param name="Leaf">Where the word is in the log.</param>
    /// <param name="Version">The summary that honours it.</param>
    public sealed record Taken(ulong Leaf, uint Version) : CorrectionOutcome;

    /// <summary>The page has no such line now: it never had, or it says something else by now.</summary>
    public sealed record NoSuchLine : CorrectionOutcome;

    public sealed record CommentTooLong(int Longest) : CorrectionOutcome;
}
