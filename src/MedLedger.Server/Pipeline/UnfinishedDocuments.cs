using MedLedger.Server.Composition;
using MedLedger.Storage;

namespace MedLedger.Server.Pipeline;

/// <summary>What an earlier process took in and did not finish. The reader is started only when there is any.</summary>
internal static class UnfinishedDocuments
{
    public static async Task FinishAsync(Installation store, Action<string> say, CancellationToken cancellationToken)
    {
        var unfinished = await store.Documents.ListUnfinishedAsync(cancellationToken);
        if (unfinished.All(document => document.Step == DocumentStep.Received)) return;
        await using var reader = await Readers.ConfinedAsync(Environment.ProcessorCount, cancellationToken, store.Data);
        await new RecordPipeline(store, Readers.ReadAndUnderstand(reader, Environment.ProcessorCount)).ResumeAsync(say, cancellationToken);
    }
}
