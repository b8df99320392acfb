using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Reading;

/// <summary>Reads one document. A document that cannot be read is an outcome, not an exception.</summary>
public interface IDocumentReader
{
    Task<ReadOutcome> ReadAsync(IncomingDocument document, CancellationToken cancellationToken);
}
