using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Identification;

/// <summary>Puts the claims of agreeing documents together; where they differ the majority stands, then the coded, then the newest.</summary>
internal static class IdentityConsolidation
{
    public static ConsolidatedIdentity Of(IReadOnlyList<UnderstoodDocument> documents, UnderstoodDocument? reference = null)
    {
        var all = reference is null || documents.Contains(reference) ? documents : [.. documents, reference];
        var ordered = all
            .OrderByDescending(document => document.Patient.Sources.Any(source => source.Method == ReadingMethod.Coded))
            .ThenByDescending(document => document.Date?.Earliest ?? DateOnly.MinValue)
            .ThenBy(document => document.Reading.Document)
            .ToList();
        var disagreements = new List<IdentityDisagreement>();
        return new()
        {
            Name = FullestName(ordered),
            BirthDate = Vote(ordered, claim => claim.BirthDate is { Day: not null } ? claim.BirthDate : null, disagreements, IdentityPart.BirthDate)
                ?? Vote(ordered, claim => claim.BirthDate, disagreements, IdentityPart.BirthDate),
            Sex = Vote(ordered, claim => claim.Sex is null or Sex.Unknown ? null : claim.Sex, disagreements, IdentityPart.Sex),
            Identifiers = Identifiers(ordered),
            Address = Best(ordered, claim => claim.Address),
            Phones = Distinct(ordered, claim => claim.Phones, phone => new string([.. phone.Where(char.IsAsciiDigit)])),
            Contacts = Contacts(ordered),
            BloodGroup = BloodGroups(ordered, disagreements),
            Disagreements = disagreements,
        };
    }

    private static Attributed<PersonName>? FullestName(List<UnderstoodDocument> documents)
    {
        var named = documents.Where(document => document.Patient.Name is not null).ToList();
        // A coded name is spelled by a person in a field; a longer one from an image may carry words that are no name.
        var best = named
            .OrderByDescending(document => document.Patient.Sources.Any(source => source.Method == ReadingMethod.Coded))
            .ThenByDescending(document => PlainWords.Of(document.Patient.Name!.Text).Count(word => word.Length > 1))
            .ThenByDescending(document => named.Count(other => PlainWords.Join(other.Patient.Name!.Text) == PlainWords.Join(document.Patient.Name!.Text)))
            .FirstOrDefault();
        return best is null ? null : new(best.Patient.Name!, Sources(named), ReadingCertainty.Sure);
    }

    private static Attributed<T>? Vote<T>(List<UnderstoodDocument> documents, Func<PatientClaim, T?> part, List<IdentityDisagreement> disagreements, IdentityPart name)
        where T : struct
    {
        var votes = documents.Where(document => part(document.Patient) is not null).GroupBy(document => part(document.Patient)!.Value).OrderByDescending(group => group.Count()).ToList();
        if (votes.Count == 0) return null;
        if (votes.Count > 1) disagreements.Add(new(name, string.Join(" / ", votes.Select(vote => vote.Key.ToString()))));
        return new(votes[0].Key, Sources(votes[0]), ReadingCertainty.Sure);
    }

    private static Attributed<string>? Best(List<UnderstoodDocument> documents, Func<PatientClaim, string?> part)
    {
        var votes = documents.Where(document => !string.IsNullOrWhiteSpace(part(document.Patient))).GroupBy(document => PlainWords.Join(part(document.Patient))).ToList();
        return votes.Count == 0 ? null : new(part(votes[0].First().Patient)!.Trim(), Sources(votes[0]), ReadingCertainty.Sure);
    }

    private static List<Attributed<string>> Distinct(List<UnderstoodDocument> documents, Func<PatientClaim, IReadOnlyList<string>> part, Func<string, string> key) =>
        [.. documents.SelectMany(document => part(document.Patient).Select(value => (Document: document, Value: value)))
            .Where(pair => key(pair.Value).Length > 0)
            .GroupBy(pair => key(pair.Value), StringComparer.Ordinal)
            .Select(group => new Attributed<string>(group.First().Value.Trim(), Sources(group.Select(pair => pair.Document)), ReadingCertainty.Sure))];

