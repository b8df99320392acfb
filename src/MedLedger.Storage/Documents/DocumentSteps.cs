namespace MedLedger.Storage.Documents;

/// <summary>Which step may follow which, and what a step leaves in its row.</summary>
internal static class DocumentSteps
{
    /// <summary>The document behind the step, or null when it was there already just so.</summary>
    public static StoredDocument? Apply(StoredDocument document, DocumentProgress progress, DateTimeOffset at)
    {
        var (step, next) = progress switch
        {
            DocumentProgress.Sealed end => (DocumentStep.Sealed, document with { Envelope = end.Envelope, EnvelopeKey = end.Key }),
            DocumentProgress.Logged end => (DocumentStep.Logged, document with { Leaf = end.Leaf }),
            DocumentProgress.Read end => (DocumentStep.Read, document with { Reading = end.Reading, ReadingKey = end.JobKey }),
            DocumentProgress.Understood end => (DocumentStep.Understood, document with { Findings = end.Findings, FindingsKey = end.Key }),
            DocumentProgress.Done end => (DocumentStep.Done, document with { Outcome = CheckedOrNone(end.Outcome), SealedNote = end.SealedNote }),
            DocumentProgress.Held end => (DocumentStep.Held, document with { Outcome = Checked(end.Outcome), SealedNote = end.SealedNote }),
            DocumentProgress.Refused end => (DocumentStep.Refused, document with { Outcome = Checked(end.Outcome), SealedNote = end.SealedNote }),
            DocumentProgress.Unlinked end => (DocumentStep.Unlinked, document with { Outcome = "unlinked", SealedNote = end.SealedNote }),
            DocumentProgress.Relinked => (DocumentStep.Understood, document with { Outcome = null, SealedNote = null }),
            _ => throw new InvalidOperationException("A document's progress is one of its known steps."),
        };
        if (progress is DocumentProgress.Relinked ? document.Step is DocumentStep.Unlinked or DocumentStep.Held : Follows(document.Step, step)) return next with { Step = step, StepAt = at };
        if (document.Step >= step && document.Step <= LastThatKeeps(step) && SameTraces(document, next)) return null;
        throw new InvalidOperationException($"The step {step} of document {document.Id} cannot be recorded: it is at {document.Step}.");
    }

    private static bool Follows(DocumentStep from, DocumentStep to) => to switch
    {
        DocumentStep.Sealed or DocumentStep.Logged or DocumentStep.Read or DocumentStep.Understood or DocumentStep.Done => from == to - 1,
        DocumentStep.Held or DocumentStep.Refused => from is >= DocumentStep.Received and <= DocumentStep.Understood,
        DocumentStep.Unlinked => from is DocumentStep.Done or DocumentStep.Held,
        _ => false,
    };

    // A repeated step is harmless while the document is at it or further on the way; an end is only itself.
    private static DocumentStep LastThatKeeps(DocumentStep step) => step < DocumentStep.Done ? DocumentStep.Done : step;

    // A sealed note differs at every sealing, so the code alone says whether it is the same end.
    private static bool SameTraces(StoredDocument one, StoredDocument other) =>
        one with { SealedNote = null } == other with { SealedNote = null };

    private static string? CheckedOrNone(string? outcome) => outcome is null ? null : Checked(outcome);

    // Codes rest in clear, so what looks like a sentence, which could name someone, is not let in.
    private static string Checked(string outcome) =>
        outcome.Length is > 0 and <= 64 && outcome.All(c => c is '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            ? outcome
            : throw new ArgumentException("An outcome is a code of lower-case letters, digits and hyphens.", nameof(outcome));
}
