using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>Reads the patient's sex: what a label, a column beside the birth date or a title before the patient's own name says. Where they contradict each other, nothing.</summary>
internal static class PatientSex
{
    private const int LongestInMonths = 36;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const string Female = "female|weiblich|frau|woman|femme|féminin|femenin[ao]|mujer|femmina|femminile";
    private const string Male = "male|männlich|mann|man|homme|masculin[ao]?|hombre|varón|maschio|maschile";
    private const string Years = @"(?:[- ]?(?:years?|yrs?|y|yo|y/o|y\.o\.|jahre|j\.|ans|años|anni)(?: old)?\.?)";

    private static readonly Regex Label = new($@"\b(?<label>sex|gender|geschlecht|sexe|sexo|sesso|geslacht)\s*(?:\([^)\n]{{1,12}}\)\s*)?(?:/ ?age\s*)?[:;|]?\s*(?:[0-9]{{1,3}}\s*(?:years?|yrs?|y)?\s*/\s*)?(?:\[ ?\]\s*(?:{Female}|{Male}|m|f)\s*)?(?<box>\[x\]\s*)?(?<sex>{Female}|{Male}|m|f|w|v|h|other|divers)\b", Flags | RegexOptions.IgnoreCase);
    // "Sex: M / F" is a form that nobody filled in.
    private static readonly Regex Choice = new($@"^\s*[/|]\s*(?:{Female}|{Male}|m|f|w|v|h)\b", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex SpanishChoice = new(@"\((?:v|h)\s*/\s*m\)", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Column = new($@"^\(?(?:age[d:]?\s*)?(?<age>[0-9]{{1,3}})?(?<unit>{Years})?[ ,/)(]*(?:(?<word>(?i:{Female}|{Male}))|(?<letter>[MFW]))(?:[ ,/(]+[0-9]{{1,3}}{Years}?)?\)?,?$", Flags | RegexOptions.IgnoreCase);
    // "DOB 30/01/1946 F", "F   Unit WU-119038", "Female Hosp no RC-661204": a birth date before the letter, a number behind it.
    private static readonly Regex Beside = new(@"^(?:(?:d\.?o\.?b\.?|born|date of birth)\s*:?\s*)[0-9]{1,4}[/. -][0-9A-Za-z]{1,9}[/. -][0-9]{2,4}\s+|\s+(?:unit|hosp(?:ital)?|mrn|nhs|chart|acc(?:ount|#)?|id)\b.*$", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Titled = new(@"\b(?<title>Mrs|MRS|Miss|MISS|Ms|MS|Mme|MME|Mlle|Madame|Frau|FRAU|Sra|SRA|Señora|Dña|Mister|Mr|MR|Herrn|Herr|HERR|Hr|Sr|Señor|Monsieur|M\.|Signora|Signor|Sig\.ra|Sig)\.? (?<name>\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3})", Flags);
    private static readonly Regex Addressed = new(@"\b(?:(?<f>la patiente|patientin|die patientin|hospitalisée|la paciente)|(?<m>le patient|der patient|unseren patienten|o\. ?g\. patienten|hospitalisé|el paciente))\b", Flags | RegexOptions.IgnoreCase);
    // French, Spanish and Italian say the sex with the birth.
    private static readonly Regex BornInWords = new(@"\b(?<sex>née|né|nacida|nacido|nata|nato)(?: a [\p{L} ]{2,20})?\s+(?:le|el|il)\s+[0-9]", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex AgedInShort = new(@"(?:\bage[d:]?\s*[0-9]{1,3}\s*[,/]?\s*(?<sex>[MF])\b|\b[0-9]{2,3}(?:(?:\s?(?:yo|y/o|y\.o\.|yr)\s?|y)(?<sex>[MF])|(?-i:(?<sex>[MF])))\s+(?:w/|with|p/w|presents|presenting|admitted|who|h/o|hx|c/o|known)|[^\S\n]{2,}(?<sex>[MF])[^\S\n]{2,}(?:d\.?o\.?b|born|age))", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Aged = new(@"\b[0-9]{1,3}[- ]?(?:years?|yrs?|y)[- ]?(?:old|/o|o)[ ,]+(?<sex>man|woman|male|female|gentleman|lady|boy|girl)\b", Flags | RegexOptions.IgnoreCase);

    public static Sex? Read(string head, PersonName? name, IReadOnlyList<int> patientAt, List<TextSpan> spans)
    {
        var said = new HashSet<Sex>(Labelled(head, spans));
        said.UnionWith(InColumns(head, patientAt));
        said.UnionWith(ByTitle(head, name));
        foreach (var less in (Func<string, IEnumerable<Sex>>[])[ByAge, ByBirth, ByShortAge, ByAddress])
            if (said.Count == 0) said.UnionWith(less(head));
        return said.Count == 1 ? said.Single() : null;
    }

    private static IEnumerable<Sex> Labelled(string head, List<TextSpan> spans)
    {
        foreach (Match match in Label.Matches(head))
        {
            var word = match.Groups["sex"];
            if (!match.Groups["box"].Success && Choice.IsMatch(head[(word.Index + word.Length)..Math.Min(head.Length, word.Index + word.Length + 16)])) continue;
            // "Sexo: M" may be mujer or masculino.
            var spanish = match.Groups["label"].Value.Equals("sexo", StringComparison.OrdinalIgnoreCase);
            if (spanish && word.Value is "M" or "m")
            {
                if (SpanishChoice.IsMatch(match.Value)) yield return Sex.Female;
                continue;
            }

            if (Of(word.Value) is not { } sex) continue;
            spans.Add(new(word.Index, word.Index + word.Length));
            yield return sex;
            yield break;
        }
    }

    // "DoB 08/06/1963    M   62y", "6 y 8 m     F", "58 y.o. male": a column of its own on the line of the birth date or the name.
    private static IEnumerable<Sex> InColumns(string head, IReadOnlyList<int> patientAt)
    {
        foreach (var at in patientAt.Where(at => at < head.Length))
        {
            var before = "";
            foreach (var (_, text) in HeadLines.Columns(head, HeadLines.Start(head, at), HeadLines.End(head, at)))
            {
                foreach (var part in text.Split(','))
                    if (!before.EndsWith(':') && Column.Match(Beside.Replace(part.Trim(), "")) is { Success: true } match && OfColumn(match) is { } sex) yield return sex;
                before = text.TrimEnd();
            }
        }
    }

    private static Sex? OfColumn(Match match)
    {
        if (match.Groups["word"].Success) return Of(match.Groups["word"].Value);
        // "8 M" may be the months of an infant, and a small "m" metres.
        var letter = match.Groups["letter"].Value;
        if (match.Length == 1) letter = letter.ToUpperInvariant();
        if (letter is not ("M" or "F" or "W") || (letter == "M" && match.Groups["age"].Success && !match.Groups["unit"].Success && int.Parse(match.Groups["age"].Value, CultureInfo.InvariantCulture) <= LongestInMonths)) return null;
        return letter == "M" ? Sex.Male : Sex.Female;
    }

    // "Mr John Albury". Another title beside the family's name ("Mrs Joan Albury (wife)", "Mrs Albury") is a relative's.
    private static IEnumerable<Sex> ByTitle(string head, PersonName? name)
    {
        if (name?.Family is not { } family || name.Given is not { } given) yield break;
        foreach (Match match in Titled.Matches(head))
        {
            var words = match.Groups["name"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd('.', ',')).TakeWhile(word => !NameWords.IsLabel(word)).ToList();
            var own = family.Split(' ');
            if (!own.All(part => words.Contains(part, StringComparer.OrdinalIgnoreCase))) continue;
            var others = words.Except(own, StringComparer.OrdinalIgnoreCase).ToList();
            if (others.Count > 0 && others.All(word => given.Any(one => one.StartsWith(word, StringComparison.OrdinalIgnoreCase))))
                yield return match.Groups["title"].Value.ToLowerInvariant() is "mr" or "mister" or "herr" or "herrn" or "hr" or "sr" or "señor" or "monsieur" or "m." or "signor" or "sig" ? Sex.Male : Sex.Female;
        }
    }

    private static IEnumerable<Sex> ByAge(string head) => Aged.Matches(head).Select(match => match.Groups["sex"].Value.ToLowerInvariant() is "man" or "male" or "gentleman" or "boy" ? Sex.Male : Sex.Female);

    private static IEnumerable<Sex> ByBirth(string head) => BornInWords.Matches(head).Select(match => match.Groups["sex"].Value.ToLowerInvariant() is "née" or "nacida" or "nata" ? Sex.Female : Sex.Male);

    private static IEnumerable<Sex> ByShortAge(string head) => AgedInShort.Matches(head).Select(match => match.Groups["sex"].Value is "M" or "m" ? Sex.Male : Sex.Female);

    private static IEnumerable<Sex> ByAddress(string head) => Addressed.Matches(head).Select(match => match.Groups["f"].Success ? Sex.Female : Sex.Male);

    private static Sex? Of(string word) => word.ToLowerInvariant() switch
    {
        "other" or "divers" => Sex.Other,
        "f" or "w" or "female" or "weiblich" or "frau" or "woman" or "femme" or "féminin" or "femenino" or "femenina" or "mujer" or "femmina" or "femminile" => Sex.Female,
        "m" or "v" or "h" or "male" or "männlich" or "mann" or "man" or "homme" or "masculin" or "masculino" or "masculina" or "hombre" or "varón" or "maschio" or "maschile" => Sex.Male,
        _ => null,
    };
}
