using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations;

/// <summary>Abbreviations of diseases that mean something else here: RA beside a saturation is room air, MS with milligrams is morphine.</summary>
internal static class AbbreviationContext
{
    // "DM (Cardiology)" is a doctorate of medicine.
    private static readonly string[] Specialties = ["cardio", "neuro", "nephro", "gastro", "endocrin", "hepat", "onco", "pulmo", "haemat", "hemat", "rheumat", "medical"];

    private const int LongestAbbreviation = 3;
    private const int NearbyVital = 9;
    private const int LeastGiven = 6;
    private const int NearbyChamber = 12;
    private const int LongEnoughForAName = 3;

    private const int LongestTitle = 7;

    private static readonly File Rules = RuleFile.Read<File>("abbreviations.json");
    private static readonly Dictionary<string, Neighbours> Short = Rules.MeansOtherwise.ToDictionary(row => row.Short, StringComparer.Ordinal);
    private static readonly HashSet<string> Makers = new(StringComparer.Ordinal) { "medtronic", "biotronik", "abbott", "boston", "scientific", "jude", "sorin", "livanova", "microport", "guidant" };
    private static readonly HashSet<string> Jabs = new(StringComparer.Ordinal) { "flu", "influenza", "jab", "jabs", "vaccine", "vaccines", "vaccination", "vaccinations", "pneumovax", "shingrix", "tetanus", "imms", "booster", "boosters", "boosted" };
    private static readonly HashSet<string> OtherLanguages = new(Rules.OtherLanguages, StringComparer.Ordinal);

    public static bool MeansOtherwise(Note note, NotedSentence sentence, FoundName name)
    {
        if (CountsDoses(note, name) || IsLowered(note, name)) return true;
        if (name.End != name.First + 1 || note.Tokens[name.First].End - note.Tokens[name.First].Start > LongestAbbreviation) return false;
        return InAGrid(note, name) || HasAmount(note, name) || IsMisreadAmount(note, name) || SpeltOut(note, sentence, name) || SpeltBefore(note, sentence, name) || AtSchool(note, name) || InAnAddress(note, name) || OpensTheFamily(note, name) || TheTextTells(note, name) || NamesAModel(note, name) || Beside(note, name) || (note.Tokens[name.First].Is("ms") && (IsTitle(note, sentence, name) || IsDegree(note, name) || IsThePatients(note, name))) || (note.Tokens[name.First].Is("dm") && (IsDegree(note, name) || IsOfASpecialty(note, name))) || (OtherLanguages.Contains(note.Tokens[name.First].Folded) && note.InEnglish) || (note.Tokens[name.First].Is("pe") && sentence.Section.Kind == SectionKind.Exam) || (note.Tokens[name.First].Is("ra") && (RoomAir(note, sentence, name) || IsChamber(note, name)));
    }

    // "LH  SK  TB  SK  LH  SK" in a chart of what was given: the initials of those who gave it.
    private static bool InAGrid(Note note, FoundName name)
    {
        int first = name.First, end = name.End;
        while (first > 0 && IsCell(note, first - 1, name)) first--;
        while (end < note.Tokens.Count && IsCell(note, end, name)) end++;
        return end - first >= LeastGiven && Enumerable.Range(first, end - first).Where(at => at < name.First || at >= name.End).GroupBy(at => note.Tokens[at].Folded).Any(who => who.Count() > 1);
    }

    private static bool IsCell(Note note, int at, FoundName name) =>
        note.Tokens[at] is { Kind: TokenKind.Word } token && token.Line == note.Tokens[name.First].Line && token.End - token.Start <= LongestAbbreviation;

