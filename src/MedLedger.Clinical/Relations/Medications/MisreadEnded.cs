using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>
/// What a list of stopped drugs names too illegibly for a name ("rludrocortiaonc 0.1 mg" under a line that crosses it out), and so "STOP Metfernin" or
/// "Rerindopril 5 mg   CEASED": it may be the drug that an older paper still lists, which nobody then shows as sure.
/// </summary>
internal static class MisreadEnded
{
    private const int MostLines = 20;
    private const int ShortestName = 6;

    private static readonly HashSet<string> Stops = new(StringComparer.Ordinal) { "stop", "stopped", "cease", "ceased", "discontinue", "discontinued", "stdp", "withdrawn" };

    public static List<TextFinding> Read(Note note, TermLexicon lexicon, IReadOnlyList<TextFinding> findings)
    {
        var ended = new List<TextFinding>();
        var looked = 0;
        foreach (var section in note.Sections.Where(section => section.Kind is SectionKind.Stopped or SectionKind.OnHold))
        {
            for (var at = section.FirstToken; at < note.Tokens.Count && looked < MostLines && note.SectionAt(at) == section; at = SectionFinder.LineEnd(note.Tokens, at), looked++)
            {
                var name = FirstWord(note, at);
                if (name < note.Tokens.Count && NameFinder.AmountFollows(note.Tokens, name + 1, note.Tokens.Count) && Near(note, lexicon, findings, name) is { } near)
                    ended.Add(Ended(note, near, name, section.Kind == SectionKind.OnHold ? MedicationStatus.OnHold : MedicationStatus.Stopped));
            }
        }

        foreach (var name in Told(note).Take(MostLines))
            if (Near(note, lexicon, findings, name) is { } near && !ended.Exists(one => one.Span.Start == note.Tokens[name].Start)) ended.Add(Ended(note, near, name, MedicationStatus.Stopped));
        return ended;
    }

    // "STOP Metfernin (creatinine high)", "Rerindopril 5 mg  4     CEASED 24/04".
    private static IEnumerable<int> Told(Note note)
    {
        for (var at = 0; at < note.Tokens.Count; at++)
        {
            if (!Stops.Contains(note.Tokens[at].Folded)) continue;
            var behind = at + 1;
            while (behind < note.Tokens.Count && note.Tokens[behind].Folded is ":" or "-" or "tab" or "cap" or "inj" or ".") behind++;
            if (behind < note.Tokens.Count && note.Tokens[behind].Line == note.Tokens[at].Line) yield return behind;
            var row = FirstWord(note, LineStart(note, at));
            if (row < at && note.IsShouted(at) && NameFinder.AmountFollows(note.Tokens, row + 1, at)) yield return row;
        }
    }

    private static int LineStart(Note note, int at)
    {
        var first = at;
        while (first > 0 && at - first < MostLines * 2 && note.Tokens[first - 1].Line == note.Tokens[at].Line) first--;
        return first;
    }

    private static int FirstWord(Note note, int at)
    {
        var name = at;
        while (name < note.Tokens.Count && note.Tokens[name].Kind is TokenKind.Mark or TokenKind.Number && note.Tokens[name].Line == note.Tokens[at].Line) name++;
        return name;
    }

    private static CodedText? Near(Note note, TermLexicon lexicon, IReadOnlyList<TextFinding> findings, int at)
    {
        if (at >= note.Tokens.Count || note.Tokens[at] is not { Kind: TokenKind.Word } word || word.Folded.Length < ShortestName || lexicon.Terms.Knows(word.Folded)) return null;
        return findings.Any(found => found.Span.Start <= word.Start && found.Span.End > word.Start) || lexicon.Drugs.FindFar(word.Folded) is not { } near ? null : near.Entry.Concept;
    }

    private static TextFinding Ended(Note note, CodedText near, int name, MedicationStatus status) => new(
        new MedicationFinding
        {
            Concept = near,
            Status = status,
            Certainty = ReadingCertainty.Unsure,
            UnsureBecause = "the name is misspelt or misread",
        },
        note.Span(name, name + 1), "misread name among the stopped", 0.4);
}
