using MedLedger.Domain.Provenance;

namespace MedLedger.Domain.Identity;

/// <summary>Who a document says it is about. Every part may be missing; nothing here is verified.</summary>
public sealed record PatientClaim
{
    public PersonName? Name { get; init; }

    public PartialDate? BirthDate { get; init; }

    public Sex? Sex { get; init; }

    public IReadOnlyList<PatientIdentifier> Identifiers { get; init; } = [];

    public string? Address { get; init; }

    public IReadOnlyList<string> Phones { get; init; } = [];

    public IReadOnlyList<ContactPerson> Contacts { get; init; } = [];

    /// <summary>As written by the source, for instance "O+" or "0 Rh positive".</summary>
    public string? BloodGroup { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];
}

/// <summary>A name in parts where the source gives parts; <see cref="Text"/> is always the name as it would be read out.</summary>
public sealed record PersonName(string Text, string? Family = null, IReadOnlyList<string>? Given = null);

/// <summary>An identifier with the namespace that makes it one (system URI, OID or assigning authority); null when the source names none.</summary>
public sealed record PatientIdentifier(string Value, string? System = null, string? Type = null);

public sealed record ContactPerson(string Name, string? Relationship, string? Phone, IReadOnlyList<Source>? Sources = null);

/// <summary>Administrative sex, FHIR R4 AdministrativeGender.</summary>
public enum Sex
{
    Unknown,
    Female,
    Male,
    Other,
}
