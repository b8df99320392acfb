using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Storage;

/// <summary>An identifier as it is compared, by keyed digests.</summary>
/// <param name="Whole">Of who issued it, and its value.</param>
/// <param name="Namespace">Of who issued it, and the kind of number.</param>
/// <param name="System">The namespace of a number from there whose kind is not said.</param>
public sealed record IdentifierDigest(Sha256Digest Whole, Sha256Digest Namespace, Sha256Digest System)
{
    /// <summary>Whether a person has one number for both: of one kind, or perhaps of one kind.</summary>
    public bool IsOfTheKindOf(IdentifierDigest other) => Namespace == other.Namespace || (System == other.System && (Namespace == System || other.Namespace == System));
}

/// <summary>Where an identifier was met. <paramref name="Standing"/>: a person said that it alone names this patient.</summary>
public sealed record IdentifierMet(IdentifierDigest Identifier, PatientId Patient, bool Standing);

/// <summary>Which identifiers the store knows its patients by, each with the document that says so, and which documents a person linked.</summary>
public interface IKnownIdentifiers
{
    /// <summary>Notes what a filed document says about its patient, and that it was noted; again changes nothing.</summary>
    Task AddAsync(DocumentId document, PatientId patient, IReadOnlyList<IdentifierDigest> identifiers, bool standing, CancellationToken cancellationToken);

    Task<bool> IsIndexedAsync(DocumentId document, CancellationToken cancellationToken);

    Task<IReadOnlyList<IdentifierMet>> FindAsync(IReadOnlyList<IdentifierDigest> identifiers, CancellationToken cancellationToken);

    /// <summary>Everything that the store knows a patient by.</summary>
    Task<IReadOnlyList<IdentifierDigest>> ListAsync(PatientId patient, CancellationToken cancellationToken);

    /// <summary>A person says whose the document is; what it says about them is to be noted, also where it was not before.</summary>
    Task LinkAsync(DocumentId document, PatientId patient, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>A person takes the document away from its patient: what it said about them is forgotten with it.</summary>
    Task UnlinkAsync(DocumentId document, CancellationToken cancellationToken);

    /// <summary>The patient's documents that a person linked.</summary>
    Task<IReadOnlySet<DocumentId>> LinkedAsync(PatientId patient, CancellationToken cancellationToken);
}
