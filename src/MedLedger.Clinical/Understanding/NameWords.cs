using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>Takes a name out of the words that follow its label or stand in its column.</summary>
internal static class NameWords
{
    private static readonly HashSet<string> Titles = new(StringComparer.Ordinal)
    {
        "Mr", "Mrs", "Ms", "Miss", "Mx", "Mister", "Master", "Dr", "Herr", "Herrn", "Hr", "Frau", "Prof", "Mme", "Mlle", "Madame", "Monsieur", "Sra", "Sr", "Dña", "Señor", "Señora", "Sig", "Sig.ra", "Signor", "Signora",
    };

    // A document's type in capitals may stand on the line of the name.
    private static readonly HashSet<string> DocumentWords = new(StringComparer.Ordinal)
    {
        "PRESCRIPTION", "REPORT", "LETTER", "SUMMARY", "NOTE", "NOTES", "RECORD", "FORM", "LABORATORY", "LAB", "DISCHARGE", "CLINIC", "CONSULTATION", "REFERRAL", "COPY", "CONFIDENTIAL", "DRAFT", "FINAL", "PAGE", "RX",
        "CHART", "RESULTS", "HISTORY", "MEDICATION", "MEDICATIONS", "VACCINATION", "TRANSFER", "OPERATIVE", "RADIOLOGY", "PATHOLOGY", "EMERGENCY", "HOSPITAL", "GENDER", "AGE", "PHONE", "TEL", "ADDRESS", "WARD", "VISIT", "CARE", "HEALTH", "INFORMATION", "INSTRUCTIONS",
        "SERVICE", "PROFILE", "UNIT", "ROOM", "BED", "CASE", "ACTIVE", "FEMALE", "MALE",
    };

