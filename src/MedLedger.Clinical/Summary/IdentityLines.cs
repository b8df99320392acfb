using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>Who it is, as lines that point at the words they came from.</summary>
internal static class IdentityLines
{
    public static PageLine Name(ConsolidatedIdentity identity) => identity.Name is { } name
        ? new() { Text = name.Value.Text, Sources = name.Sources }
        : new() { Text = "Name not stated", Certainty = ReadingCertainty.Unsure, UnsureBecause = "no document names the patient" };

    public static IReadOnlyList<PageLine> Of(PatientRecord record)
    {
        var identity = record.Identity;
        var lines = new List<PageLine>();
        if (identity.BirthDate is { } born) lines.Add(new() { Text = $"born {born.Value}", Detail = Age(born.Value, record.AsOf), Sources = born.Sources });
        if (identity.Sex is { } sex) lines.Add(new() { Text = sex.Value.ToString().ToLowerInvariant(), Sources = sex.Sources });
        lines.AddRange(identity.Identifiers.Take(3).Select(one => new PageLine { Text = $"No. {one.Value.Value}", Sources = one.Sources }));
        if (identity.BloodGroup is { } group)
            lines.Add(new() { Text = $"blood group {group.Value}", Certainty = group.Certainty, UnsureBecause = group.Certainty == ReadingCertainty.Unsure ? "readings differ or are unsure" : null, Sources = group.Sources });
        if (identity.Address is { } address) lines.Add(new() { Text = address.Value, Sources = address.Sources });
        lines.AddRange(identity.Phones.Take(2).Select(phone => new PageLine { Text = $"tel. {phone.Value}", Sources = phone.Sources }));
        lines.AddRange(identity.Contacts.Take(3).Select(contact => new PageLine { Text = $"Contact: {Contact(contact.Value)}", Sources = contact.Sources }));
        return lines;
    }

    private static string Contact(ContactPerson person)
    {
        var name = person.Relationship is { } relation ? $"{person.Name} ({relation})" : person.Name;
        return person.Phone is { } phone ? $"{name} {phone}" : name;
    }

    private static string? Age(Domain.PartialDate born, DateOnly asOf)
    {
        var oldest = Years(born.Earliest, asOf);
        var youngest = Years(born.Latest, asOf);
        return youngest < 0 ? null : oldest == youngest ? $"({oldest} years)" : $"({youngest} or {oldest} years)";
    }

    private static int Years(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);
}
