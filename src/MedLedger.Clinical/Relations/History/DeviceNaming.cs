using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>Names of devices that need the text around them to name one: a "tunnelled catheter" may serve dialysis or chemotherapy, a "port removed" may be the surgeon's.</summary>
internal static class DeviceNaming
{
    private static readonly string[] OfDialysis = ["dialysis", "haemodialysis", "hemodialysis", "hd", "renal", "kidney", "fistula", "avf", "eskd", "esrd", "ckd", "nephrology"];

    private static readonly HashSet<string> OfSurgery = new(StringComparer.Ordinal) { "umbilical", "epigastric", "mm", "camera", "laparoscopic", "working", "assistant", "suprapubic", "subcostal", "each", "every", "all", "last", "trocar" };

    private static readonly HashSet<string> OfFeeding = new(StringComparer.Ordinal) { "feed", "feeds", "feeding", "fed", "enteral", "overnight", "bolu", "bolus", "gastrostomy", "flush", "flushes", "fr", "bumper", "stoma", "site", "tube", "jevity", "nutrison", "nutrini", "fresubin", "dysphagia", "nbm", "npo", "swallow", "mnd", "als", "inserted", "insertion", "placed", "situ" };

    private static readonly HashSet<string> OfALaxative = new(StringComparer.Ordinal) { "powder", "laxative", "sachet", "sachets", "g", "mg", "constipation", "solution", "bowel", "prep", "daily", "eye", "allergy", "allergic", "excipient" };

    // "Treated with BiPAP in the department" is of that hour.
    private static readonly HashSet<string> OfTheHome = new(StringComparer.Ordinal) { "home", "nocturnal", "night", "nights", "nightly", "overnight", "qhs", "domiciliary", "uses", "use", "using", "compliance", "compliant", "adherent", "settings", "machine", "mask", "sleep", "osa", "ohs", "dependent", "nocte", "wears" };

    private static readonly HashSet<string> OfTheService = new(StringComparer.Ordinal) { "nurse", "nurses", "care", "team", "clinic", "therapist", "therapy", "service", "services", "bank", "site", "sites", "marking", "education", "formation" };

    public static bool MeansOther(Note note, NotedSentence sentence, FoundName name)
    {
        var word = note.Tokens[name.First].Folded;
        var behind = name.End < sentence.Range.End ? note.Tokens[name.End].Folded : "";
        if (note.Words(name.First, name.End) is "PEG") return (name.End < sentence.Range.End && note.Tokens[name.End].Kind == TokenKind.Number) || OfALaxative.Contains(behind) || !OfFeeding.Any(note.WordSet.Contains);
        if (name.End == name.First + 1 && word is "bipap") return !Around(note, sentence, OfTheHome);
        if (name.End == name.First + 1 && word is "stoma" or "colostomy" or "ileostomy" or "stent" && OfTheService.Contains(behind)) return true;
        if (word is "tunnelled" or "tunneled" && name.End - name.First == 2 && note.Tokens[name.End - 1].Folded is "catheter") return !OfDialysis.Any(note.WordSet.Contains);
        return word is "port" && name.First > 0 && note.Tokens[name.First - 1].Line == note.Tokens[name.First].Line && OfSurgery.Contains(note.Tokens[name.First - 1].Folded);
    }

    private static bool Around(Note note, NotedSentence sentence, HashSet<string> words) =>
        Enumerable.Range(sentence.Range.First, sentence.Range.End - sentence.Range.First).Any(at => words.Contains(note.Tokens[at].Folded));
}
