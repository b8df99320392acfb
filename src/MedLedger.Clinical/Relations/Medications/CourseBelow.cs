using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Amlodipine 5 mg" / "WITHHELD since admission", "Enalapril 10 mg daily" / "STOP TODAY": the line below a drug, in its own column, tells that it is no longer given.</summary>
internal static class CourseBelow
{
    private const int LinesBelow = 7;
    private const int CellsAtMost = 4;

    // These tell what has happened; what follows is when, by whom or why.
    private static readonly HashSet<string> Stopped = Folded("stopped", "discontinued", "ceased", "d/c", "dc", "d/c'd", "cancelled", "canceled", "withdrawn", "crossed", "abgesetzt", "beendet", "arrete", "arrêté", "suspendido", "sospeso", "gestopt");

    private static readonly HashSet<string> Held = Folded("withheld", "held", "paused", "suspended", "omitted", "pausiert");

    // As an order such a word counts only for now: "STOP if rash", "withhold 5 days before surgery" do not end it.
    private static readonly HashSet<string> StopOrders = Folded("stop", "cease", "discontinue", "absetzen");

    private static readonly HashSet<string> HoldOrders = Folded("hold", "withhold", "omit", "pause", "suspend");

    private static readonly HashSet<string> Now = Folded("today", "now", "immediately", "heute", "permanently", "from", "since", "as", "due", "because", "pending");

    // What goes on behind a word that tells what has happened: by whom, when or why; "stopped driving" speaks of another thing.
    private static readonly HashSet<string> GoesOn = Folded("by", "on", "in", "since", "at", "due", "because", "after", "for", "from", "per", "this", "today", "yesterday", "last", "during", "following", "as", "pending", "until", "till", "dr", "gp", "and", "d/t", "admission", "hospital", "wegen", "am", "seit", "le", "el", "out", "off", "owing", "with", "w/c", "secondary");

    private static readonly HashSet<string> OnCondition = Folded("if", "unless", "when", "whenever", "before", "prior", "once", "bei", "wenn", "pre", "preop", "no", "not");

    // "Discontinued medicines", "stopped taking": a heading, or about another thing.
    private static readonly HashSet<string> OfOthers = Folded("medication", "medications", "medicines", "medicine", "meds", "drugs", "items", "taking", "smoking", "drinking", "treatment", "the", "these", "all", "following", "orders");

    public static void Settle(Note note, IReadOnlyList<NotedSentence> sentences, List<TextFinding> findings)
    {
        if (!note.WordSet.Any(Ends)) return;
        var drugs = sentences.SelectMany(sentence => sentence.Names).Where(name => name.As(EntryKind.Drug) is not null).Select(name => name.First).Order().ToList();
        for (var at = 0; at < findings.Count; at++)
        {
            if (findings[at].Finding is not MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.Unknown } drug || Token(note, findings[at].Span.Start) is not { } token) continue;
            if (Below(note, drugs, token) is not var (status, day, open)) continue;
            if (open && drug.UnsureBecause is null) findings[at] = findings[at] with { Finding = drug with { Certainty = ReadingCertainty.Unsure, UnsureBecause = "a line below it says that something was ended" } };
            if (open) continue;
            findings[at] = findings[at] with { Finding = drug with { Status = status, End = status == MedicationStatus.Stopped ? drug.End ?? day : drug.End, Assertion = drug.Assertion with { Because = "ended below" } } };
        }
    }

    private static bool Ends(string word) => Stopped.Contains(word) || Held.Contains(word) || StopOrders.Contains(word) || HoldOrders.Contains(word);

    private static (MedicationStatus Status, PartialDate? Day, bool Open)? Below(Note note, List<int> drugs, int token)
    {
        var cells = 0;
        foreach (var (first, end) in CellsBelow.Of(note, token, LinesBelow))
        {
            if (drugs.Exists(drug => drug >= first && drug < end)) return null;
            if (Course(note, first, end, token) is { } course) return course;
            if (++cells > CellsAtMost || BeginsItem(note, first, end)) return null;
        }

        return null;
    }

    private static (MedicationStatus Status, PartialDate? Day, bool Open)? Course(Note note, int first, int end, int token)
    {
        var at = first;
        while (at < end && note.Tokens[at].Kind == TokenKind.Mark && !note.Tokens[at].IsMark('[')) at++;
        if (at == end || note.Tokens[at].Kind != TokenKind.Word || note.Boxes.StartsAt(first)) return null;
        var word = note.Tokens[at].Folded;
        if (!Ends(word)) return null;
        var order = StopOrders.Contains(word) || HoldOrders.Contains(word);
        var next = at + 1 < end ? note.Tokens[at + 1] : default;
        if (at + 1 < end && (next.IsMark(':') || OfOthers.Contains(next.Folded))) return null;
        if (Enumerable.Range(at + 1, Math.Min(3, end - at - 1)).Any(i => OnCondition.Contains(note.Tokens[i].Folded) || note.Tokens[i].Folded is "<" or ">" or "<=" or ">=")) return null;
        if (order && at + 1 < end && !(Now.Contains(next.Folded) || next.Kind is TokenKind.Date || next.IsMark('(') || next.IsMark('-') || next.IsMark('.'))) return null;
        var other = !order && at + 1 < end && next.Kind == TokenKind.Word && !GoesOn.Contains(next.Folded);
        if (other && next.Folded.EndsWith("ing", StringComparison.Ordinal)) return null;
        // At the margin of the item the word alone heads what is listed below it, and with a day nobody can tell; set in, it speaks of the item.
        var margin = TableColumns.Column(note, first) <= TableColumns.Column(note, CellsBelow.Opening(note, token));
        if (at + 1 == end && margin) return null;
        if (note.Sections.Exists(section => section.HeaderToken >= first && section.HeaderToken < end && section.Kind is SectionKind.Stopped or SectionKind.OnHold)) return null;
        var day = Enumerable.Range(at + 1, end - at - 1).Select(note.DateAt).FirstOrDefault(date => date is { Month: not null });
        // An order for a day ahead does not end it yet.
        if (order && day is { } ahead && note.Date is { } written && ahead.Earliest > written.Latest) return null;
        return (Stopped.Contains(word) || StopOrders.Contains(word) ? MedicationStatus.Stopped : MedicationStatus.OnHold, day, (other && word is "stopped" or "held" or "suspended" or "crossed" or "dc") || margin && Enumerable.Range(at + 1, end - at - 1).All(i => note.Tokens[i].Kind == TokenKind.Date));
    }

    // "Zerobase cream", "Oilatum 500 ml": an item that no list knows.
    private static bool BeginsItem(Note note, int first, int end) =>
        note.Tokens[first].Kind == TokenKind.Word && char.IsUpper(note.Text[note.Tokens[first].Start]) && end - first > 1 && note.Tokens[first + 1].Kind == TokenKind.Word
        && Enumerable.Range(first + 1, Math.Min(4, end - first - 1)).Any(at => note.Tokens[at].Folded is "cream" or "ointment" or "gel" or "lotion" or "tablet" or "capsule" or "patch" or "inhaler" or "drop" or "mg" or "mcg" or "ml")
        && note.Tokens[first].Folded is not ("take" or "apply" or "inhale" or "use" or "inject" or "give" or "one" or "two" or "three" or "half" or "insert" or "instil" or "instill" or "put" or "suck" or "dissolve" or "chew");

    private static int? Token(Note note, int start)
    {
        int low = 0, high = note.Tokens.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (note.Tokens[middle].Start == start) return middle;
            if (note.Tokens[middle].Start < start) low = middle + 1; else high = middle - 1;
        }

        return null;
    }

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
