using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>Who it is, as lines that point at the words they came from.</summary>
internal static class IdentityLines
{
    public static PageLine Name(ConsolidatedIdentity identity, PageWords words) => identity.Name is { } name
        ? new() { Text = name.Value.Text, Sources = name.Sources }
        : new() { Text = words["name.none"], Certainty = ReadingCertainty.Unsure, UnsureBecause = words["name.none.why"] };

    public static IReadOnlyList<PageLine> Of(PatientRecord record, PageWords words)
    {
        var identity = record.Identity;
        var lines = new List<PageLine>();
        if (identity.BirthDate is { } born) lines.Add(new() { Text = words.Of("born", born.Value), Detail = Age(born.Value, record.AsOf, words), Sources = born.Sources });
        if (identity.Sex is { } sex) lines.Add(new() { Text = words[$"sex.{sex.Value.ToString().ToLowerInvariant()}"], Sources = sex.Sources });
        lines.AddRange(identity.Identifiers.Take(3).Select(one => new PageLine { Text = words.Of("number", one.Value.Value), Sources = one.Sources }));
        if (identity.BloodGroup is { } group)
            lines.Add(new() { Text = words.Of("blood.group", group.Value), Certainty = group.Certainty, UnsureBecause = group.Certainty == ReadingCertainty.Unsure ? words["blood.group.unsure"] : null, Sources = group.Sources });
        if (identity.Address is { } address) lines.Add(new() { Text = address.Value, Sources = address.Sources });
        lines.AddRange(identity.Phones.Take(2).Select(phone => new PageLine { Text = words.Of("phone", phone.Value), Sources = phone.Sources }));
        lines.AddRange(identity.Contacts.Take(3).Select(contact => new PageLine { Text = words.Of("contact", Contact(contact.Value)), Sources = contact.Sources }));
        return lines;
    }

    private static string Contact(ContactPerson person)
    {
        var name = person.Relationship is { } relation ? $"{person.Name} ({relation})" : person.Name;
        return person.Phone is { } phone ? $"{name} {phone}" : name;
    }

    private static string? Age(Domain.PartialDate born, DateOnly asOf, PageWords words)
    {
        var oldest = Years(born.Earliest, asOf);
        var youngest = Years(born.Latest, asOf);
        return youngest < 0 ? null : oldest == youngest ? words.Of("years", oldest) : words.Of("years.either", youngest, oldest);
    }

    private static int Years(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);
}
