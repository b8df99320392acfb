using MedLedger.Domain.Identity;
using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.FhirStatements;

internal static class FhirPatient
{
    /// <param name="resource">The Patient.</param>
    /// <param name="ours">What the document says of this patient: another's blood group or next of kin may stand beside it.</param>
    /// <param name="context">The document.</param>
    public static PatientClaim Read(FhirResource resource, IReadOnlyList<FhirResource> ours, FhirContext context)
    {
        var body = resource.Body;
        var name = Name(body.Items("name").OrderBy(item => item.Text("use") switch { "official" => 0, "usual" => 1, null => 2, "old" or "maiden" => 9, _ => 3 }).FirstOrDefault());
        var birth = FhirDatatypes.Date(body.Text("birthDate"));
        var group = FhirObservations.BloodGroup(ours);
        var sources = context.Source(resource, name?.Text, birth is null ? null : $"born {birth}", body.Text("gender")).ToList();
        if (group is { } known) sources.AddRange(context.Source(known.From, $"blood group {known.Text}"));
        return new()
        {
            Name = name,
            BirthDate = birth,
            Sex = Gender(body.Text("gender")),
            Identifiers = [.. body.Items("identifier").Where(item => item.Text("value") is not null).Select(Identifier)],
            Address = body.Items("address").Select(Address).FirstOrDefault(address => address is not null),
            Phones = [.. Phones(body)],
            Contacts = [.. body.Items("contact").Select(contact => Contact(contact, resource, context)).OfType<ContactPerson>(), .. Related(ours, context)],
            BloodGroup = group?.Text,
            Sources = sources,
        };
    }

    public static PersonName? Name(FhirElement name)
    {
        var family = name.Text("family");
        var given = name.Items("given").Select(item => item.Text()).OfType<string>().ToList();
        var text = name.Text("text") ?? string.Join(' ', [.. given, .. family is null ? Array.Empty<string>() : [family]]);
        return text.Length == 0 ? null : new(text, family, given.Count == 0 ? null : given);
    }

    private static Sex? Gender(string? gender) => gender switch
    {
        "female" => Sex.Female,
        "male" => Sex.Male,
        "other" => Sex.Other,
        null => null,
        _ => Sex.Unknown,
    };

    private static PatientIdentifier Identifier(FhirElement identifier) =>
        new(identifier.Text("value")!, identifier.Text("system"), FhirDatatypes.Code(identifier["type"]) ?? identifier["type"].Text("text"));

    private static string? Address(FhirElement address)
    {
        if (address.Text("text") is { } text) return text.ReplaceLineEndings(", ");
        var parts = address.Items("line").Select(line => line.Text())
            .Append(address.Text("city")).Append(address.Text("state")).Append(address.Text("postalCode")).Append(address.Text("country"))
            .Where(part => part is not null);
        var joined = string.Join(", ", parts);
        return joined.Length == 0 ? null : joined;
    }

    private static IEnumerable<string> Phones(FhirElement person) =>
        person.Items("telecom").Where(item => item.Text("system") is "phone" or "sms" or null).Select(item => item.Text("value")).OfType<string>();

    private static ContactPerson? Contact(FhirElement contact, FhirResource resource, FhirContext context)
    {
        if (Name(contact["name"].Exists ? contact["name"] : contact.First("name")) is not { } name) return null;
        var relationship = contact.Items("relationship").Select(FhirDatatypes.Concept).FirstOrDefault(concept => concept is not null)?.Text;
        var phone = Phones(contact).FirstOrDefault();
        return new(name.Text, relationship, phone, context.Source(resource, "contact", name.Text, relationship, phone));
    }

    private static IEnumerable<ContactPerson> Related(IReadOnlyList<FhirResource> ours, FhirContext context)
    {
        foreach (var person in ours.Where(resource => resource.Type == "RelatedPerson"))
        {
            if (Name(person.Body.First("name")) is not { } name) continue;
            var relationship = person.Body.Items("relationship").Select(FhirDatatypes.Concept).FirstOrDefault(concept => concept is not null)?.Text;
            var phone = Phones(person.Body).FirstOrDefault();
            yield return new(name.Text, relationship, phone, context.Source(person, name.Text, relationship, phone));
        }
    }
}
