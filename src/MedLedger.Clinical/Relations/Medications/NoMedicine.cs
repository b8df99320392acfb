using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Words that are a drug's name elsewhere and name something else here: a machine, a test strip, what is drunk, what happened.</summary>
internal static class NoMedicine
{
    private const int TestReach = 6;

    private static readonly HashSet<string> MeasuredBefore = new(["repeat", "recheck", "check", "checking", "rechecking", "repeating", "monitor", "monitoring", "serum", "false", "spurious", "raised", "elevated", "pseudo", "trough", "measure", "measured", "borderline"], StringComparer.Ordinal);

    public static bool Is(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry) =>
        LooksAtTheHeart(note, name) || Compound(note, name) || Poisoning(note, name) || BreathesWith(note, sentence, name) || KeptInStock(note, name) || IsPump(note, name) || IsForTesting(note, name) || IsTestedOnAGerm(note, name) || IsMeasured(note, name, entry) || IsBloodValue(note, name, entry)
        || GoesOnInBracket(note, name) || IsForTolerance(note, name, entry) || IsDrunk(entry) || IsContrast(entry);

    /// <summary>What somebody drinks is no medicine, nor is what an infusion is diluted with or a tablet dissolved in.</summary>
    public static bool IsDrunk(LexiconEntry entry) => entry.Name is "alcohol" or "ethanol" or "water" or "sterile water";

    // What makes a picture visible is given for that picture.
    private static bool IsContrast(LexiconEntry entry) =>
        entry.Name.StartsWith("gado", StringComparison.Ordinal)
        || entry.Name is "iohexol" or "iopamidol" or "iodixanol" or "iopromide" or "ioversol" or "iomeprol";

    // "No endocarditis on TEE" looked at the heart through the gullet; only beside HIV it is a tablet.
    private static bool LooksAtTheHeart(Note note, FoundName name) =>
        note.Tokens[name.First].Is("tee") && name.End == name.First + 1 && !note.WordSet.Contains("hiv") && !note.WordSet.Contains("art") && !note.WordSet.Contains("arv") && !note.WordSet.Contains("tld") && !note.WordSet.Contains("cd4");

    // "TLD (tenofovir 300 mg lamivudine 300 mg /" above "dolutegravir 50 mg)": what a product holds, the bracket going on below.
    private static bool GoesOnInBracket(Note note, FoundName name)
    {
        var (tokens, first) = (note.Tokens, CellsBelow.Opening(note, name.First));
        if (first == 0 || name.First - first > 1 || tokens[first - 1].Line != tokens[first].Line - 1 || !ClosesOnly(note, first, CellsBelow.End(note, first, tokens.Count))) return false;
        var column = TableColumns.Column(note, first);
        for (var above = first - 1; above >= 0 && tokens[above].Line == tokens[first].Line - 1; above = CellsBelow.Opening(note, above) - 1)
        {
            var opens = CellsBelow.Opening(note, above);
            if (Math.Abs(TableColumns.Column(note, opens) - column) > 2) continue;
            var open = Enumerable.Range(opens, above + 1 - opens).Sum(at => tokens[at].IsMark('(') ? 1 : tokens[at].IsMark(')') ? -1 : 0);
            return open > 0 && tokens[above].Folded is "/" or "+" or "&" or "-" or "and" or ",";
        }

        return false;
    }

    private static bool ClosesOnly(Note note, int first, int end)
    {
        for (var at = first; at < end && note.Tokens[at].Line == note.Tokens[first].Line; at++)
        {
            if (note.Tokens[at].IsMark(')')) return true;
            if (note.Tokens[at].IsMark('(')) return false;
        }

        return false;
    }

    // "Tandem t:slim X2" is an insulin pump; an iron tablet bears the same name.
    private static bool IsPump(Note note, FoundName name) =>
        name.End == name.First + 1 && note.Tokens[name.First].Is("tandem") && (note.WordSet.Contains("pump") || note.WordSet.Contains("slim") || note.WordSet.Contains("basal") || note.WordSet.Contains("cgm") || note.WordSet.Contains("mobi"));

    // "OGTT 75 g glucose", "glucose 2 h (OGTT 75 g)": drunk for the test.
    private static bool IsForTolerance(Note note, FoundName name, LexiconEntry entry) =>
        entry.Name is "glucose" or "dextrose" && (IsScreen(note, name) || (note.WordSet.Contains("ogtt") || note.WordSet.Contains("gtt"))
        && Enumerable.Range(Math.Max(0, name.First - TestReach), Math.Min(note.Tokens.Count, name.End + TestReach) - Math.Max(0, name.First - TestReach)).Any(at => note.Tokens[at].Line == note.Tokens[name.First].Line && note.Tokens[at].Folded is "ogtt" or "gtt"));

