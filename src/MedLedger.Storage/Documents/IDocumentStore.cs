using MedLedger.Domain.Identity;

namespace MedLedger.Storage;

/// <summary>The documents and how far each has come: what a start after a crash takes up again.</summary>
public interface IDocumentStore
{
    Task<DocumentAddition> AddAsync(NewDocument document, CancellationToken cancellationToken);

    /// <summary>Records a step that ended; durable when the task ends. Recording the same end of a step again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">when the step does not follow from where the document is, or ended otherwise before.</exception>
    Task<StoredDocument> AdvanceAsync(DocumentId id, DocumentProgress progress, DateTimeOffset at, CancellationToken cancellationToken);

    Task<StoredDocument?> FindAsync(DocumentId id, CancellationToken cancellationToken);

    /// <summary>What is neither done nor held nor refused, oldest first.</summary>
    Task<IReadOnlyList<StoredDocument>> ListUnfinishedAsync(CancellationToken cancellationToken);

    /// <summary>A patient's documents, oldest first.</summary>
    Task<IReadOnlyList<StoredDocument>> ListAsync(PatientId patient, CancellationToken cancellationToken);
}
