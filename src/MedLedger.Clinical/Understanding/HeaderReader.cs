using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>What the head of a document says about the patient and the day.</summary>
internal sealed record Header(PatientClaim Claim, IReadOnlyList<TextSpan> Spans, PartialDate? Date, PartialDate? Collected, int BirthDateAt);

/// <summary>Reads name, birth date, sex, identifiers, phone, address, contact person, blood group and the document's date.</summary>
internal static class HeaderReader
{
    private const int HeadLength = 2500;
    private const int DateHead = 700;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex BirthLabel = new(@"\b(?:date of birth|birth ?date|d\.?o\.?b\.?|born|geboren|geb\.?|né[e]?\(?e?\)? le|date de naissance|fecha de nacimiento|nacid[oa] el|nat[oa] il|data di nascita)\s*[:;,(]?\s*(?:on )?$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex DateLabel = new(@"\b(?:dated?|visit|collected|reported|datum|date of (?:visit|service|report|letter|note)|report date|sample date|taken|discharged?(?: date)?|d/c|d\.o\.d\.?|d\.o\.v\.?|date completed|date of (?:discharge|review|check|contact|consultation|assessment|encounter)|entlassen am|seen on|clinic date|printed|signed)\s*[:;]?\s*(?:on )?$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex CollectedLabel = new(@"\b(?:collected|collection(?: date)?|sample date|sample taken|specimen (?:date|taken|collected)|drawn|taken|abnahme(?:datum)?|entnahme(?:datum)?)\s*[:;]?\s*(?:on )?$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex DateOf = new(@"\bdate of (?:this )?(?:review|visit|service|check|contact|consultation|assessment|encounter|clinic|appointment)\s*[:;]?\s*$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex RangeBefore = new(@"[0-9][./-][0-9]{2,4}\s*(?:-|–|to|until|bis)\s*$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex NotToday = new(@"\b(?:next|review|follow-up|due|appointment|edd|expir\w*|valid|until|form|since|stopped|started)\b[^\n]{0,14}$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex NameLabel = new(@"(?:^|[\n|]|\s{2}|[.] )[^\S\n]*(?:patient(?:'s)? name|patient names?|patient|resident(?:'s)? name|resident|client|full name|name|pt|re)\s*[:.]?\s+(?<name>[^\n|]{3,60})", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Mrn = new(@"\b(?:mrn|mrd(?: no\.?)?|ur(?: no\.?)?|nhi|uhid|n° (?:de )?dossier|ipp|nhc|record no\.?|medical record(?: number| no\.?)?|patient (?:id|no\.?|number)|hosp(?:ital|\.)? (?:no\.?|number)|nhs (?:no\.?|number)|id|nr\.|case no\.?|pat\.-nr\.?|chart (?:no\.?|number))\s*[:#]?\s*(?<id>[A-Z]{0,4}[-. ]?[A-Z0-9]*[0-9][A-Z0-9]*(?:[-/][A-Z0-9]+)*)", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Nhs = new(@"\bnhs\s*(?:no\.?|number|#)?\s*[:#]?\s*(?<id>[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})\b", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex BareId = new(@"\b(?<id>[A-Z]{1,4}[0-9]{0,2}[- ]?[0-9]{2,}(?:-[A-Z0-9]+)*)\b", Flags);
    private static readonly Regex SexLabel = new(@"\b(?:sex|gender|geschlecht)\s*[:;]?\s*(?:[0-9]{1,3}\s*(?:years?|yrs?|y)?\s*/\s*)?(?<sex>female|male|f|m|w|other)\b", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Titled = new(@"\b(?<title>Mrs|Miss|Ms|Mme|Frau|Sra|Dña|Mister|Mr|Herrn|Herr|Sr)\.? (?<name>\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3})", Flags);
    private static readonly Regex TitledBeforeBirth = new(@"\b(?:Mrs|Miss|Ms|Mme|Frau|Mister|Mr|Herrn?)\.? (?<name>\p{Lu}[\p{L}'’.-]*(?: (?:(?:van|von|de|der|zu) )?\p{Lu}[\p{L}'’.-]*){1,4})\s*[,(]?\s*(?:born|geboren|geb\.?|\*|d\.?o\.?b\.?|date of birth)\s*[:.]?\s*(?:am |on )?$", Flags);
    // French, Spanish and Italian say the sex with the birth.
    private static readonly Regex BornInWords = new(@"\b(?<sex>née|né|nacida|nacido|nata|nato)\s+(?:le|el|il)\s+[0-9]", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex AgedInShort = new(@"(?:\bage[d:]?\s*[0-9]{1,3}\s*[,/]?\s*(?<sex>[MF])\b|\b[0-9]{2,3}(?:(?:\s?(?:yo|y/o|y\.o\.|yr)\s?|y)(?<sex>[MF])|(?-i:(?<sex>[MF])))\s+(?:w/|with|p/w|presents|presenting|admitted|who|h/o|hx|c/o|known)|[^\S\n]{2,}(?<sex>[MF])[^\S\n]{2,}(?:d\.?o\.?b|born|age))", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Aged = new(@"\b[0-9]{1,3}[- ]?(?:years?|yrs?|y)[- ]?(?:old|/o|o)[ ,]+(?<sex>man|woman|male|female|gentleman|lady|boy|girl)\b", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Phone = new(@"\b(?:phone|tel|telephone|home tel|ph|mobile|mob|cell|telefon)\.?\s*[:.]?\s*(?<phone>\+?[0-9][0-9 ()-]{5,18}[0-9])", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Address = new(@"\b(?:address|adresse|anschrift)\s*:\s*(?<address>[^\n|]{5,80})", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Contact = new(@"\b(?:emergency contact|next of kin|nok|notfallkontakt|contact person|crisis contact|substitute decision[- ]maker|responsible party|attender|attendant|hcp|health ?care proxy|poa|hcpoa|power of attorney|lpa|(?:vorsorge)?bevollmächtigte[rn]?|angehörige[rn]?|ansprechpartner(?:in)?|personne de confiance|personne à prévenir|contacto|persona de contacto)(?: is)?\s*[:=-]?\s*(?<contact>(?:\b[Tt]el\. ?|\b\p{Lu}\. ?|[^\n.;]){4,90})", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Proxy = new(@"^(?:poa|hcp|hcpoa|lpa)\b", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Blood = new(@"\b(?:blood (?:group|type)|blutgruppe)\s*[:=]?\s*(?:(?<group>(?:AB|A|B|O|0)\s*[-−–,]?\s*(?:Rh(?:esus)?(?:\s?\(D\)|\s?D\b)?\s*[-−–]?\s*)?(?:positi\w*|negati\w*|pos\b|neg\b|\+))|(?<group>(?:AB|A|B|O|0)(?:\s*Rh(?:esus)?(?:\s?\(D\)|\s?D\b)?)?[-−–])(?:[\s|,;.)]|$)|(?<group>(?:AB|A|B|O|0)\s+(?:Rh(?:esus)?(?:\s?\(D\)|\s?D\b)?\s+)?[-−–])(?:[^\S\n]*(?:[\n|,;.)]|$)|\s\s)|(?<group>(?:AB|A|B|O|0)\b))", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex PhoneAtEnd = new(@"(?<phone>\+?[0-9][0-9 ()-]{5,18}[0-9])", Flags);
    private static readonly Regex Titles = new(@"\b(?:discharge (?:summary|letter|note)|transfer (?:form|letter)|clinic (?:note|letter)|consult(?:ation)?(?: note)?|laboratory report|lab report|emergency department record|operative (?:note|report)|radiology report|progress note|telephone note|nurse call|referral letter|vaccination record|immunization record|medication list|problem list|allergy clinic report|outpatient clinic note|prescription|[a-z]+ (?:clinic|discharge|visit) (?:letter|note|report)|gp visit|follow-up|monthly dialysis record|antenatal booking form|\brx\b)\b", Flags | RegexOptions.IgnoreCase);

    private static readonly HashSet<string> Relations = new(StringComparer.OrdinalIgnoreCase)
    {
        "wife", "husband", "son", "daughter", "mother", "father", "sister", "brother", "partner", "friend", "neighbour", "neighbor", "spouse", "parent", "aunt", "uncle", "niece", "nephew", "granddaughter", "grandson", "carer", "cousin", "guardian", "ehefrau", "ehemann", "sohn", "tochter", "mutter", "vater", "schwester", "bruder", "partnerin", "femme", "épouse", "mari", "époux", "fils", "fille", "père", "mère", "frère", "soeur", "esposa", "esposo", "marido", "hijo", "hija",
    };

    // A document's type in capitals may stand on the line of the name.
    private static readonly HashSet<string> DocumentWords = new(StringComparer.Ordinal)
    {
        "PRESCRIPTION", "REPORT", "LETTER", "SUMMARY", "NOTE", "NOTES", "RECORD", "FORM", "LABORATORY", "LAB", "DISCHARGE", "CLINIC", "CONSULTATION", "REFERRAL", "COPY", "CONFIDENTIAL", "DRAFT", "FINAL", "PAGE", "RX",
        "CHART", "RESULTS", "HISTORY", "MEDICATION", "MEDICATIONS", "VACCINATION", "TRANSFER", "OPERATIVE", "RADIOLOGY", "PATHOLOGY", "EMERGENCY", "HOSPITAL", "GENDER", "AGE", "PHONE", "TEL", "ADDRESS", "WARD", "VISIT", "CARE", "HEALTH", "INFORMATION", "INSTRUCTIONS",
    };

    // In small letters a word of the list above may be a name ("Mary Ward"); these never are.
    private static readonly HashSet<string> HeadingWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "PRESCRIPTION", "REPORT", "LETTER", "SUMMARY", "NOTES", "RECORD", "FORM", "LABORATORY", "DISCHARGE", "CLINIC", "CONSULTATION", "REFERRAL", "RESULTS", "HISTORY", "MEDICATION", "MEDICATIONS", "VACCINATION", "TRANSFER", "RADIOLOGY", "PATHOLOGY", "EMERGENCY", "HOSPITAL", "VISIT", "CARE", "HEALTH", "INFORMATION", "INSTRUCTIONS", "DETAILS", "DEMOGRAPHICS", "EDUCATION", "LEAFLET",
    };

    public static Header Read(string text, IReadOnlyList<DateInText> dates)
    {
        var head = text[..Math.Min(text.Length, HeadLength)];
        var spans = new List<TextSpan>();
        var birth = BirthDate(text, dates, head.Length);
        var name = Name(head, birth?.Start, spans);
        if (birth is { } born) spans.Add(new(born.Start, born.End));
        var identifiers = Identifiers(head, spans, birth?.End);
        PatientClaim claim = new()
        {
            Name = name,
            BirthDate = birth?.Date,
            Sex = Group(SexLabel, head, "sex", spans)?.ToLowerInvariant() switch { "f" or "female" or "w" => Sex.Female, "m" or "male" => Sex.Male, "other" => Sex.Other, _ => SexInWords(head, name) },
            Identifiers = identifiers,
            Phones = OwnPhone(head, spans) is { } phone ? [phone] : [],
            Address = Group(Address, head, "address", spans)?.Trim(),
            BloodGroup = Group(Blood, text, "group", spans)?.Trim(),
            Contacts = ContactOf(text, spans) is { } contact ? [contact] : [],
        };
        return new(claim, spans, DocumentDate(text, dates, birth), Collected(text, dates), birth?.Start ?? 0);
    }

    public static string Title(string text)
    {
        var head = text[..Math.Min(text.Length, 1200)];
        var match = Titles.Match(head);
        if (!match.Success) return "Clinical document";
        var title = match.Value.Equals("rx", StringComparison.OrdinalIgnoreCase) ? "prescription" : match.Value.ToLowerInvariant();
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    // A labelled date is the birth date; without a label, a date in the head that is at least a year older than the newest one and stands beside a name.
    private static DateInText? BirthDate(string text, IReadOnlyList<DateInText> dates, int headLength)
    {
        foreach (var date in dates)
            if (date.Date.Day is not null && BirthLabel.IsMatch(Before(text, date.Start, 24))) return date;
        var head = dates.Where(date => date.Start < Math.Min(headLength, 400) && date.Date.Day is not null).ToList();
        if (head.Count < 2) return null;
        var newest = head.Max(date => date.Date);
        foreach (var date in head)
            if (date.Date.Year < newest.Year - 1 && NameBefore(Line(text, date.Start)[..(date.Start - LineStart(text, date.Start))]) is not null) return date;
        return null;
    }

    private static PartialDate? DocumentDate(string text, IReadOnlyList<DateInText> dates, DateInText? birth)
    {
        // "Period: 17/11/25 - 14/12/25": a chart is of its first day, and may run into the future.
        var candidates = dates.Where(date => date.Start < DateHead && !RangeBefore.IsMatch(Before(text, date.Start, 16)) && date.Date.Day is not null && date.Date != birth?.Date && !(NotToday.IsMatch(Before(text, date.Start, 24)) && !Before(text, date.Start, 24).EndsWith("   ", StringComparison.Ordinal) && !DateOf.IsMatch(Before(text, date.Start, 28)))).ToList();
        var labelled = candidates.Where(date => DateLabel.IsMatch(Before(text, date.Start, 28))).ToList();
        // Without a label the head's own date counts: the first on the first lines.
        var first = candidates.Where(date => date.Start < 300 && text.AsSpan(0, date.Start).Count('\n') < 4).Take(1);
        var plausible = labelled.Concat(first).Select(date => date.Date).ToList();
        return plausible.Count > 0 ? plausible.Max() : null;
    }

    private static PartialDate? Collected(string text, IReadOnlyList<DateInText> dates)
    {
        foreach (var date in dates)
            if (date.Start < DateHead && date.Date.Day is not null && CollectedLabel.IsMatch(Before(text, date.Start, 28))) return date.Date;
        return null;
    }

    private static PersonName? Name(string head, int? birthStart, List<TextSpan> spans)
    {
        foreach (Match match in NameLabel.Matches(head))
        {
            var group = match.Groups["name"];
            if (CleanName(group.Value, fromStart: true, out var length) is not { } labelled) continue;
            spans.Add(new(group.Index, group.Index + length));
            return labelled;
        }

        if (birthStart is not { } birth || birth > head.Length) return null;
        var start = LineStart(head, birth);
        // "… über Herrn Gerwin Ostertag, geb. 30.09.1951": the title before the birth date opens the name.
        if (TitledBeforeBirth.Match(head[start..birth]) is { Success: true } titled && CleanName(titled.Groups["name"].Value, fromStart: true, out var long1) is { } spoken)
        {
            spans.Add(new(start + titled.Groups["name"].Index, start + titled.Groups["name"].Index + long1));
            return spoken;
        }

        if (NameBefore(head[start..birth]) is not { } found) return null;
        spans.Add(new(start, birth));
        return found;
    }

    private static PersonName? NameBefore(string before)
    {
        var text = BirthLabel.Replace(before, "").TrimEnd(' ', '(', ',', '-', ':', ';', '|');
        foreach (var separator in (string[])["  ", " - ", ". ", " / ", ": ", "\t"])
        {
            var cut = text.LastIndexOf(separator, StringComparison.Ordinal);
            if (cut >= 0 && !(separator == ". " && text[..cut].EndsWith("Dr", StringComparison.Ordinal))) text = text[(cut + separator.Length)..];
        }

        foreach (var lead in (string[])["Patient ", "Pt ", "Name "])
            if (text.StartsWith(lead, StringComparison.OrdinalIgnoreCase)) text = text[lead.Length..];
        return CleanName(text, fromStart: false, out _);
    }

    // Two to five capitalized words; what follows (a label, a gap, a digit) is not the name.
    private static PersonName? CleanName(string text, bool fromStart, out int length)
    {
        length = 0;
        var gap = text.IndexOf("  ", StringComparison.Ordinal);
        if (fromStart && gap > 0) text = text[..gap];
        var words = new List<string>();
        var at = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            at = text.IndexOf(word, at, StringComparison.Ordinal) + word.Length;
            var bare = word.Trim('.', ',', ';', '(', ')', '|', '=', '_', '—');
            if (bare.Length == 0) continue;
            if ((word == "M." && words.Count == 0) || bare is "Mr" or "Mrs" or "Ms" or "Miss" or "Dr" or "Herr" or "Herrn" or "Frau" or "Prof" or "Mme" or "Sra" or "Sr" or "Dña") continue;
            if (bare.ToUpperInvariant() is "SEX" or "DOB" or "MRN" or "ID" or "BORN" or "GEB" or "NÉ" or "NÉE" or "NR" or "DATE" or "HAS" or "IS" or "WAS" || DocumentWords.Contains(bare) || HeadingWords.Contains(bare) || char.IsAsciiDigit(bare[0])) break;
            if (!char.IsLetter(bare[0]) || (char.IsLower(bare[0]) && bare is not ("van" or "von" or "de" or "der" or "den" or "la" or "di" or "da" or "del" or "bin" or "al" or "el" or "ter" or "zu")) || bare.Any(c => !char.IsLetter(c) && c is not ('-' or '\'' or '’' or '.'))) break;
            words.Add(word.EndsWith(',') ? bare + "," : bare);
            length = at;
        }

        if (words.Count is < 2 or > 6) return null;
        var comma = words.FindIndex(word => word.EndsWith(','));
        if (comma >= 0 && comma < words.Count - 1)
        {
            var family = string.Join(' ', words.Take(comma + 1)).TrimEnd(',');
            var given = words.Skip(comma + 1).Select(word => word.TrimEnd(',')).ToList();
            return new($"{Cased(string.Join(' ', given))} {Cased(family)}", Cased(family), [.. given.Select(Cased)]);
        }

        words = [.. words.Select(word => word.TrimEnd(','))];
        // "QUIROGA Osvaldo": a family name in capitals before a given name that is not.
        if (words[0].Length > 2 && words[0].All(c => char.IsUpper(c) || c is '-' or '\'') && words.Skip(1).All(word => word.Any(char.IsLower)))
            return new($"{string.Join(' ', words.Skip(1))} {Cased(words[0])}", Cased(words[0]), [.. words.Skip(1)]);
        return new(Cased(string.Join(' ', words)), Cased(words[^1]), [.. words.SkipLast(1).Select(Cased)]);
    }

    private static string Cased(string text) => text.Any(char.IsLower) ? text
        : string.Join(' ', text.Split(' ').Select(word => string.Join('-', word.Split('-').Select(part => part.Length < 2 ? part : part[0] + part[1..].ToLowerInvariant()))));

    private static List<PatientIdentifier> Identifiers(string head, List<TextSpan> spans, int? afterBirth)
    {
        var found = new List<PatientIdentifier>();
        // Ten digits in groups (NHS Data Dictionary, "NHS NUMBER").
        if (Nhs.Match(head) is { Success: true } nhs)
        {
            found.Add(new(string.Concat(nhs.Groups["id"].Value.Where(char.IsAsciiDigit)), "https://fhir.nhs.uk/Id/nhs-number"));
            spans.Add(new(nhs.Groups["id"].Index, nhs.Groups["id"].Index + nhs.Groups["id"].Length));
        }

        foreach (Match match in Mrn.Matches(head))
        {
            if (found.Count > 0 && match.Value.StartsWith("nhs", StringComparison.OrdinalIgnoreCase)) continue;
            var value = match.Groups["id"].Value.Trim();
            if (value.Count(char.IsAsciiDigit) < 2 || found.Any(other => other.Value == value)) continue;
            found.Add(new(value, null, "MR"));
            spans.Add(new(match.Groups["id"].Index, match.Groups["id"].Index + match.Groups["id"].Length));
            break;
        }

        // "…  1984-01-31   UC-7004": a code on the line of the birth date.
        if (found.Count == 0 && afterBirth is { } birth && birth < head.Length)
        {
            var lineEnd = head.IndexOf('\n', birth);
            var rest = head[birth..(lineEnd < 0 ? head.Length : lineEnd)];
            if (BareId.Match(rest) is { Success: true } match)
            {
                found.Add(new(match.Groups["id"].Value, null, "MR"));
                spans.Add(new(birth + match.Index, birth + match.Index + match.Length));
            }
        }

        return found;
    }

    private static ContactPerson? ContactOf(string text, List<TextSpan> spans)
    {
        foreach (Match match in Contact.Matches(text))
        {
            if (ContactIn(match) is not { } contact) continue;
            spans.Add(new(match.Index, match.Index + match.Length));
            return contact;
        }

        return null;
    }

    private static ContactPerson? ContactIn(Match match)
    {
        var words = match.Groups["contact"].Value;
        var phone = PhoneAtEnd.Match(words);
        var named = phone.Success ? words[..phone.Index] : words;
        string? relation = null;
        var name = new List<string>();
        foreach (var word in named.Split([' ', '(', ')', ',', ':', '='], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Relations.Contains(word)) relation ??= InEnglish(word.ToLowerInvariant());
            else if (word.TrimEnd('.') is "Tel" or "Phone" or "Mobile" or "Cell" or "Ph" or "Telefon" or "Mob") continue;
            else if (char.IsUpper(word[0]) && word.All(c => char.IsLetter(c) || c is '-' or '\'' or '.')) name.Add(word);
        }

        if (name.Count == 0 || (name.Count == 1 && name[0].TrimEnd('.').ToLowerInvariant() is "yes" or "no" or "none" or "unknown" or "nil")) return null;
        // "Sepsis POA: Yes" says that it was present on admission.
        if (Proxy.IsMatch(match.Value) && relation is null && !phone.Success) return null;
        return new(string.Join(' ', name), relation, phone.Success ? phone.Groups["phone"].Value.Trim() : null);
    }

    private static string InEnglish(string relation) => relation switch
    {
        "ehefrau" or "femme" or "épouse" or "esposa" => "wife",
        "ehemann" or "mari" or "époux" or "esposo" or "marido" => "husband",
        "sohn" or "fils" or "hijo" => "son",
        "tochter" or "fille" or "hija" => "daughter",
        "mutter" or "mère" => "mother",
        "vater" or "père" => "father",
        "schwester" or "soeur" => "sister",
        "bruder" or "frère" => "brother",
        "partnerin" => "partner",
        _ => relation,
    };

    // "Mr John Albury", "a 67-year-old man". Another title beside the family's name ("Mrs Joan Albury (wife)") is a relative's.
    private static Sex? SexInWords(string head, PersonName? name)
    {
        var said = new HashSet<Sex>();
        var given = name?.Given ?? [];
        foreach (Match match in Titled.Matches(head))
        {
            var words = match.Groups["name"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (name?.Family is not { } family || !words.Contains(family, StringComparer.OrdinalIgnoreCase)) continue;
            if (words.TakeWhile(word => !word.Equals(family, StringComparison.OrdinalIgnoreCase)).All(word => given.Any(one => one.StartsWith(word.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))))
                said.Add(match.Groups["title"].Value is "Mr" or "Herr" or "Herrn" or "Mister" or "Sr" ? Sex.Male : Sex.Female);
        }

        if (said.Count == 0)
            foreach (Match match in Aged.Matches(head)) said.Add(match.Groups["sex"].Value.ToLowerInvariant() is "man" or "male" or "gentleman" or "boy" ? Sex.Male : Sex.Female);
        if (said.Count == 0)
            foreach (Match match in BornInWords.Matches(head)) said.Add(match.Groups["sex"].Value.ToLowerInvariant() is "née" or "nacida" or "nata" ? Sex.Female : Sex.Male);
        if (said.Count == 0)
            foreach (Match match in AgedInShort.Matches(head)) said.Add(match.Groups["sex"].Value is "M" or "m" ? Sex.Male : Sex.Female);
        return said.Count == 1 ? said.Single() : null;
    }

    // A number behind a relative is the relative's.
    private static string? OwnPhone(string head, List<TextSpan> spans)
    {
        foreach (Match match in Phone.Matches(head))
        {
            var before = head[LineStart(head, match.Index)..match.Index];
            if (Contact.IsMatch(before + " xxxx") || before.Split([' ', '(', ')', ',', ':', '-'], StringSplitOptions.RemoveEmptyEntries).Any(Relations.Contains)) continue;
            spans.Add(new(match.Groups["phone"].Index, match.Groups["phone"].Index + match.Groups["phone"].Length));
            return match.Groups["phone"].Value;
        }

        return null;
    }

    private static string? Group(Regex pattern, string text, string group, List<TextSpan> spans)
    {
        var match = pattern.Match(text);
        if (!match.Success) return null;
        spans.Add(new(match.Groups[group].Index, match.Groups[group].Index + match.Groups[group].Length));
        return match.Groups[group].Value;
    }

    private static string Before(string text, int at, int length) => text[Math.Max(0, at - length)..at];

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static string Line(string text, int at)
    {
        var start = LineStart(text, at);
        var end = text.IndexOf('\n', at);
        return text[start..(end < 0 ? text.Length : end)];
    }
}
