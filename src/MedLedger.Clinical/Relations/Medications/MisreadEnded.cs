using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>
/// What a list of stopped drugs names too illegibly for a name ("rludrocortiaonc 0.1 mg" under a line that crosses it out): it may be the drug that
/// an older paper still lists, which nobody then shows as sure.
/// </summary>
internal static class MisreadEnded
{
    private const int MostLines = 20;

    public static List<TextFinding> Read(Note note, TermLexicon lexicon, IReadOnlyList<TextFinding> findings)
    {
        var ended = new List<TextFinding>();
        var looked = 0;
        foreach (var section in note.Sections.Where(section => section.Kind is SectionKind.Stopped or SectionKind.OnHold))
        {
            for (var at = section.FirstToken; at < note.Tokens.Count && looked < MostLines && note.SectionAt(at) == section; at = SectionFinder.LineEnd(note.Tokens, at), looked++)
            {
                var name = at;
                while (name < note.Tokens.Count && note.Tokens[name].Kind is TokenKind.Mark or TokenKind.Number && note.Tokens[name].Line == note.Tokens[at].Line) name++;
                if (name >= note.Tokens.Count || note.Tokens[name] is not { Kind: TokenKind.Word } word || lexicon.Terms.Knows(word.Folded) || !NameFinder.AmountFollows(note.Tokens, name + 1, note.Tokens.Count)) continue;
                if (findings.Any(found => found.Span.Start <= word.Start && found.Span.End > word.Start) || lexicon.Drugs.FindFar(word.Folded) is not { } near) continue;
                ended.Add(new(
                    new MedicationFinding
                    {
                        Concept = near.Entry.Concept,
                        Status = section.Kind == SectionKind.OnHold ? MedicationStatus.OnHold : MedicationStatus.Stopped,
                        Certainty = ReadingCertainty.Unsure,
                        UnsureBecause = "the name is misspelt or misread",
                    },
                    note.Span(name, name + 1), "misread name among the stopped", 0.4));
            }
        }

        return ended;
    }
}
