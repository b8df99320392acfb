using MedLedger.Domain;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Identification;

/// <summary>Who the patient is, put together from the documents that agree.</summary>
public sealed record ConsolidatedIdentity
{
    public Attributed<PersonName>? Name { get; init; }

    public Attributed<PartialDate>? BirthDate { get; init; }

    public Attributed<Sex>? Sex { get; init; }

    public IReadOnlyList<Attributed<PatientIdentifier>> Identifiers { get; init; } = [];

    public Attributed<string>? Address { get; init; }

    public IReadOnlyList<Attributed<string>> Phones { get; init; } = [];

    public IReadOnlyList<Attributed<ContactPerson>> Contacts { get; init; } = [];

    /// <summary>"O+", "A-", "AB" …; unsure with all readings when documents disagree.</summary>
    public Attributed<string>? BloodGroup { get; init; }

    /// <summary>What the documents of this patient say differently, in words.</summary>
    public IReadOnlyList<IdentityDisagreement> Disagreements { get; init; } = [];

    internal PatientClaim ToClaim() => new()
    {
        Name = Name?.Value,
        BirthDate = BirthDate?.Value,
        Sex = Sex?.Value,
        Identifiers = [.. Identifiers.Select(identifier => identifier.Value)],
        Address = Address?.Value,
        Phones = [.. Phones.Select(phone => phone.Value)],
    };
}

/// <summary>A value and the words that say so.</summary>
public sealed record Attributed<T>(T Value, IReadOnlyList<Source> Sources, ReadingCertainty Certainty);

public sealed record IdentityDisagreement(IdentityPart Part, string Text);