    // "CT PE protocol", "seen at UC", "HD stable", "hit head", "ICD-10 I48": the neighbours tell that another thing is meant.
    private static bool Beside(Note note, FoundName name)
    {
        if (!Short.TryGetValue(note.Tokens[name.First].Folded, out var row)) return false;
        return row.Before.Any(before => Follows(note, name.First - before.Split(' ').Length, before) && note.Tokens[name.First - 1].Line == note.Tokens[name.First].Line)
            || (name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.First].Line && row.After.Any(after => Follows(note, name.End, after)) && !Dash(note, name));
    }

    // "DM (dermatomyositis)": the bracket says what the letters stand for.
    private static bool SpeltOut(Note note, NotedSentence sentence, FoundName name)
    {
        if (name.End >= note.Tokens.Count || !note.Tokens[name.End].IsMark('(') || name.As(EntryKind.Problem) is not { } problem || sentence.Names.FirstOrDefault(other => other.First == name.End + 1) is not { } meant || meant.As(EntryKind.Problem) is not { } other || other.Name == problem.Name) return false;
        var letters = note.Tokens[name.First].Folded;
        var words = note.Words(meant.First, meant.End);
        var at = -1;
        return letters.All(letter => (at = words.IndexOf(letter.ToString(), at + 1, StringComparison.OrdinalIgnoreCase)) >= 0) && char.ToLowerInvariant(words[0]) == letters[0];
    }

    // "Advance Medical Directive (AMD)": the words before the bracket are what the letters stand for.
    private static bool SpeltBefore(Note note, NotedSentence sentence, FoundName name)
    {
        var letters = note.Tokens[name.First].Folded;
        var first = name.First - 1 - letters.Length;
        if (name.As(EntryKind.Problem) is not { } problem || letters.Length < 3 || first < 0 || !note.Tokens[name.First - 1].IsMark('(') || name.End >= note.Tokens.Count || !note.Tokens[name.End].IsMark(')')) return false;
        return Enumerable.Range(0, letters.Length).All(at => note.Tokens[first + at] is { Kind: TokenKind.Word } word && word.Folded[0] == letters[at])
            && !sentence.Names.Any(other => other.End == name.First - 1 && other.As(EntryKind.Problem)?.Name == problem.Name);
    }

    // "2 puffs 15 minutes before PE", said of a child at school: a lesson. Behind a year or a blood thinner it is the lung's.
    private static bool AtSchool(Note note, FoundName name) =>
        note.Tokens[name.First].Is("pe") && name.First > 0 && note.Tokens[name.First - 1].Folded is "before" or "after" or "during" or "prior" or "to" or "in" or "for" or "from" or "and" or "miss" or "missed"
        && (note.WordSet.Contains("school") || note.WordSet.Contains("gym") || note.WordSet.Contains("coach") || note.WordSet.Contains("playground"))
        && !note.WordSet.Contains("embolism") && !note.WordSet.Contains("dvt") && !note.WordSet.Contains("anticoagulation") && !(name.End < note.Tokens.Count && note.DateAt(name.End) is not null);

    // "Jackson MS 39201": the letters of a state before its postal code.
    private static bool InAnAddress(Note note, FoundName name) =>
        name.First > 0 && name.End < note.Tokens.Count && note.Tokens[name.End] is { Kind: TokenKind.Number, Folded.Length: 5 } && note.Tokens[name.End].Line == note.Tokens[name.First].Line && note.Tokens[name.End].Folded.All(char.IsAsciiDigit)
        && name.End - name.First == 1 && note.Tokens[name.First].End - note.Tokens[name.First].Start == 2;

    private static bool Follows(Note note, int at, string words)
    {
        foreach (var word in words.Split(' '))
            if (at < 0 || at >= note.Tokens.Count || note.Tokens[at++].Folded != word) return false;
        return true;
    }

    // "ICD - 2019" is a device with its year, "ICD-10" the classification.
    private static bool Dash(Note note, FoundName name) => note.Tokens[name.End].IsMark('-') && note.Tokens[name.End].Start > note.Tokens[name.First].End;

    // "ST depression V2-V5", "respiratory depression": nobody's mood.
    private static bool IsLowered(Note note, FoundName name) =>
        note.Tokens[name.First].Is("depression") && name.First > 0 && note.Tokens[name.First - 1].Line == note.Tokens[name.First].Line
        && (note.Tokens[name.First - 1].Folded is "st" or "segment" or "respiratory" or "marrow" or "cns" || (note.Tokens[name.First - 1].IsMark('-') && name.First > 1 && note.Tokens[name.First - 2].Folded is "st" or "t"));

    // "Dr A Rao MS (Ophth)": a surgeon's degree.
    private static bool IsOfASpecialty(Note note, FoundName name) =>
        name.End + 1 < note.Tokens.Count && note.Tokens[name.End].IsMark('(') && Array.Exists(Specialties, specialty => note.Tokens[name.End + 1].Folded.StartsWith(specialty, StringComparison.Ordinal));

    private static bool IsDegree(Note note, FoundName name)
    {
        for (var at = name.First - 1; at >= Math.Max(0, name.First - LongestTitle) && note.Tokens[at].Line == note.Tokens[name.First].Line; at--)
        {
            if (note.Tokens[at].Folded is "dr" or "prof") return true;
            if (note.Tokens[at].Folded is not ("." or ",") && !(note.Tokens[at].Kind == TokenKind.Word && char.IsUpper(note.Text[note.Tokens[at].Start]))) return false;
        }

        return false;
    }

    // "THORNBURY^AISHA^MARIE^^MS", "MS AISHA THORNBURY", "Thornbury, Aisha (MS)": her title.
    private static bool IsThePatients(Note note, FoundName name)
    {
        var before = name.First - 1;
        if (before >= 0 && note.Tokens[before].IsMark('^')) return true;
        while (before >= 0 && note.Tokens[before].Folded is "," or "(" or ".") before--;
        return Names(note, before, name.First) || Names(note, name.End, name.First);
    }

    private static bool Names(Note note, int at, int beside) =>
        at >= 0 && at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[beside].Line && note.Tokens[at].Kind == TokenKind.Word && PlainWords.Of(note.Words(at, at + 1)) is [var word] && note.PatientWords.Contains(word);

    // "MS SMITH PRESENTS WITH …" opens a sentence with a title; a word that the lexicon knows would stand for what the disease does.
    private static bool IsTitle(Note note, NotedSentence sentence, FoundName name) =>
        name.First == sentence.Range.First && name.End + 1 < sentence.Range.End && note.Tokens[name.End] is { Kind: TokenKind.Word } next && next.End - next.Start >= LongEnoughForAName
        && char.IsUpper(note.Text[next.Start]) && !sentence.Names.Any(other => other.First == name.End)
        && note.Tokens[name.End + 1].Folded is "present" or "presented" or "is" or "was" or "has" or "ha" or "had" or "attended" or "attend" or "wa" or "came" or "return" or "returned" or "," or "report" or "reported" or "(" or "seen";

    // "PD 2018-2021" of somebody on dialysis is peritoneal dialysis; "severe MS" beside a mitral valve is its stenosis.
    private static bool TheTextTells(Note note, FoundName name) => note.Tokens[name.First].Folded switch
    {
        "pd" => (note.WordSet.Contains("dialysis") || note.WordSet.Contains("hemodialysis") || note.WordSet.Contains("hd") || note.WordSet.Contains("esrd") || note.WordSet.Contains("eskd") || note.WordSet.Contains("capd")) && !note.WordSet.Contains("parkinson"),
        "ms" => (note.WordSet.Contains("mitral") || note.WordSet.Contains("mvr") || note.WordSet.Contains("rhd")) && !note.WordSet.Contains("sclerosi") && !note.WordSet.Contains("sclerosis"),
        // RVD is retroviral disease beside its treatment or its counts, elsewhere a right ventricle; HPT is the parathyroid's beside PTH.
        "rvd" => !(note.WordSet.Contains("hiv") || note.WordSet.Contains("cd4") || note.WordSet.Contains("vl") || note.WordSet.Contains("art") || note.WordSet.Contains("arv") || note.WordSet.Contains("haart") || note.WordSet.Contains("tld") || note.WordSet.Contains("fdc") || note.WordSet.Contains("arvs")),
        "hpt" => note.WordSet.Contains("pth") || note.WordSet.Contains("ipth") || note.WordSet.Contains("cinacalcet") || note.WordSet.Contains("parathyroid") || note.WordSet.Contains("hyperparathyroidism") || note.WordSet.Contains("parathyroidectomy"),
        _ => false,
    };

    // "AF: madre con …": in Spanish the letters head the family's history (antecedentes familiares).
    private static bool OpensTheFamily(Note note, FoundName name) =>
        note.Tokens[name.First].Is("af") && name.End + 1 < note.Tokens.Count && note.Tokens[name.End].IsMark(':') && note.Tokens[name.End + 1].Folded is "madre" or "padre" or "hermano" or "hermana" or "hijo" or "hija" or "abuelo" or "abuela";

    // "Medtronic Visia AF", "Boston Scientific Emblem S-ICD": behind a maker's name the letters are the model's.
    private static bool NamesAModel(Note note, FoundName name)
    {
        if (name.As(EntryKind.Problem) is null) return false;
        for (var at = name.First - 1; at >= Math.Max(0, name.First - 3) && note.Tokens[at].Line == note.Tokens[name.First].Line && note.Tokens[at].Kind == TokenKind.Word; at--)
            if (Makers.Contains(note.Tokens[at].Folded)) return true;
        return false;
    }

    // "Covid x3 (last 2022)" counts vaccinations.
    private static bool CountsDoses(Note note, FoundName name)
    {
        if (name.As(EntryKind.Problem)?.Name != "COVID-19" || name.End >= note.Tokens.Count || note.Tokens[name.End].Line != note.Tokens[name.First].Line) return false;
        var next = note.Tokens[name.End].Folded;
        // "Vaccines - flu & covid Oct 2024", "Flu jab 10/25; Covid - refused": the neighbours are jabs.
        for (var at = name.First - 1; at >= Math.Max(0, name.First - 6) && note.Tokens[at].Line == note.Tokens[name.First].Line; at--)
            if (Jabs.Contains(note.Tokens[at].Folded)) return true;
        return next is "dose" or "doses" or "booster" or "boosters" or "jab" or "jabs" or "shot" or "shots" || next.StartsWith("vacc", StringComparison.Ordinal)
            || (next is "x" && name.End + 1 < note.Tokens.Count && note.Tokens[name.End + 1].Kind == TokenKind.Number) || (next.Length is 2 && next[0] == 'x' && char.IsAsciiDigit(next[1]));
    }

    private static bool HasAmount(Note note, FoundName name) =>
        name.End + 1 < note.Tokens.Count && note.Tokens[name.End].Kind == TokenKind.Number && note.Tokens[name.End].Line == note.Tokens[name.First].Line
        && note.Tokens[name.End + 1].Folded is "mg" or "mcg" or "g" or "ml" or "unit" or "meq" or "v" or "mv" or "ohm";

    // "Atorvastatin UC mg": right before a unit of mass the letters are figures that were misread, and no disease. "AKI, Mg 0.6" is a value.
    private static bool IsMisreadAmount(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.First].Line && note.Tokens[name.End].Folded is "mg" or "mcg" or "ug"
        && note.Text[note.Tokens[name.End].Start..note.Tokens[name.End].End] is not "Mg" && !(name.End + 1 < note.Tokens.Count && note.Tokens[name.End + 1].Kind == TokenKind.Number && note.Tokens[name.End + 1].Line == note.Tokens[name.End].Line);

    // "RA Tendril (2014) | RV Durata | LV Quartet": beside the other chambers it is the right atrium.
    private static bool IsChamber(Note note, FoundName name)
    {
        for (var at = Math.Max(0, name.First - NearbyChamber); at < Math.Min(note.Tokens.Count, name.End + NearbyChamber); at++)
            if (note.Tokens[at].Line == note.Tokens[name.First].Line && note.Tokens[at].Folded is "rv" or "lv") return true;
        return false;
    }

    private static bool RoomAir(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.First - 1; at >= Math.Max(0, name.First - 3); at--)
            if (note.Tokens[at].IsMark('%')) return true;
        // "RA 95%"
        if (name.End + 1 < note.Tokens.Count && note.Tokens[name.End].Kind == TokenKind.Number && note.Tokens[name.End + 1].IsMark('%')) return true;
        return sentence.Names.Any(other => other.End <= name.First && other.First >= name.First - NearbyVital && other.As(EntryKind.Vital)?.Name == "oxygen saturation");
    }

    private sealed record Neighbours(string Short, List<string> Before, List<string> After);

    private sealed record File(List<Neighbours> MeansOtherwise, List<string> OtherLanguages);
}
