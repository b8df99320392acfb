using System.Text.RegularExpressions;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>Reads the people to be called for the patient: behind a label ("Next of kin: …"), or a relative with a telephone ("wife Colette 07700 …"). No doctor, pharmacy or clinic is one.</summary>
internal static class ContactReader
{
    private const int Most = 5;
    private const int Tries = 1_000;
    private const int LinesBelow = 4;
    private const int LongestLine = 240;
    private const int Behind = 24;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const string Name = @"\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3}";

    private static readonly Regex Label = new(@"\b(?:(?<label>(?:emergency|crisis) contacts?|next of kin(?: ?/ ?emergency(?: contact)?)?|n\.?o\.?k\.?|notfallkontakt|kontaktperson|contact person|contact name|substitute decision[- ]maker|responsible (?:party|person)|(?:vorsorge)?bevollmächtigte[rn]?|angehörige[rn]?|ansprechpartner(?:in)?|(?:gesetzliche[rn]? )?betreuer(?:in)?|personne de confiance|personne à (?:prévenir|contacter)|persona de contacto|contacto(?: de emergencia)?|persona di riferimento|(?<proxy>hcp|h\.?c\.? ?proxy|health ?care (?:proxy|agent|surrogate)|(?:d|m|hc|dhc)?poa(?:[- ]?hc)?|(?:durable |medical |lasting )?power of attorney|lpa))\b\.?(?: \([^)\n]{1,12}\))?(?: is)?\s*(?<mark>[:=–-]?)|(?<label>attendant|attender|caregiver|carer|main carer|guardian|support person|mandataire|tuteur|cuidadora?|familiar|familiare|tutor)\b\s*(?<mark>:))", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Related = new($@"\b(?<relation>(?i:{Kinship.Pattern})(?:-in-law)?)(?: ?[,:–-]? ?)\(?(?<name>{Name})\)?(?<between>[^0-9\n;+]{{0,28}}?)(?<phone>{PatientPhone.Number})", Flags);
    private static readonly Regex Bracketed = new($@"(?<name>{Name})(?: \(|, ?| [–-] )(?<relation>(?i:{Kinship.Pattern})(?:-in-law)?)\b(?<between>[^0-9\n;+]{{0,28}}?)(?<phone>{PatientPhone.Number})", Flags);
    // "(HCPOA) ", " cell ", " in Perth, Aus "; a verb or another person's name between takes the number away.
    private static readonly Regex Between = new(@"^(?:|[\s,():–-](?:[\s,():./–-]|(?:tel|phone|cell|cp|celphone|whatsapp|mobile|mob|home|work|ph|tél|h|c|m|w|t|on|main|carer|caregiver|hcpoa|h?c?poa|dpoa|lpa|hcp|nok|proxy|health|care|agent|emergency|contact|primary|next|of|kin)\b)*|\s+in \p{Lu}[\p{L}, ]+)$", Flags | RegexOptions.IgnoreCase);
    // "NOK Mr Dai Pugh (husband)"
    private static readonly Regex Lead = new(@"^(?:(?:NOK|POA|HCPOA|LPA|HCP|Contacts?|Emergency|Kin|Next|With|From|And|The|His|Her)\.?(?: |$))+", Flags);
    private static readonly Regex Joined = new($@"\b(?:{Kinship.Pattern})\s*(?:&|/|and|und|et|y|or)\s*$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Continued = new(@"^\s*(?:name|relation(?:ship)?|tel(?:ephone|\.)?|tél\.?|phone|mobile|mob|cell|home|teléfono|telefon|beziehung|lien|parentesco)\b[^:\n]{0,16}[:.]", Flags | RegexOptions.IgnoreCase);

    public static List<ContactPerson> Read(string text, PersonName? patient, List<TextSpan> spans)
    {
        var found = new List<(int At, ContactPerson Person)>();
        foreach (var match in Label.Matches(text).Take(Tries))
        {
            if (found.Count >= Most) break;
            if (ContactWords.Read(Segment(text, match), match.Groups["label"].Value, match.Groups["proxy"].Success) is { } person) Add(found, match.Index, match.Index + match.Length, person, patient, spans);
        }

        foreach (Match match in Related.Matches(text).Concat(Bracketed.Matches(text)).Take(Tries))
        {
            if (found.Count >= Most) break;
            if (Relative(text, match) is { } person) Add(found, match.Index, match.Groups["phone"].Index + match.Groups["phone"].Length, person, patient, spans);
        }

        return [.. found.OrderBy(one => one.At).Select(one => one.Person)];
    }

    // A relative in a history has no telephone; "wife, Pharmacy: Boots 01632 …" is the pharmacy's.
    private static ContactPerson? Relative(string text, Match match)
    {
        var name = Lead.Replace(match.Groups["name"].Value, "").TrimEnd('.', ' ');
        var between = match.Groups["between"].Value;
        if (name.Length < 2 || ContactWords.IsNobody(name) || Kinship.IsNamed(name) || !Between.IsMatch(between) || ContactWords.IsInstitution(between) || Kinship.IsNamed(between) || HeadLines.Before(text, match.Index, 1) is "-" or "’" or "'") return null;
        // "son and daughter: Tom 07700 …" leaves open which one Tom is.
        var relation = Joined.IsMatch(HeadLines.Before(text, match.Groups["relation"].Index, Behind)) ? null : Kinship.Of(match.Groups["relation"].Value);
        var phone = match.Groups["phone"];
        var behind = text[(phone.Index + phone.Length)..Math.Min(text.Length, phone.Index + phone.Length + Behind)].Split([',', ';', '.', '\n'])[0];
        return new(name, ContactWords.WithRole(relation, $"{between} {behind}"), phone.Value);
    }

    // What stands on the label's line, and below it what goes on with "Tel:", "Relationship:".
    private static string Segment(string text, Match label)
    {
        var start = label.Index + label.Length;
        var lines = text[start..Math.Min(text.Length, start + (LongestLine * LinesBelow))].Split('\n', LinesBelow + 2);
        var on = lines.Skip(1).TakeWhile(line => Continued.IsMatch(line)).Take(LinesBelow);
        return string.Join('\n', on.Prepend(lines[0]).Select(line => line[..Math.Min(line.Length, LongestLine)]));
    }

    private static void Add(List<(int At, ContactPerson Person)> found, int start, int end, ContactPerson person, PersonName? patient, List<TextSpan> spans)
    {
        if (patient is not null && person.Name.Equals(patient.Text, StringComparison.OrdinalIgnoreCase)) return;
        spans.Add(new(start, end));
        var same = found.FindIndex(one => IsSame(one.Person, person));
        if (same < 0)
        {
            found.Add((start, person));
            return;
        }

        var known = found[same].Person;
        found[same] = (found[same].At, known with
        {
            Name = known.Name.Length >= person.Name.Length ? known.Name : person.Name,
            Relationship = ContactWords.Joined(known.Relationship, person.Relationship),
            Phone = known.Phone ?? person.Phone,
        });
    }

    // Once as "wife Mair Rees 07700 …" and once as "power of attorney: Mair Rees".
    private static bool IsSame(ContactPerson one, ContactPerson other) =>
        (one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) || IsFirstOf(one.Name, other.Name) || IsFirstOf(other.Name, one.Name))
        && (one.Phone is null || other.Phone is null || Digits(one.Phone) == Digits(other.Phone));

    private static bool IsFirstOf(string one, string whole) => !one.Contains(' ', StringComparison.Ordinal) && whole.StartsWith(one + " ", StringComparison.OrdinalIgnoreCase);

    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));
}
