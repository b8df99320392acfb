using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>Letters that name a procedure only beside certain words, and the part of the body that a general name is said of.</summary>
internal static class ProcedureWords
{
    private const int Site = 4;

    private static readonly HashSet<string> OfABirth = new(StringComparer.Ordinal) { "emergency", "emerg", "em", "elective", "el", "previou", "previous", "previously", "prev", "prior", "repeat", "primary", "by", "via", "had", "lower", "one", "two", "three", "planned", "crash", "urgent", "cat", "category", "for", "post", "s/p", "p" };

    private static readonly HashSet<string> OfACulture = new(StringComparer.Ordinal) { "urine", "blood", "wound", "stool", "sputum", "pus", "swab", "hvs", "csf", "fluid", "throat", "tip", "send", "sent", "culture", "await", "awaiting", "pending", "midstream", "msu", "repeat" };

    private static readonly HashSet<string> OfALoss = new(StringComparer.Ordinal) { "miscarriage", "abortion", "retained", "rpoc", "incomplete", "missed", "pregnancy", "termination", "top", "molar", "evacuation", "wks", "weeks", "gestation", "spontaneou", "spontaneous" };

    private static readonly HashSet<string> OfConception = new(StringComparer.Ordinal) { "embryo", "embryos", "conceived", "conception", "cycle", "cycles", "twins", "twin", "pregnancy", "pregnancie", "pregnancies", "pregnant", "icsi", "infertility", "subfertility", "egg", "ovarian", "frozen", "baby", "child", "fertility" };

    private static readonly HashSet<string> OfAWait = new(StringComparer.Ordinal) { "assessment", "assessed", "list", "listing", "waitlist", "waiting", "workup", "work-up", "evaluation", "evaluated", "candidate", "candidacy", "referral", "referred", "eligibility", "option", "options", "considered", "bridge", "suitable", "eligible", "discussion", "discussed", "coordinator", "surgeon" };

    private static readonly HashSet<string> OfAPlan = new(StringComparer.Ordinal) { "planned", "plan", "plans", "planning", "begin", "begins", "decision", "will", "consider", "considered", "considering", "offered", "offer", "discuss", "discussed", "discussion", "recommend", "recommended", "refer", "referred", "referral", "proposed", "proposal", "booked", "due", "awaiting", "awaits", "may", "would", "should", "advised", "option", "options", "declined", "refused", "versus", "vs", "next", "geplant", "vorgesehen", "prevue", "prevista" };

    private static readonly HashSet<string> OfTheCarotid = new(StringComparer.Ordinal) { "carotid", "tia", "stroke", "cva", "amaurosi", "amaurosis", "endarterectomy", "ica" };

    private static readonly Dictionary<string, string> Sides = new(StringComparer.Ordinal) { ["l"] = "left", ["lt"] = "left", ["left"] = "left", ["r"] = "right", ["rt"] = "right", ["right"] = "right", ["bilateral"] = "bilateral" };

    private static readonly HashSet<string> Bones = new(StringComparer.Ordinal) { "hip", "femur", "femoral", "tibia", "tibial", "ankle", "wrist", "radiu", "radius", "humeru", "humerus", "elbow", "shoulder", "clavicle", "forearm", "hand", "foot", "patella", "olecranon", "mandible", "pelvi", "pelvis", "acetabulum", "fibula", "ulna", "calcaneu", "calcaneus", "knee", "distal", "proximal", "neck", "scaphoid", "metacarpal" };

