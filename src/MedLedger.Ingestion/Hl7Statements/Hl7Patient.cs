using MedLedger.Domain.Identity;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>The PID segment, with next of kin (NK1).</summary>
internal static class Hl7Patient
{
    public static PatientClaim Read(Hl7Message message, Hl7Segment pid, Hl7Context context) => new()
    {
        Name = Name(pid.Field(5)),
        BirthDate = Hl7Dates.Read(pid.Value(7)),
        Sex = pid.Value(8)?.ToUpperInvariant() switch { "F" => Sex.Female, "M" => Sex.Male, "O" or "A" => Sex.Other, null => null, _ => Sex.Unknown },
        Identifiers = [.. pid.Repetitions(3).Where(id => id.FirstOf(1) is not null).Select(Identifier)],
        Address = Address(pid.Field(11)),
        Phones = [.. pid.Repetitions(13).Concat(pid.Repetitions(14)).Select(Phone).OfType<string>()],
        Contacts = [.. message.Of("NK1").Select(kin => Contact(kin, context)).OfType<ContactPerson>()],
        Sources = context.Source(pid),
    };

    public static PersonName? Name(Hl7Field name)
    {
        var family = name.FirstOf(1);
        var given = new[] { name[2], name[3] }.OfType<string>().ToList();
        var text = string.Join(' ', [.. given, .. family is null ? Array.Empty<string>() : [family]]);
        return text.Length == 0 ? null : new(text, family, given.Count == 0 ? null : given);
    }

    // CX: the assigning authority is a namespace, or a universal id with its type (HL7 v2, chapter 2A.14).
    public static PatientIdentifier Identifier(Hl7Field id)
    {
        var authority = id.Raw.Split('^') is { Length: > 3 } parts ? parts[3].Split('&') : [];
        var system = authority switch
        {
            [_, { Length: > 0 } oid, "ISO", ..] when oid != "\"\"" => "urn:oid:" + oid,
            // Two double quotes are no name: HL7's word for "deleted".
            [{ Length: > 0 } name, ..] when name != "\"\"" => name,
            _ => null,
        };
        return new(id.FirstOf(1)!, system, id[5]);
    }

    private static string? Address(Hl7Field address)
    {
        var joined = string.Join(", ", new[] { address[1], address[2], address[3], address[4], address[5], address[6] }.OfType<string>());
        return joined.Length == 0 ? null : joined;
    }

    // XTN: the number as written, or from its parts.
    private static string? Phone(Hl7Field phone)
    {
        if (phone[3] is "Internet" or "X.400") return null;
        if ((phone[1] ?? phone[12]) is { } written) return written;
        var number = string.Join('-', new[] { phone[5], phone[6], phone[7] }.OfType<string>());
        return number.Length == 0 ? null : number;
    }

    private static ContactPerson? Contact(Hl7Segment kin, Hl7Context context) =>
        Name(kin.Field(2)) is { } name
            ? new(name.Text, kin.Field(3)[2] ?? kin.Field(3)[1], kin.Repetitions(5).Select(Phone).FirstOrDefault(phone => phone is not null), context.Source(kin))
            : null;
}
