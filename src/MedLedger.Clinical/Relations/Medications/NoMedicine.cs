using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Words that are a drug's name elsewhere and name something else here: a machine, a test strip, what is drunk, what happened.</summary>
internal static class NoMedicine
{
    public static bool Is(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry) =>
        LooksAtTheHeart(note, name) || Compound(note, name) || Poisoning(note, name) || BreathesWith(note, sentence, name) || KeptInStock(note, name) || IsPump(note, name) || IsForTesting(note, name) || IsTestedOnAGerm(note, name)
        || IsDrunk(entry);

    /// <summary>What somebody drinks is no medicine, nor is what an infusion is diluted with or a tablet dissolved in.</summary>
    public static bool IsDrunk(LexiconEntry entry) => entry.Name is "alcohol" or "ethanol" or "water" or "sterile water";

    // "No endocarditis on TEE" looked at the heart through the gullet; only beside HIV it is a tablet.
    private static bool LooksAtTheHeart(Note note, FoundName name) =>
        note.Tokens[name.First].Is("tee") && name.End == name.First + 1 && !note.WordSet.Contains("hiv") && !note.WordSet.Contains("art") && !note.WordSet.Contains("arv") && !note.WordSet.Contains("tld") && !note.WordSet.Contains("cd4");

    // "Tandem t:slim X2" is an insulin pump; an iron tablet bears the same name.
    private static bool IsPump(Note note, FoundName name) =>
        name.End == name.First + 1 && note.Tokens[name.First].Is("tandem") && (note.WordSet.Contains("pump") || note.WordSet.Contains("slim") || note.WordSet.Contains("basal") || note.WordSet.Contains("cgm") || note.WordSet.Contains("mobi"));

    // "Glucose test strips", "ketone test strip".
    private static bool IsForTesting(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.First].Line
        && (note.Tokens[name.End].Folded is "strip" or "strips" or "meter" or "monitor" or "sensor" or "sensors" || name.End + 1 < note.Tokens.Count && note.Tokens[name.End].Is("test") && note.Tokens[name.End + 1].Folded is "strip" or "strips");

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