    // In small letters a word of the list above may be a name ("Mary Ward"); these never are.
    private static readonly HashSet<string> HeadingWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "PRESCRIPTION", "REPORT", "LETTER", "SUMMARY", "NOTES", "RECORD", "FORM", "LABORATORY", "DISCHARGE", "CLINIC", "CONSULTATION", "REFERRAL", "RESULTS", "HISTORY", "MEDICATION", "MEDICATIONS", "VACCINATION", "TRANSFER", "RADIOLOGY", "PATHOLOGY", "EMERGENCY", "HOSPITAL", "VISIT", "CARE", "HEALTH", "INFORMATION", "INSTRUCTIONS", "DETAILS", "DEMOGRAPHICS", "EDUCATION", "LEAFLET",
        "SERVICES", "PORTAL", "PROFILE", "IDENTIFICATION", "REGISTRATION", "HANDOUT", "SAFETY",
    };

    // "Mr Gareth Rees  NHS No 943 …": what labels something else is no part of a name, and no name.
    private static readonly HashSet<string> LabelWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "SEX", "GENDER", "DOB", "D.O.B", "DOS", "DOA", "MRN", "NHS", "NHC", "CHI", "PHN", "IPP", "NHI", "HCN", "UHID", "URN", "PPSN", "IHI", "CRN", "EMPI", "ID", "NO", "NR", "NUM", "NUMBER", "REF", "HOSP", "UNIT", "TEL", "TÉL", "PHONE", "FAX", "MOB", "MOBILE", "ROOM", "ACCT", "ACCOUNT", "DATE", "AGE", "AGED", "BORN", "GEB", "GEBOREN", "NÉ", "NÉE", "NACIDO", "NACIDA", "NATO", "NATA", "FN", "F.NAC", "SEXO", "SEXE", "GESCHLECHT", "ADDRESS", "ADDR", "GP", "PCP", "NAME", "VORNAME", "NACHNAME", "PRÉNOM", "NOM", "NOMBRE", "APELLIDOS", "SURNAME", "FORENAME", "HAS", "IS", "WAS", "YEARS", "YRS", "WOHNHAFT", "DDN", "POSTCODE", "PRINTED", "ADMITTED", "DISCHARGED",
    };

    private static readonly HashSet<string> NumberedThings = new(StringComparer.OrdinalIgnoreCase) { "CASE", "HOSP", "HOSPITAL", "UNIT", "FILE", "REF", "CHART", "PATIENT", "RECORD", "ACCOUNT", "VISIT", "LAB", "MEDICAL", "PAT", "FALL" };

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "van", "von", "de", "der", "den", "la", "di", "da", "del", "della", "dos", "bin", "al", "el", "ter", "zu", "du", "y", "le", "ten" };

    /// <summary>Two to six capitalized words; what follows (a label, a gap, a digit) is not the name. <paramref name="familyFirst"/>: the label says so ("Name, Vorname").</summary>
    public static PersonName? Read(string text, bool fromStart, out int length, bool familyFirst = false)
    {
        length = 0;
        var gap = text.IndexOf("  ", StringComparison.Ordinal);
        if (fromStart && gap > 0) text = text[..gap];
        // "PUGH,RHIAN"
        var spaced = text.Replace(",", ", ", StringComparison.Ordinal).Replace(",  ", ", ", StringComparison.Ordinal);
        var words = Words(spaced, out length);
        length = Math.Min(length, text.Length);
        // "D. Eusebio Ruiz": don.
        if (words.Count > 2 && words[0] == "D" && text.TrimStart().StartsWith("D. ", StringComparison.Ordinal)) words.RemoveAt(0);
        if (words.Count is < 2 or > 6) return null;
        var comma = words.FindIndex(word => word.EndsWith(','));
        if (comma >= 0 && comma < words.Count - 1) return InOrder(words, comma + 1);
        words = [.. words.Select(word => word.TrimEnd(','))];
        // "RUIZ CAMPO Osvaldo": family names in capitals before a given name that is not.
        var shouted = words.TakeWhile(IsShouted).Count();
        if (shouted > 0 && shouted < words.Count && words.Skip(shouted).All(word => word.Any(char.IsLower))) return InOrder(words, shouted);
        return familyFirst && words.Count == 2 ? InOrder(words, 1) : new(Cased(string.Join(' ', words)), Cased(words[^1]), [.. words.SkipLast(1).Select(Cased)]);
    }

    /// <summary>Whether the given names are letters alone ("H Bauman").</summary>
    public static bool IsInitialed(PersonName name) => name.Given is { Count: > 0 } given && given.All(one => one.TrimEnd('.').Length == 1);

    public static bool IsTitle(string word) => Titles.Contains(word.TrimEnd('.'));

    /// <summary>Whether a word is a label's or a heading's, and no part of a name.</summary>
    public static bool IsLabel(string bare) => LabelWords.Contains(bare.TrimEnd(':', '#')) || DocumentWords.Contains(bare.TrimEnd(':')) || HeadingWords.Contains(bare.TrimEnd(':')) || char.IsAsciiDigit(bare[0]);

    /// <summary>Whether a word is written in capitals, as family names are.</summary>
    public static bool IsShouted(string word) => word.Length > 2 && word.All(c => char.IsUpper(c) || c is '-' or '\'' or '’');

    public static string Cased(string text) => text.Any(char.IsLower) ? text
        : string.Join(' ', text.Split(' ').Select(word => string.Join('-', word.Split('-').Select(part => part.Length < 2 ? part : part[0] + part[1..].ToLowerInvariant()))));

    private static List<string> Words(string text, out int length)
    {
        length = 0;
        var words = new List<string>();
        var at = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            at = text.IndexOf(word, at, StringComparison.Ordinal) + word.Length;
            var bare = word.Trim('.', ',', ';', '(', ')', '|', '=', '_', '—');
            if (bare.Length == 0) continue;
            if (Titles.Contains(bare) || (words.Count == 0 && (word == "M." || Titles.Contains(Cased(bare))))) continue;
            if (IsLabel(bare) && !Particles.Contains(bare))
            {
                // "Tobias Okafor Case No: 5"
                while (words.Count > 0 && NumberedThings.Contains(words[^1])) words.RemoveAt(words.Count - 1);
                break;
            }

            if (!char.IsLetter(bare[0]) || (char.IsLower(bare[0]) && !Particles.Contains(bare)) || bare.Any(c => !char.IsLetter(c) && c is not ('-' or '\'' or '’' or '.'))) break;
            words.Add(word.EndsWith(',') ? bare + "," : bare);
            length = at;
        }

        return words;
    }

    private static PersonName InOrder(List<string> words, int given)
    {
        var family = Cased(string.Join(' ', words.Take(given).Select(word => word.TrimEnd(','))));
        var others = words.Skip(given).Select(word => word.TrimEnd(',')).ToList();
        return new($"{Cased(string.Join(' ', others))} {family}", family, [.. others.Select(Cased)]);
    }
}
