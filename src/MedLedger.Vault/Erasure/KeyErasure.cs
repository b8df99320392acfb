using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Erasure;

/// <summary>Erases by destroying keys: the envelopes stay where they are, and are noise (ADR 0008).</summary>
public sealed class KeyErasure(IWrappedKeyStore keys, TimeProvider clock)
{
    /// <summary>Ends one record or job; false when its key was gone already.</summary>
    public Task<bool> DestroyAsync(RecordKeyId key, CancellationToken cancellationToken) =>
        keys.DestroyAsync(key, clock.GetUtcNow(), cancellationToken);

    /// <summary>Ends every record of a patient that was sealed so far.</summary>
    public async Task<ErasedPatient> DestroyAllAsync(PatientId patient, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        return new ErasedPatient(patient, await keys.DestroyAllAsync(patient, at, cancellationToken), at);
    }
}

/// <summary>What an erasure destroyed, for the log's erasure entry and the patient's certificate.</summary>
public sealed record ErasedPatient(PatientId Patient, IReadOnlyList<RecordKeyId> Keys, DateTimeOffset At);
