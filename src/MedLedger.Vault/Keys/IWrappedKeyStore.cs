using MedLedger.Domain.Identity;

namespace MedLedger.Vault.Keys;

/// <summary>Where wrapped keys rest: apart from the envelopes and outside backups, so that deleting a row erases the record.</summary>
public interface IWrappedKeyStore
{
    /// <summary>Durable when the task ends. An id is used once, ever: adding one that is held or was destroyed throws.</summary>
    Task AddAsync(WrappedKey key, CancellationToken cancellationToken);

    Task<KeyLookup> FindAsync(RecordKeyId id, CancellationToken cancellationToken);

    /// <summary>Removes the key beyond recovery from the store's own files and leaves a tombstone; false when none was held.</summary>
    Task<bool> DestroyAsync(RecordKeyId id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Destroys every key of a patient, all or none, and names them.</summary>
    Task<IReadOnlyList<RecordKeyId>> DestroyAllAsync(PatientId patient, DateTimeOffset at, CancellationToken cancellationToken);
}
