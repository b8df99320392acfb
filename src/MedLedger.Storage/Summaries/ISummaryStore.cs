using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;

namespace MedLedger.Storage;

/// <summary>One version of a patient's summary, sealed. Numbers count from 1 without gaps.</summary>
public sealed record SummaryVersion(PatientId Patient, uint Number, ContentAddress Address, RecordKeyId Key, DateTimeOffset MadeAt, ulong? Leaf = null);

/// <summary>The versions of the patients' summaries.</summary>
public interface ISummaryStore
{
    /// <summary>Adds the version behind the newest; false when that number was taken meanwhile and the caller must make a new one.</summary>
    Task<bool> TryAddAsync(SummaryVersion version, CancellationToken cancellationToken);

    /// <summary>Records where in the log the version stands; again with the same leaf changes nothing.</summary>
    /// <exception cref="InvalidOperationException">when there is no such version, or it stands elsewhere.</exception>
    Task SetLeafAsync(PatientId patient, uint number, ulong leaf, CancellationToken cancellationToken);

    Task<SummaryVersion?> FindLatestAsync(PatientId patient, CancellationToken cancellationToken);

    Task<SummaryVersion?> FindAsync(PatientId patient, uint number, CancellationToken cancellationToken);

    /// <summary>Patients from whom a document was taken away after their newest version was made: it may still show what the document said.</summary>
    Task<IReadOnlyList<PatientId>> ListOutdatedAsync(CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<SummaryVersion>> ListAsync(PatientId patient, CancellationToken cancellationToken);
}
