using MedLedger.Domain.Identity;
using MedLedger.Formats.Ccda;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>The record target with guardians and emergency contacts (C-CDA R2.1, US Realm Header).</summary>
internal static class CcdaPatient
{
    private static readonly HashSet<string> ContactClasses = new(StringComparer.Ordinal) { "ECON", "NOK", "CAREGIVER", "AGNT", "GUARD", "PRS" };

    /// <summary>The people that the document is about, one for each name and birth date.</summary>
    public static IReadOnlyList<CdaElement> Targets(IReadOnlyList<CdaElement> roots)
    {
        var targets = roots.Where(root => root.Name == "recordTarget").Concat(roots.SelectMany(root => root.All("recordTarget"))).Select(target => target.First("patientRole")).OfType<CdaElement>();
        return [.. targets.DistinctBy(Person)];
    }

    public static PatientClaim Read(CdaElement role, CcdaContext context)
    {
        var patient = role.First("patient");
        var name = Name(patient);
        var birth = Hl7Dates.Read(patient?.First("birthTime")?["value"]);
        var group = CcdaResults.BloodGroup(context);
        var sources = context.Source(role, name?.Text, birth is null ? null : $"born {birth}", patient?.First("administrativeGenderCode")?["code"]).ToList();
        if (group is { } known) sources.AddRange(context.Source(known.From, $"blood group {known.Text}"));
        return new()
        {
            Name = name,
            BirthDate = birth,
            Sex = Gender(patient?.First("administrativeGenderCode")),
            Identifiers = [.. role.All("id").Select(Identifier).OfType<PatientIdentifier>()],
            Address = Address(role.First("addr")),
            Phones = [.. Phones(role)],
            Contacts = [.. Contacts(patient, context)],
            BloodGroup = group?.Text,
            Sources = sources,
        };
    }

    private static string Person(CdaElement role) =>
        $"{Name(role.First("patient"))?.Text}|{Hl7Dates.Read(role.At("patient", "birthTime")?["value"])}".ToUpperInvariant();

    private static PersonName? Name(CdaElement? person)
    {
        var names = person?.All("name").Where(name => !name.IsNull).ToList() ?? [];
        var name = names.Find(one => one["use"] is "L") ?? names.Find(one => one["use"] is null) ?? names.FirstOrDefault();
        if (name is null) return null;
        var family = string.Join(' ', name.All("family").Select(part => part.Text).OfType<string>());
        var given = name.All("given").Select(part => part.Text).OfType<string>().ToList();
        if (family.Length == 0 && given.Count == 0) return name.Text is { } whole ? new(whole) : null;
        return new(string.Join(' ', [.. given, .. family.Length == 0 ? Array.Empty<string>() : [family]]), family.Length == 0 ? null : family, given.Count == 0 ? null : given);
    }

    private static Sex? Gender(CdaElement? gender) => gender?["code"] switch
    {
        "F" => Sex.Female,
        "M" => Sex.Male,
        "UN" => Sex.Other,
        null => null,
        _ => Sex.Unknown,
    };

    // II: an extension within the namespace of its root; a root alone is a globally unique id (Data Types R1, II).
    private static PatientIdentifier? Identifier(CdaElement id)
    {
        if (id.IsNull || id["root"] is not { } root) return null;
        return id["extension"] is { } value ? new(value, "urn:oid:" + root) : Guid.TryParse(root, out _) ? new(root, "urn:ietf:rfc:3986") : null;
    }

    private static string? Address(CdaElement? address)
    {
        if (address is null || address.IsNull) return null;
        var parts = address.All("streetAddressLine").Concat(address.All("city")).Concat(address.All("state")).Concat(address.All("postalCode")).Concat(address.All("country")).Select(part => part.IsNull ? null : part.Text).Where(part => part is not null);
        var joined = string.Join(", ", parts);
        return joined.Length > 0 ? joined : address.Text;
    }

    private static IEnumerable<string> Phones(CdaElement person) =>
        person.All("telecom").Where(telecom => !telecom.IsNull).Select(telecom => telecom["value"]).OfType<string>()
            .Where(value => !value.Contains(':', StringComparison.Ordinal) || value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            .Select(value => value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? value[4..].Trim() : value).Where(value => value.Length > 0);

    private static IEnumerable<ContactPerson> Contacts(CdaElement? patient, CcdaContext context)
    {
        var guardians = patient?.All("guardian").Select(guardian => (Role: guardian, Person: guardian.First("guardianPerson"))) ?? [];
        var participants = context.Roots.SelectMany(root => root.All("participant")).Where(one => one["typeCode"] is "IND" or null)
            .Select(one => one.First("associatedEntity")).OfType<CdaElement>().Where(entity => ContactClasses.Contains(entity["classCode"] ?? ""))
            .OrderBy(entity => entity["classCode"] == "ECON" ? 0 : 1)
            .Select(entity => (Role: entity, Person: entity.First("associatedPerson")));
        foreach (var (role, person) in participants.Concat(guardians))
        {
            if (Name(person) is not { } name) continue;
            var relationship = context.Concept(role.First("code"))?.Text;
            var phone = Phones(role).FirstOrDefault();
            yield return new(name.Text, relationship, phone, context.Source(role, name.Text, relationship, phone));
        }
    }
}
