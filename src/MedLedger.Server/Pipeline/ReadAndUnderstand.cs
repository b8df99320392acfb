using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;

namespace MedLedger.Server.Pipeline;

/// <summary>Reads documents in the confined reader and understands what was read; several at a time, answers in the order given.</summary>
internal sealed class ReadAndUnderstand(IDocumentReader reader, Lazy<DocumentUnderstanding> understanding, int workers)
{
    public static ReadingProblem NotOpened { get; } = new(
        "not-opened", "The file could not be opened and read.", "Check that it is there and that you may read it, then run it again.");

    /// <summary>The largest document that is taken in, in bytes.</summary>
    public long MaxBytes { get; } = new ReaderLimits().MaxBytes;

    /// <summary>One document that was read; its outcome says how far.</summary>
    public async Task<ReadDocument> OneAsync(IncomingDocument document, CancellationToken cancellationToken)
    {
        var outcome = await ReadAsync(document, cancellationToken);
        var (reading, problem) = Parts(outcome);
        var understood = understanding.Value.Understand(reading, document.Name);
        if (problem is not null) understood = understood with { Problem = problem };
        return new ReadDocument(document.Name, outcome, understood);
    }

    /// <summary>All of them. <paramref name="done"/> is called as each ends, with its place in the list.</summary>
    public async Task<IReadOnlyList<ReadDocument>> AllAsync(IReadOnlyList<IncomingDocument> documents, Action<int, ReadDocument> done, CancellationToken cancellationToken)
    {
        var read = new ReadDocument[documents.Count];
        await Parallel.ForAsync(0, documents.Count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, async (i, token) =>
        {
            read[i] = await OneAsync(documents[i], token);
            lock (read) done(i, read[i]);
        });
        return read;
    }

    /// <summary>The same documents with their dates in the order that they prove together: for documents of one patient.</summary>
    public IReadOnlyList<ReadDocument> WithDaysSettled(IReadOnlyList<ReadDocument> read, DateOnly asOf)
    {
        var settled = SettledDays.Of(understanding, [.. read.Select(document => document.Understood)], asOf);
        return [.. read.Select((document, at) => document with { Understood = settled[at] })];
    }

    // One file that cannot be opened costs itself, not the others.
    private async Task<ReadOutcome> ReadAsync(IncomingDocument document, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(document, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var nothing = new DocumentReading { Document = Sha256Digest.Of([]), MediaType = "application/octet-stream", Bytes = 0 };
            return new ReadOutcome.Refused(nothing, NotOpened);
        }
    }

    private static (DocumentReading Reading, ReadingProblem? Problem) Parts(ReadOutcome outcome) => outcome switch
    {
        ReadOutcome.Read read => (read.Reading, null),
        ReadOutcome.PartlyRead partly => (partly.Reading, partly.Problem),
        ReadOutcome.Unreadable unreadable => (unreadable.Reading, unreadable.Problem),
        ReadOutcome.Refused refused => (refused.Reading, refused.Problem),
        _ => throw new InvalidOperationException($"A reader answered {outcome}."),
    };
}

/// <summary>A document after reading and understanding.</summary>
internal sealed record ReadDocument(string Name, ReadOutcome Outcome, UnderstoodDocument Understood)
{
    public string Status => Outcome switch
    {
        ReadOutcome.Read => "read",
        ReadOutcome.PartlyRead => "partly-read",
        ReadOutcome.Unreadable => "unreadable",
        _ => "refused",
    };
}
