using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>What the head of a document says about the patient and the day.</summary>
internal sealed record Header(PatientClaim Claim, IReadOnlyList<TextSpan> Spans, PartialDate? Date, PartialDate? Collected, int BirthDateAt);

/// <summary>Reads name, birth date, sex, identifiers, phone, address, contacts, blood group and the document's date.</summary>
internal static class HeaderReader
{
    private const int HeadLength = 2500;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex Address = new(@"\b(?:address|adresse|anschrift|domicilio|dirección|indirizzo)\s*:\s*(?<address>[^\n|]{5,80})", Flags | RegexOptions.IgnoreCase);
    // "Address   14/3, 2nd Cross, Temple Road", "Address9 MALLARD WAY": a form's field without a colon, where a number opens it.
    private static readonly Regex Field = new(@"(?:^|\n|[ ]{2})[ ]*(?:address|adresse|anschrift|domicilio|dirección|indirizzo)[ ]{0,40}(?<address>[0-9][^\n|:]{5,80})", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex FieldBehind = new(@"^(?:[\p{L}. ]{2,20}:|tel|phone|mob|cell|ph|sex|age|dob|nhs|mrn|gp|d\.o\.b|uhid|fax|email|postcode)", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Blood = new(@"\b(?:blood (?:group|type)|blutgruppe)\s*[:=]?\s*(?:(?<group>(?:AB|A|B|O|0)\s*[-−–,]?\s*(?:Rh(?:esus)?(?:\s?\(D\)|\s?D\b)?\s*[-−–]?\s*)?(?:positi\w*|negati\w*|pos\b|neg\b|\+))|(?<group>(?:AB|A|B|O|0)(?:\s*Rh(?:esus)?(?:\s?\(D\)|\s?D\b)?)?[-−–])(?:[\s|,;.)]|$)|(?<group>(?:AB|A|B|O|0)\s+(?:Rh(?:esus)?(?:\s?\(D\)|\s?D\b)?\s+)?[-−–])(?:[^\S\n]*(?:[\n|,;.)]|$)|\s\s)|(?<group>(?:AB|A|B|O|0)\b))", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Titles = new(@"\b(?:discharge (?:summary|letter|note)|transfer (?:form|letter)|clinic (?:note|letter)|consult(?:ation)?(?: note)?|laboratory report|lab report|emergency department record|operative (?:note|report)|radiology report|progress note|telephone note|nurse call|referral letter|vaccination record|immunization record|medication list|problem list|allergy clinic report|outpatient clinic note|prescription|[a-z]+ (?:clinic|discharge|visit) (?:letter|note|report)|gp visit|follow-up|monthly dialysis record|antenatal booking form|\brx\b)\b", Flags | RegexOptions.IgnoreCase);

    public static Header Read(string text, IReadOnlyList<DateInText> dates)
    {
        var head = text[..Math.Min(text.Length, HeadLength)];
        var spans = new List<TextSpan>();
        var birth = PatientBirth.Find(text, dates);
        var name = PatientName.Find(head, birth);
        if (name is not null) spans.Add(new(name.Start, name.End));
        if (birth is { } born) spans.Add(new(born.Start, born.End));
        List<int> patientAt = [.. new[] { name?.Start, birth?.Start }.OfType<int>()];
        var ofHead = dates.TakeWhile(date => date.Start < HeadLength).ToList();
        var identifiers = PatientNumbers.Read(head, ofHead, patientAt, birth?.End, spans);
        PatientClaim claim = new()
        {
            Name = name?.Name,
            BirthDate = birth?.Date,
            Sex = PatientSex.Read(head, name?.Name, patientAt, spans),
            Identifiers = identifiers,
            Phones = PatientPhone.Read(head, ofHead, patientAt, spans),
            Address = OwnAddress(head, spans) ?? HomeLine.Below(head, patientAt, spans),
            BloodGroup = Group(Blood, text, "group", spans)?.Trim(),
            Contacts = ContactReader.Read(text, name?.Name, spans),
        };
        return new(claim, spans, DocumentDay.Find(text, dates, birth), DocumentDay.Collected(text, dates), birth?.Start ?? 0);
    }

    public static string Title(string text)
    {
        var head = text[..Math.Min(text.Length, 1200)];
        var match = Titles.Match(head);
        if (!match.Success) return "Clinical document";
        var title = match.Value.Equals("rx", StringComparison.OrdinalIgnoreCase) ? "prescription" : match.Value.ToLowerInvariant();
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    // "GP address: …", "Next of kin: Ada Fell, address: …" are others' homes.
    private static string? OwnAddress(string head, List<TextSpan> spans)
    {
        foreach (Match match in Address.Matches(head).Concat(Field.Matches(head)))
        {
            if (OtherPeople.IsNamed(head[HeadLines.Start(head, match.Groups["address"].Index)..match.Groups["address"].Index])) continue;
            var value = InItsColumn(match.Groups["address"].Value);
            spans.Add(new(match.Groups["address"].Index, match.Groups["address"].Index + value.Length));
            return string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return null;
    }

    // The next field of the line is no part of it; a hand's gap behind a comma or a full stop is none.
    private static string InItsColumn(string address)
    {
        var end = 0;
        while (address.IndexOf("  ", end, StringComparison.Ordinal) is >= 0 and var gap)
        {
            var next = address[gap..].TrimStart();
            if (address[gap - 1] is not (',' or '.') || next.Length == 0 || FieldBehind.IsMatch(next)) return address[..gap];
            end = address.Length - next.Length;
        }

        return address;
    }

    private static string? Group(Regex pattern, string text, string group, List<TextSpan> spans)
    {
        var match = pattern.Match(text);
        if (!match.Success) return null;
        spans.Add(new(match.Groups[group].Index, match.Groups[group].Index + match.Groups[group].Length));
        return match.Groups[group].Value;
    }
}
