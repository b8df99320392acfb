using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Identification;

/// <summary>Whether a document is this patient's. A held document contributes nothing.</summary>
public abstract record PatientMatch
{
    private PatientMatch() { }

    /// <summary>Name and birth date or identifiers agree, as far as the document states them.</summary>
    public sealed record Matched : PatientMatch;

    /// <summary>Most probably this patient's, but a part was read differently: used, and everything in it is shown as unsure.</summary>
    public sealed record Doubtful(string Reason) : PatientMatch;

    /// <summary>The document names nobody; the caller said whose it is. Used, and said so.</summary>
    public sealed record NoIdentity : PatientMatch;

    /// <summary>Somebody else's, or not certain enough: kept off the page.</summary>
    public sealed record Held(string Reason, IReadOnlyList<IdentityPart> Disagrees) : PatientMatch;
}

/// <summary>A part of an identity that documents may disagree on.</summary>
public enum IdentityPart
{
    Name,
    BirthDate,
    Sex,
    Identifier,
    BloodGroup,
}

/// <summary>A document and whether it is the patient's.</summary>
public sealed record JudgedDocument(UnderstoodDocument Document, PatientMatch Match)
{
    public bool IsUsed => Match is not PatientMatch.Held;
}

/// <summary>Who the documents are about, and which of them are.</summary>
/// <param name="Patient">Put together from the documents that are used.</param>
/// <param name="Documents">One for each distinct document, ordered by date and digest, not by how they were given.</param>
/// <param name="Copies">Documents that were given more than once: the name of each further copy and of the one that was used.</param>
public sealed record IdentityJudgement(ConsolidatedIdentity Patient, IReadOnlyList<JudgedDocument> Documents, IReadOnlyList<DocumentCopy> Copies);

/// <summary>An exact copy of a document that is used already.</summary>
public sealed record DocumentCopy(string Name, string Of);
