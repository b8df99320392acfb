using MedLedger.Domain.Identity;

namespace MedLedger.Vault.Sealing;

/// <summary>What a sealed record is and whose: bound into the encryption, so a record opens only as what it was sealed as.</summary>
/// <param name="Purpose">What kind of content it is.</param>
/// <param name="Patient">Whose it is.</param>
/// <param name="Record">The document, summary, log entry or job; 1 to 200 characters, unique for its patient and purpose.</param>
/// <param name="Version">Counts the versions of one record, so that an older one cannot stand in for a newer.</param>
public sealed record SealingContext(SealingPurpose Purpose, PatientId Patient, string Record, uint Version);

/// <summary>The kinds of content. The numbers are part of the format and never change; 0 is refused.</summary>
public enum SealingPurpose
{
    Unspecified = 0,
    Document = 1,
    Findings = 2,
    Summary = 3,

    /// <summary>Salt and payload of a log entry.</summary>
    Opening = 4,

    /// <summary>The name a document came under: it may hold a person's name.</summary>
    DocumentName = 5,

    /// <summary>Text that rests between two steps; its key is destroyed when the job ends.</summary>
    Job = 6,

    /// <summary>Words of a person or about one that a table keeps: why a document was held back.</summary>
    Note = 7,
}
