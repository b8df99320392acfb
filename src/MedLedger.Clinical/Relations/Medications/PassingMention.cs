using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>A drug that a line names only to explain something else: why another was stopped, what another must not meet.</summary>
internal static class PassingMention
{
    private const int WordsBeside = 2;
    private const int DayReach = 7;
    private const int MissedReach = 5;
    private const int QuestionReach = 12;

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "continue", "continuing", "remain", "stay", "keep", "stop", "stopping", "hold", "withhold", "reduce", "reducing", "increase", "increasing", "change", "changing", "switch", "on", "off", "still", "take", "takes", "taking", "his", "her", "their", "weiter", "weiternehmen", "absetzen", "poursuivre", "arreter", "continuar", "suspender", "dose", "of" };

    /// <summary>Whether the drug at <paramref name="at"/> says only why, and so tells nothing of its own course.</summary>
    public static bool Is(Note note, NotedSentence sentence, List<FoundName> drugs, int at, Direction direction) =>
        IsFormerForm(note, sentence, drugs, at) || IsFormerDose(note, sentence, drugs[at]) || IsAsked(note, drugs[at]) || WasMissed(note, sentence, drugs[at], direction)
        || direction.Dosing?.Dose is null && (IsReason(note, sentence, drugs, at) || OnlyTalkedOf(note, sentence, drugs[at]) || NamesADay(note, sentence, drugs[at]) || Interacts(note, sentence, drugs[at]) || IsForLater(note, sentence, drugs[at]) || MayBeTaken(note, sentence, drugs[at]) || NotNeededFor(note, sentence, drugs[at]));

    // Stopped: "aspirin 81 mg - on apixaban", "omeprazole (with clopidogrel)": the drug behind "on" is why the other ended.
    private static bool IsReason(Note note, NotedSentence sentence, List<FoundName> drugs, int at)
    {
        if (at == 0 || sentence.Section.Kind is not (SectionKind.Stopped or SectionKind.OnHold)) return false;
        return note.Tokens[drugs[at].First - 1].Folded is "on" or "with" or "while" or "whilst" or "w" or "unter" or "sous" or "con" or "given" or "due" or "taking";
    }

    // "Resume sertraline when stable", "restart ramipril as above": it is not taken yet, and the list tells why.
    private static bool IsForLater(Note note, NotedSentence sentence, FoundName name) =>
        name.First > sentence.Range.First && note.Tokens[name.First - 1].Folded is "resume" or "restart" or "recommence" or "reintroduce"
        && name.End < note.Tokens.Count && note.Tokens[name.End].Folded is "when" or "once" or "if" or "after" or "until" or "only" or "as";

    // "Folic acid 5 mg daily, not on methotrexate day", "the day after methotrexate", "not within 4 hours of levothyroxine": the other drug only says when.
    private static bool NamesADay(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var own = name.End < tokens.Count && tokens[name.End].Folded is "day" or "days" or "mornings" or "tag" or "tagen" or "tage";
        for (var back = name.First - 1; own && back >= Math.Max(sentence.Range.First, name.First - DayReach) && tokens[back].Folded is not (";" or ":" or "." or "," or "("); back--)
            if (tokens[back].Folded is "not" or "no" or "except" or "excluding" or "excl" or "avoid" or "avoiding" or "omit" or "omitting" or "skip" or "miss" or "than" or "apart" or "non" or "before" or "after" or "of" or "without" or "off" or "nicht") return true;
        var link = name.First - 1;
        while (link > sentence.Range.First && tokens[link].Folded is "the" or "your" or "his" or "her" or "taking" or "any" or "dose" or "weekly" or "other") link--;
        if (link - 1 < sentence.Range.First || tokens[link].Folded is not ("as" or "of" or "after" or "before" or "from" or "following" or "apart")) return false;
        return tokens[link - 1].Folded switch
        {
            "day" or "days" => link - 2 >= sentence.Range.First && tokens[link - 2].Folded is "same" or "the" or "on" or "each" or "every" or "one" or "next",
            "time" => tokens[link].Is("as"),
            "hour" or "hours" or "hr" or "hrs" or "h" or "minute" or "minutes" or "mins" or "min" => !tokens[link].Is("of") || (link - 3 >= sentence.Range.First && tokens[link - 3].Folded is "within" or "than"),
            "apart" => true,
            _ => false,
        };
    }

    // "Oxycodone concentrate 10 mg q2h prn - replaces oxycodone tablets": one form of the drug took the place of another, and the drug goes on.
    private static bool IsFormerForm(Note note, NotedSentence sentence, List<FoundName> drugs, int at)
    {
        if (at == 0 || drugs[at].As(EntryKind.Drug)?.Name is not { } drug || !drugs.Take(at).Any(before => before.As(EntryKind.Drug)?.Name == drug)) return false;
        // "Telma-H (telmisartan 40 + hydrochlorothiazide 12.5), in place of Telma 40": the combination holds the drug, and the drug alone has ended.
        if (drugs.Take(at).Any(before => note.Tokens[before.First].Line == note.Tokens[drugs[at].First].Line && before.As(EntryKind.Drug)!.Name.Split(" / ") is { Length: > 1 } parts && parts.Contains(drug))) return false;
        for (var back = drugs[at].First - 1; back >= Math.Max(drugs[at - 1].End, drugs[at].First - DayReach); back--)
            if (note.Tokens[back].Folded is "replace" or "replaces" or "replacing" or "replacement" or "instead" or "place" or "rather" or "previously" or "formerly" or "was" or "ersetzt" or "statt" or "remplace" or "sustituye" || (note.Tokens[back].Is("from") && note.Tokens[back - 1].Folded is "changed" or "switched" or "converted" or "moved" or "change" or "switch")) return true;
        return false;
    }

    // Stopped: "bisoprolol 5 mg (now 2.5 mg)": the old dose ended, the drug did not, and the list of what is taken tells the new one.
    private static bool IsFormerDose(Note note, NotedSentence sentence, FoundName name)
    {
        if (sentence.Section.Kind is not (SectionKind.Stopped or SectionKind.OnHold)) return false;
        for (var at = name.End; at + 1 < Math.Min(sentence.Range.End, name.End + DayReach) && note.Tokens[at].Folded is not ("," or ";" or "."); at++)
            if (note.Tokens[at].Is("now") && note.Tokens[at + 1].Kind == TokenKind.Number) return true;
        return false;
    }

    // "We talked about tofacitinib", "asked about stopping lithium": nothing was done.
    private static bool OnlyTalkedOf(Note note, NotedSentence sentence, FoundName name)
    {
        var about = name.First - 1;
        while (about > sentence.Range.First && note.Tokens[about].Folded is "the" or "his" or "her" or "their" or "starting" or "stopping" or "taking" or "trying" or "having" or "using" or "adding" or "restarting" or "reducing" or "increasing" or "going" or "coming" or "off" or "on" or "to" or "back") about--;
        if (about <= sentence.Range.First || !note.Tokens[about].Is("about")) return false;
        return note.Tokens[about - 1].Folded is "talk" or "talks" or "talked" or "talking" or "spoke" or "speak" or "speaking" or "spoken" or "ask" or "asks" or "asked" or "asking" or "enquired" or "inquired" or "wonder" or "wonders" or "wondered" or "wondering" or "heard" or "read" or "reading" or "chat" or "chatted" or "conversation" or "discussion" or "curious";
    }

    // "Missed lamotrigine two nights": how often it was not taken is no direction.
    private static bool WasMissed(Note note, NotedSentence sentence, FoundName name, Direction direction)
    {
        if (direction.Dosing is { Dose: { } dose } && dose.Unit is not ("dose" or "doses")) return false;
        for (var back = name.First - 1; back >= Math.Max(sentence.Range.First, name.First - MissedReach); back--)
        {
            if (note.Tokens[back].Folded is "missed" or "misses" or "misse" or "missing" or "skipped" or "skips" or "skip" or "forgot" or "forgets" or "forget" or "forgotten" or "forgetting") return true;
            if (note.Tokens[back].Folded is not ("his" or "her" or "their" or "the" or "to" or "take" or "taking" or "of" or "dose" or "doses" or "some" or "a" or "few" or "one" or "two" or "three" or "evening" or "morning" or "night" or "last" or "several" or "most") && note.Tokens[back].Kind != TokenKind.Number) return false;
        }

        return false;
    }

    // "On the new inhaler, no salbutamol for a month": how long it was not needed, and no word on whether she has it.
    private static bool NotNeededFor(Note note, NotedSentence sentence, FoundName name)
    {
        var (tokens, at) = (note.Tokens, name.End);
        if (name.First - 1 < sentence.Range.First || !tokens[name.First - 1].Is("no")) return false;
        while (at < sentence.Range.End && tokens[at].Folded is "use" or "uses" or "used" or "needed" or "required" or "inhaler" or "spray" or "at" or "all") at++;
        if (at + 1 >= sentence.Range.End || tokens[at].Folded is not ("for" or "in" or "since")) return false;
        return Enumerable.Range(at + 1, Math.Min(4, sentence.Range.End - at - 1)).Any(next => tokens[next].Folded is "day" or "days" or "week" or "weeks" or "month" or "months" or "year" or "years" or "while" or "age" or "ages") && !tokens[at + 1].Is("now");
    }

    // "Patient can take amoxicillin" tells what is borne.
    private static bool MayBeTaken(Note note, NotedSentence sentence, FoundName name) =>
        name.First - 2 >= sentence.Range.First && note.Tokens[name.First - 1].Folded is "take" or "have" or "use" or "try" && note.Tokens[name.First - 2].Folded is "can" or "may" or "could";

    // "Is amoxicillin 2 g one hour before needed?": a colleague is asked; nothing is taken. "Should she continue apixaban?" says that it is.
    private static bool IsAsked(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var end = name.End;
        while (end < tokens.Count && end - name.End < QuestionReach && !tokens[end].IsMark('?') && !tokens[end].IsMark('.') && !tokens[end].IsMark(';') && tokens[end].Line == tokens[name.First].Line) end++;
        if (end >= tokens.Count || !tokens[end].IsMark('?') || tokens[end].Line != tokens[name.First].Line) return false;
        for (var at = name.First - 1; at >= 0 && name.First - at <= QuestionReach && !tokens[at].IsMark('.') && !tokens[at].IsMark(';'); at--)
            if (Kept.Contains(tokens[at].Folded)) return false;
            else if (tokens[at].Folded is "is" or "should" or "does" or "would" or "could" or "shall" or "can" or "whether" or "ist" or "soll" or "sollte" or "muss" or "faut" or "doit" or "debe" or "deve") return true;
        return false;
    }

    // "PAUSE (Interaktion Clarithromycin)", "discontinued (lithium interaction)", "interacts with warfarin".
    private static bool Interacts(Note note, NotedSentence sentence, FoundName name)
    {
        for (var look = Math.Max(sentence.Range.First, name.First - WordsBeside); look < Math.Min(sentence.Range.End, name.End + 1); look++)
            if ((look < name.First || look >= name.End) && note.Tokens[look].Folded is var word && (word.StartsWith("interact", StringComparison.Ordinal) || word.StartsWith("interakt", StringComparison.Ordinal) || word.StartsWith("interacc", StringComparison.Ordinal))) return true;
        return false;
    }

    /// <summary>"Metoprolol 5/20 2000": beside one substance two numbers with a stroke are a day or two hours, and no amount.</summary>
    public static Direction WithoutDay(Direction direction, string drug)
    {
        if (direction.Dosing is not { } dosing || drug.Contains(" / ", StringComparison.Ordinal)) return direction;
        var strength = IsDay(dosing.Strength) || IsCut(dosing) ? null : dosing.Strength;
        var dose = IsDay(dosing.Dose?.Text) ? null : dosing.Dose;
        return strength == dosing.Strength && dose == dosing.Dose ? direction : direction with { Dosing = dosing with { Strength = strength, Dose = dose } };
    }

    // "Dose reduced 20 %" is no strength, as a cream has one.
    private static bool IsCut(Dosing dosing) => dosing is { Form: null, Route: null, Strength: { } strength } && strength.EndsWith('%');

    // "0800/2000" are hours of a chart.
    private static bool IsDay(string? text) =>
        text?.Split('/') is [{ Length: 1 or 2 or 4 } first, { Length: 1 or 2 or 4 } second] && (first.Length == 4) == (second.Length == 4) && first.All(char.IsAsciiDigit) && second.All(char.IsAsciiDigit);

    /// <summary>The one text that lists a drug with its whole direction outweighs what it says of it in passing, without any.</summary>
    public static void Settle(List<TextFinding> findings)
    {
        WithoutFormerLists(findings);
        WithoutEarlierStops(findings);
        var listed = new Dictionary<string, List<Dosing>>(StringComparer.Ordinal);
        foreach (var found in findings)
            if (MedicationReader.IsListed(found) && found is { Finding: MedicationFinding { Status: MedicationStatus.Active, UnsureBecause: null, Dosing: { } dosing } drug })
                (listed.TryGetValue(drug.Concept.Text, out var all) ? all : listed[drug.Concept.Text] = []).Add(dosing);
        if (listed.Count > 0) findings.RemoveAll(found => found.Finding is MedicationFinding drug && listed.TryGetValue(drug.Concept.Text, out var taken) && (SaysLittle(found, drug) || IsFormerRow(found, drug, taken)));
    }

    // "Traitement à l'entrée" and "traitement de sortie", medicines on admission and at discharge: the later list tells how a drug of both is taken.
    private static void WithoutFormerLists(List<TextFinding> findings)
    {
        var taken = findings.Where(found => found is { Rule: MedicationReader.ListedAfterwards, Finding: MedicationFinding { Status: MedicationStatus.Active, Dosing: not null } }).Select(found => found.Finding.Concept.Text).ToHashSet(StringComparer.Ordinal);
        if (taken.Count > 0) findings.RemoveAll(found => found is { Rule: MedicationReader.ListedBefore, Finding: MedicationFinding drug } && taken.Contains(drug.Concept.Text));
    }

    // "Stroke after stopping apixaban in July", and apixaban among the medicines at discharge: the later list stands. Below another list the stop may be newer: then both are told.
    private static void WithoutEarlierStops(List<TextFinding> findings)
    {
        var stops = findings.Where(IsToldStop).ToLookup(found => found.Finding.Concept.Text, StringComparer.Ordinal);
        if (stops.Count == 0) return;
        var ended = new HashSet<TextFinding>(ReferenceEqualityComparer.Instance);
        // Of each drug only the stops that no list behind them has taken up are looked at: a long text stays linear.
        var waiting = stops.ToDictionary(of => of.Key, of => new Queue<TextFinding>(of.OrderBy(found => found.Span.Start)), StringComparer.Ordinal);
        foreach (var at in Enumerable.Range(0, findings.Count).OrderBy(index => findings[index].Span.Start))
        {
            if (findings[at] is not { Rule: MedicationReader.Listed or MedicationReader.ListedAfterwards, Finding: MedicationFinding { Status: MedicationStatus.Active, UnsureBecause: null, Dosing: not null } drug } listed) continue;
            if (!waiting.TryGetValue(drug.Concept.Text, out var before)) continue;
            var told = false;
            while (before.TryPeek(out var stop) && stop.Span.Start < listed.Span.Start)
            {
                told |= stop.Rule == MedicationReader.Told;
                ended.Add(before.Dequeue());
            }

            if (told && listed.Rule == MedicationReader.Listed)
                findings[at] = listed with { Finding = drug with { Certainty = Domain.Provenance.ReadingCertainty.Unsure, UnsureBecause = "the same text says before its list that it was stopped" } };
        }

        if (ended.Count > 0) findings.RemoveAll(ended.Contains);
    }

    private static bool IsToldStop(TextFinding found) =>
        found is { Rule: MedicationReader.Told or MedicationReader.Denied, Finding: MedicationFinding { Dosing: null, Status: MedicationStatus.Stopped or MedicationStatus.OnHold } };

    // "Counselled no NSAIDs with lithium", "if INR high consider vitamin K": no word on how it is taken, and none that it was ended.
    private static bool SaysLittle(TextFinding found, MedicationFinding drug) =>
        drug.Dosing is null && (drug.Status is MedicationStatus.Completed or MedicationStatus.Planned || found.Rule == MedicationReader.Denied);

    // "Lithium 300 mg three times a day DISCONTINUED" beside "lithium 450 mg twice a day ACTIVE" in one list: the former strength ended, the drug did not.
    private static bool IsFormerRow(TextFinding found, MedicationFinding drug, List<Dosing> taken) =>
        MedicationReader.IsListed(found) && drug.Status is MedicationStatus.Stopped or MedicationStatus.Completed && drug.Dosing is { Dose: not null } former
        && taken.TrueForAll(now => now.Dose is not null && (now.Dose.Text != former.Dose.Text || now.TimesPerDay != former.TimesPerDay));
}