    // "Urine C/S", "C/S sent" is culture and sensitivity; "MVA 2019 with rib fractures" a motor vehicle accident.
    public static bool MeansOtherwise(Note note, NotedSentence sentence, FoundName name, string procedure)
    {
        var written = note.Words(name.First, name.End);
        if (procedure == "generator change") return sentence.Names.Any(device => device.End <= name.First && device.As(EntryKind.Device) is not null && ItemDates.Renewed(note, sentence, device) is not null);
        if (written is "MVA") return !Enumerable.Range(sentence.Range.First, sentence.Range.End - sentence.Range.First).Any(at => OfALoss.Contains(note.Tokens[at].Folded));
        if (IsWeighed(note, sentence, name, procedure) || (procedure == "radiotherapy" && IsAhead(note, sentence, name))) return true;
        // "IVF 1 L" is a drip, "CEA 3.2" a tumor marker.
        if (written is "IVF") return !OfConception.Any(note.WordSet.Contains);
        if (written is "CEA") return !OfTheCarotid.Any(note.WordSet.Contains) || (name.End < sentence.Range.End && note.Tokens[name.End].Folded is ":" or "<" or "=" or "normal" or "level") || (name.End < sentence.Range.End && note.Tokens[name.End].Kind == TokenKind.Number && note.DateAt(name.End) is null && !note.Tokens[name.End].Folded.Contains('/'));
        if (written is not "C/S") return false;
        var before = name.First > sentence.Range.First ? note.Tokens[name.First - 1].Folded : "";
        var behind = name.End < sentence.Range.End ? note.Tokens[name.End].Folded : "";
        if (OfACulture.Contains(before) && !before.Equals("repeat", StringComparison.Ordinal) || behind is "sent" or "pending" or "result" or "results" or "taken" or "negative" or "neg" or "positive" or "awaited" or "report") return true;
        return !(OfABirth.Contains(before) || behind is "x" or "x1" or "x2" or "x3" or "x4" or "×" or "under" or "due" or "done" || (name.End < sentence.Range.End && note.DateAt(name.End) is not null) || note.DateAt(Math.Max(0, name.First - 1)) is not null || before is "2" or "3");
    }

    // "Lung transplant assessment", "on the kidney transplant list", "bridge to transplant", "not for TURP": nobody says that it was done.
    private static bool IsWeighed(Note note, NotedSentence sentence, FoundName name, string procedure)
    {
        var tokens = note.Tokens;
        var leads = name.First - 1;
        while (leads > sentence.Range.First && tokens[leads].Folded is "a" or "an" or "the" or "heart" or "second" or "further") leads--;
        if (leads > sentence.Range.First && tokens[leads].Is("for") && tokens[leads - 1].Folded is "not" or "unfit" or "unsuitable" or "candidate" or "ineligible") return true;
        if (!procedure.EndsWith("transplantation", StringComparison.Ordinal)) return false;
        if (name.End < sentence.Range.End && OfAWait.Contains(tokens[name.End].Folded)) return true;
        return leads > sentence.Range.First && tokens[leads].Folded is "for" or "to" or "of" && OfAWait.Contains(tokens[leads - 1].Folded);
    }

    // "Decision: radiotherapy to the chest wall, 15 fractions, planned to begin 19/10", "radiotherapy to be discussed": rays are told of long before they are given.
    private static bool IsAhead(Note note, NotedSentence sentence, FoundName name) =>
        Enumerable.Range(sentence.Range.First, sentence.Range.End - sentence.Range.First).Any(at => OfAPlan.Contains(note.Tokens[at].Folded)) && !(name.First > sentence.Range.First && note.Tokens[name.First - 1].Folded is "had" or "after" or "post" or "s/p" or "previous" or "completed" or "received" or "prior");

    /// <summary>"L hip ORIF", "ORIF of right distal radius": which bone was fixed is what counts.</summary>
    public static CodedText Sited(Note note, NotedSentence sentence, FoundName name, LexiconEntry procedure)
    {
        if (procedure.Name is not ("open reduction and internal fixation" or "intramedullary nailing")) return procedure.Concept;
        var first = name.First;
        while (first > sentence.Range.First && name.First - first < Site && IsSite(note.Tokens[first - 1])) first--;
        if (Of(note, first, name.First) is { } before) return procedure.Concept with { Text = $"{procedure.Name} of {before}" };
        var from = name.End < sentence.Range.End && note.Tokens[name.End].Folded is "of" or "for" ? name.End + 1 : name.End;
        var end = from;
        while (end < sentence.Range.End && end - from < Site && IsSite(note.Tokens[end])) end++;
        return Of(note, from, end) is { } behind ? procedure.Concept with { Text = $"{procedure.Name} of {behind}" } : procedure.Concept;
    }

    private static bool IsSite(Token token) => Sides.ContainsKey(token.Folded) || Bones.Contains(token.Folded);

    private static string? Of(Note note, int first, int end)
    {
        var words = Enumerable.Range(first, Math.Max(0, end - first)).Select(at => Sides.GetValueOrDefault(note.Tokens[at].Folded) ?? note.Words(at, at + 1).ToLowerInvariant()).ToList();
        return words.Exists(word => !Sides.ContainsValue(word)) ? string.Join(' ', words) : null;
    }
}