    private static List<Attributed<PatientIdentifier>> Identifiers(List<UnderstoodDocument> documents) =>
        [.. documents.SelectMany(document => document.Patient.Identifiers.Select(value => (Document: document, Value: value)))
            .GroupBy(pair => PlainWords.Join(pair.Value.Value).Replace(" ", "", StringComparison.Ordinal), StringComparer.Ordinal)
            .Select(group => new Attributed<PatientIdentifier>(
                group.Select(pair => pair.Value).FirstOrDefault(identifier => identifier.System is not null) ?? group.First().Value,
                Sources(group.Select(pair => pair.Document)),
                ReadingCertainty.Sure))];

    private static List<Attributed<ContactPerson>> Contacts(List<UnderstoodDocument> documents)
    {
        var merged = new List<Attributed<ContactPerson>>();
        foreach (var document in documents)
        {
            foreach (var contact in document.Patient.Contacts)
            {
                var sources = contact.Sources ?? document.Patient.Sources;
                var same = merged.FindIndex(one => AreOne(one.Value, contact));
                if (same < 0) { merged.Add(new(contact, sources, ReadingCertainty.Sure)); continue; }
                var known = merged[same];
                merged[same] = new(
                    known.Value with { Relationship = Fuller(known.Value.Relationship, contact.Relationship), Phone = known.Value.Phone ?? contact.Phone },
                    [.. known.Sources, .. sources],
                    known.Certainty);
            }
        }

        return merged;
    }

    // "Joan Albury (wife) 07700 …" and "J Albury (son)" are two, whose numbers must not be mixed.
    private static bool AreOne(ContactPerson one, ContactPerson other) =>
        NameComparison.Compare(new(one.Name), new(other.Name)) is var names && (names == Agreement.Agree
        || (names is Agreement.Weak or Agreement.Slip && (Kin(one) is null || Kin(other) is null || Kin(one) == Kin(other))));

    private static string? Kin(ContactPerson person) => person.Relationship?.Split(',')[0].Trim().ToLowerInvariant();

    // "wife" and "wife, power of attorney"
    private static string? Fuller(string? known, string? other) => known is null || other?.StartsWith(known + ",", StringComparison.OrdinalIgnoreCase) == true ? other : known;

    private static Attributed<string>? BloodGroups(List<UnderstoodDocument> documents, List<IdentityDisagreement> disagreements)
    {
        var groups = documents.Where(document => BloodGroup.Parse(document.Patient.BloodGroup) is not null).GroupBy(document => BloodGroup.Parse(document.Patient.BloodGroup)!, StringComparer.Ordinal).ToList();
        return groups.Count == 0 ? null : Agree([.. groups.Select(group => new Attributed<string>(group.Key, Sources(group), ReadingCertainty.Sure))], disagreements);
    }

    /// <summary>A blood group that two sources state differently is never settled by majority.</summary>
    internal static Attributed<string> Agree(IReadOnlyList<Attributed<string>> groups, List<IdentityDisagreement> disagreements)
    {
        var full = groups.Where(group => !groups.Any(other => other.Value.Length > group.Value.Length && other.Value.TrimEnd('+', '-') == group.Value)).Select(group => group.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        IReadOnlyList<Source> sources = [.. groups.SelectMany(group => group.Sources)];
        if (full.Count == 1) return new(full[0], sources, groups.Any(group => group.Certainty == ReadingCertainty.Sure) ? ReadingCertainty.Sure : ReadingCertainty.Unsure);
        var text = string.Join(" or ", full);
        disagreements.Add(new(IdentityPart.BloodGroup, text));
        return new(text, sources, ReadingCertainty.Unsure);
    }

    private static List<Source> Sources(IEnumerable<UnderstoodDocument> documents) => [.. documents.SelectMany(document => document.Patient.Sources).Distinct()];
}
