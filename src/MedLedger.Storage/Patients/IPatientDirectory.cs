using MedLedger.Domain.Identity;

namespace MedLedger.Storage;

/// <summary>A patient of this store and the local reference that callers use for them.</summary>
public sealed record KnownPatient(PatientId Id, string Reference, DateTimeOffset CreatedAt);

/// <summary>The patients of this store by their local reference. The reference rests in clear: it is a handle, not a name.</summary>
public interface IPatientDirectory
{
    /// <summary>The patient of this reference, made when there is none.</summary>
    Task<KnownPatient> FindOrAddAsync(string reference, DateTimeOffset at, CancellationToken cancellationToken);

    Task<KnownPatient?> FindAsync(string reference, CancellationToken cancellationToken);

    Task<KnownPatient?> FindAsync(PatientId id, CancellationToken cancellationToken);

    /// <summary>All patients, by reference.</summary>
    Task<IReadOnlyList<KnownPatient>> ListAsync(CancellationToken cancellationToken);
}