    // "50 g glucose screen ordered", "glucose challenge test"
    private static bool IsScreen(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Folded is "screen" or "screening" or "challenge" or "load" or "tolerance";

    // "Glucose test strips", "ketone test strip".
    private static bool IsForTesting(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.First].Line
        && (note.Tokens[name.End].Folded is "strip" or "strips" or "meter" or "monitor" or "sensor" or "sensors" || name.End + 1 < note.Tokens.Count && note.Tokens[name.End].Is("test") && note.Tokens[name.End + 1].Folded is "strip" or "strips");

    // "Oxygen titrated to 88-92 %", "oxygen saturations": what a ward watches is no oxygen at home.
    private static bool IsMeasured(Note note, FoundName name, LexiconEntry entry) =>
        entry.Name == "oxygen" && name.End < note.Tokens.Count && note.Tokens[name.End].Folded is "titrated" or "weaned" or "saturation" or "sat" or "requirement" or "target" or "level" or "sats";

    // "Repeat potassium in two weeks", "a false potassium result": the blood value, where no amount and no form makes it a drug.
    private static bool IsBloodValue(Note note, FoundName name, LexiconEntry entry) =>
        entry.Name is "potassium" or "sodium" or "calcium" or "magnesium" or "iron" or "lithium" or "zinc" or "phosphate" or "digoxin" or "phenytoin"
        && !NameFinder.AmountFollows(note.Tokens, name.End, Math.Min(note.Tokens.Count, name.End + TestReach))
        && (name.First > 0 && MeasuredBefore.Contains(note.Tokens[name.First - 1].Folded)
            || name.End < note.Tokens.Count && note.Tokens[name.End].Folded is "result" or "results" or "level" or "check" or "value" or "reading" or "recheck");

    // "Rifampicin resistance NOT detected", "isoniazid sensitive": what a germ stands against.
    private static bool IsTestedOnAGerm(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.End - 1].Line
        && note.Tokens[name.End].Folded is "resistance" or "resistant" or "resistent" or "sensitive" or "susceptible" or "susceptibility" or "sensitivity"
            // "The trimethoprim warning remains", "penicillin label": what is written of it.
            or "warning" or "warnings" or "label" or "alert" or "alerts" or "antibody" or "antibodies";

    // "Insulin-requiring diabetes", "steroid-induced": the word describes another.
    private static bool Compound(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Folded is "induced" or "related" or "associated" or "induziert" && note.Tokens[name.End].Line == note.Tokens[name.First].Line
        || name.End + 1 < note.Tokens.Count && note.Tokens[name.End].IsMark('-') && note.Tokens[name.End].Start == note.Tokens[name.End - 1].End
        && note.Tokens[name.End + 1].Folded is "requiring" or "dependent" or "treated" or "naive" or "resistant" or "induced" or "related" or "associated" or "sensitive" or "eluting" or "free" or "coated";

    // "Digoxin toxicity", "paracetamol overdose" name what happened.
    private static bool Poisoning(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.End - 1].Line
        && note.Tokens[name.End].Folded is "toxicity" or "overdose" or "poisoning" or "intoxication" or "withdrawal";

    // "OSA on APAP": there it is the machine that keeps the airway open.
    private static bool BreathesWith(Note note, NotedSentence sentence, FoundName name) =>
        name.End == name.First + 1 && note.Tokens[name.First].Is("apap") && !NameFinder.AmountFollows(note.Tokens, name.End, sentence.Range.End)
        && sentence.Names.Any(other => other.As(EntryKind.Problem)?.Name.Contains("sleep apnea", StringComparison.Ordinal) == true);

    // "Warfarin tablets held at home: 1 mg and 3 mg" tells what lies in the cupboard.
    private static bool KeptInStock(Note note, FoundName name)
    {
        for (var at = name.End; at < Math.Min(note.Tokens.Count - 1, name.End + 4) && note.Tokens[at].Line == note.Tokens[name.First].Line; at++)
            if (note.Tokens[at].Folded is "held" or "kept" && note.Tokens[at + 1].Folded is "at" or "in" || note.Tokens[at].Folded is "strength" or "strengths") return true;
        return false;
    }
}
