using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;

namespace MedLedger.Server.DecisionSupport;

/// <summary>Reads what a caller sent in the confined reader, reconciles it and applies the rules. Nothing is kept.</summary>
internal sealed class CdsReview(string hidden) : IAsyncDisposable
{
    private readonly Lazy<Task<ConfinedReader>> _reader = new(() => Readers.ConfinedAsync(1, CancellationToken.None, hidden));

    /// <summary>The whole review and the alerts that concern the hook: all of a chart, or those of the drafted orders. Null when the chart cannot be read.</summary>
    public async Task<(SafetyReview Review, IReadOnlyList<SafetyAlert> Alerts)?> OfAsync(CdsQuestion question, DateOnly asOf, CancellationToken cancellationToken)
    {
        var step = Readers.ReadAndUnderstand(await _reader.Value, 1);
        var chart = await step.OneAsync(IncomingDocument.FromBytes("chart", question.Chart), cancellationToken);
        if (chart.Outcome is not (ReadOutcome.Read or ReadOutcome.PartlyRead)) return null;
        if (question.Drafts is null)
        {
            var whole = SafetyChecks.Of(Reconciler.Reconcile(IdentityGuard.Judge([chart.Understood]), asOf));
            return (whole, whole.Alerts);
        }

        var drafts = await step.OneAsync(IncomingDocument.FromBytes("draft orders", question.Drafts), cancellationToken);
        if (drafts.Outcome is not (ReadOutcome.Read or ReadOutcome.PartlyRead)) return null;
        var review = SafetyChecks.Of(Reconciler.Reconcile(IdentityGuard.Judge([chart.Understood, drafts.Understood]), asOf));
        var orders = Sha256Digest.Of(question.Drafts);
        return (review, [.. review.Alerts.Where(alert => alert.Lines.Any(line => line.Sources.Any(source => source.Document == orders)))]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader.IsValueCreated) await (await _reader.Value).DisposeAsync();
    }
}
