using System.Text.RegularExpressions;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>Takes name, relationship, role and telephone out of the words behind a contact's label.</summary>
internal static partial class ContactWords
{
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    // Lists of words without a loop inside: nothing to go back over, and no tables to build.
    private const RegexOptions Flat = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Phone = new(PatientPhone.Number, Flags);
    private static readonly Regex Dated = new(@"^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}\b", Flags);
    [GeneratedRegex(@"\b(?:hospital|infirmary|clinic|klinik|clinique|surgery|practice|praxis|pharmacy|pharm|pharmacie|farmacia|chemist|apotheke|laboratory|ward|department|unit|centre|center|medical|services?|helpline|office|team|funeral|undertakers?|hospice|school|agency|& sons?|home ?care|care home|nursing home|council|ltd|llc|inc|gp|pcp|pmd|consultation|secretary)\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Institution { get; }
    [GeneratedRegex(@"\b(?:(?<proxy>health ?care (?:proxy|agent|surrogate)|h\.?c\.? ?proxy|hcp)|(?<power>(?:d|m|hc|dhc)?poa(?:[- ]?hc)?|(?:lasting |durable |medical )?power of attorney|lpa|(?:vorsorge)?bevollmächtigte[rn]?)|(?<guardian>(?:legal )?guardian|betreuer(?:in)?|tuteur|tutor)|(?<decides>substitute decision[- ]maker)|(?<trusted>personne de confiance)|(?<cares>main carer|carer|caregiver))\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Role { get; }
    private static readonly Regex Unticked = new(@"(?:\[ ?\]|☐|\( ?\))[^\[\n☐☒☑✓]{1,40}", Flags);
    private static readonly Regex Ticked = new(@"\[[x✓]\]|[☒☑✓]", Flags);
    private static readonly Regex OtherLabel = new(@"(?:\s{2,}|[,;] )(?:notified|aware|informed|date|time|gp|pcp|dr|doctor|physician|pharmacy|address|language|religion|consultant|code|allerg\w*|email|e-mail|contacted|mrn|dob|nhs|room|insurance|interpreter)\b[^\n]*", Flags);
    private static readonly Regex Sentence = new(@"(?<end>\p{Ll}{3,}|[0-9)])\. +\p{Lu}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes", "no", "none", "unknown", "nil", "informed", "notified", "aware", "not", "same", "as", "see", "declined", "refused", "present", "contacted", "called", "updated", "involved", "deceased", "above", "below", "n/a", "na", "patient", "self", "named", "form", "copy", "invoked", "activated", "status", "details", "number", "at", "on", "in", "is", "the", "for", "if", "with", "who", "and", "or", "to", "via", "keine", "nein", "aucune", "ninguno", "nessuno", "lives", "discussed", "dr", "prof", "dra", "nurse",
    };

    private static readonly HashSet<string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "tel", "phone", "mobile", "cell", "ph", "telefon", "mob", "tél", "teléfono", "home", "name", "relationship", "relation", "relative", "telephone", "contact", "handy", "h&w", "health", "proxy", "care", "agent", "wk", "work", "number", "parentesco", "beziehung", "lien", "his", "her", "son", "sa", "ihre", "ihr", "su",
    };

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "van", "von", "de", "der", "den", "la", "di", "da", "del", "della", "dos", "bin", "al", "el", "ter", "zu", "du", "y" };

    public static ContactPerson? Read(string segment, string label, bool isProxy)
    {
        var words = Ticked.Replace(Unticked.Replace(Clause(segment), " "), " ");
        var phone = PhoneIn(words);
        var named = phone is { } match ? words[..match.Index] : words;
        if (NameIn(named, out var relation) is not { } name || IsInstitution(named)) return null;
        // "HCP: Ada Fell MD" is a provider.
        if (relation is null && OtherPeople.IsProfessional(named)) return null;
        // "Sepsis POA: Yes" says that it was present on admission, "Next of kin: Informed" names nobody.
        if (phone is null && relation is null && (isProxy ? !name.Contains(' ', StringComparison.Ordinal) || !IsOnlyName(named, name) : !name.Contains(' ', StringComparison.Ordinal))) return null;
        return new(name, WithRole(relation, $"{label} {words}"), phone?.Value.Trim());
    }

    /// <summary>The relationship with the role that gives a say in the patient's care.</summary>
    public static string? WithRole(string? relation, string words)
    {
        foreach (Match match in Role.Matches(words))
        {
            var role = match.Groups["proxy"].Success ? "health care proxy" : match.Groups["power"].Success ? "power of attorney" : match.Groups["guardian"].Success ? "guardian" : match.Groups["decides"].Success ? "decision maker" : match.Groups["trusted"].Success ? "trusted person" : "carer";
            relation = Joined(relation, role);
        }

        return relation;
    }

    public static string? Joined(string? one, string? other) => one is null || other is null ? one ?? other
        : string.Join(", ", one.Split(", ").Concat(other.Split(", ")).Distinct(StringComparer.Ordinal));

    public static bool IsNobody(string words) => words.Split([' ', ',', ':', '.', '(', ')', '-'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } each && (Nobody.Contains(each[0]) || IsInstitution(words));

    public static bool IsInstitution(string words) => Institution.IsMatch(words);

    // To the end of the clause; "Tel." and an initial end none.
    private static string Clause(string segment)
    {
        var end = segment.IndexOfAny([';', '|']);
        var clause = end < 0 ? segment : segment[..end];
        clause = OtherLabel.Replace(clause, "");
        foreach (Match match in Sentence.Matches(clause))
        {
            var word = match.Groups["end"].Value;
            if (word.Equals("tel", StringComparison.OrdinalIgnoreCase) || word.Equals("mob", StringComparison.OrdinalIgnoreCase)) continue;
            return clause[..(match.Groups["end"].Index + word.Length)];
        }

        return clause;
    }

    private static Match? PhoneIn(string words) => Phone.Matches(words).FirstOrDefault(match => !Dated.IsMatch(match.Value));

    // The first words in capitals that are neither label nor relative: "[X] Relative (dtr)  Ruth Pettigrew".
    private static string? NameIn(string words, out string? relation)
    {
        relation = null;
        var name = new List<string>();
        var closed = false;
        foreach (var word in words.Split([' ', '(', ')', ',', '=', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = word.Trim('.', ':', ';', '–', '-', '/', '"');
            if (bare.Length == 0) continue;
            if (Kinship.Of(bare) is { } kin && !(bare == "son" && relation is null && words.Contains("fils", StringComparison.OrdinalIgnoreCase)))
            {
                // "Guardian" and "carer" say less than "daughter".
                relation = relation is null or "guardian" or "carer" ? kin : relation;
                closed |= name.Count > 0;
            }
            else if (closed || Labels.Contains(bare) || Role.IsMatch(bare)) closed |= name.Count > 0;
            else if (IsNamePart(word, bare, name.Count > 0)) name.Add(word.EndsWith(':') ? bare : word.TrimEnd(';'));
            else if (name.Count > 0) closed = true;
            else if (Nobody.Contains(bare)) return null;
        }

        // "GITTINS, Gwen"
        if (name.Count > 1 && NameWords.IsShouted(name[0]) && words.Contains($"{name[0]}, {name[1]}", StringComparison.Ordinal)) name = [.. name.Skip(1), NameWords.Cased(name[0])];
        while (name.Count > 0 && Particles.Contains(name[^1])) name.RemoveAt(name.Count - 1);
        return name.Count is 0 or > 6 || Nobody.Contains(name[0].TrimEnd('.')) || (name.Count == 1 && name[0].TrimEnd('.').Length < 2) ? null : string.Join(' ', name).TrimEnd('.');
    }

    private static bool IsNamePart(string word, string bare, bool begun) => (begun && Particles.Contains(word)) || (char.IsUpper(bare[0]) && bare.All(c => char.IsLetter(c) || c is '-' or '\'' or '’' or '.') && !(begun && Nobody.Contains(bare)));

    private static bool IsOnlyName(string words, string name) => words.Trim(' ', ':', '-', '–', '.', '\n').Length - name.Length < 24;
}
