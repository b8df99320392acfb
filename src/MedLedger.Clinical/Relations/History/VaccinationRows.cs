using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.History;

/// <summary>The rows of a vaccination card: a vaccine and the day of each of its doses, or a day and the vaccine behind it.</summary>
internal static class VaccinationRows
{
    private const int TitleLines = 4;

    private static readonly string[][] Titles =
    [
        ["immunization", "record"], ["immunisation", "record"], ["vaccination", "record"], ["vaccine", "record"], ["vaccination", "card"], ["immunization", "card"], ["immunisation", "card"], ["immunization", "history"], ["immunisation", "history"], ["vaccination", "history"],
        ["immunization", "register"], ["immunisation", "register"], ["vaccination", "certificate"], ["vaccines", "administered"], ["impfausweis"], ["impfpass"], ["impfbuch"], ["impfnachweis"], ["carnet", "de", "vaccination"], ["carnet", "de", "sante"], ["carnet", "vaccinal"], ["cartilla", "de", "vacunacion"], ["carne", "de", "vacunacion"], ["calendario", "de", "vacunacion"], ["libretto", "vaccinale"], ["certificato", "vaccinale"], ["vaccinatieboekje"],
    ];

    /// <summary>Whether the first lines call the whole document a record of vaccinations: then no heading is needed.</summary>
    public static bool IsCard(Note note)
    {
        for (var at = 0; at < note.Tokens.Count && note.Tokens[at].Line < TitleLines; at++)
            foreach (var title in Titles)
                if (title.Select((word, i) => at + i < note.Tokens.Count && note.Tokens[at + i].Folded == Spelling.Fold(word)).All(same => same)) return true;
        return false;
    }

    /// <summary>The days in the vaccine's row, in their order; none where the row is not of this form.</summary>
    public static IReadOnlyList<PartialDate> Doses(Note note, NotedSentence sentence, FoundName name)
    {
        var line = note.Tokens[name.First].Line;
        var first = name.First;
        while (first > 0 && note.Tokens[first - 1].Line == line) first--;
        // "11-Oct-2024  Influenza vaccination     12-Nov-2017  Pneumococcal vaccination (PPV23)": there each day stands before its vaccine.
        if (note.DateAt(first) is not null && first < name.First)
        {
            for (var at = name.First - 1; at >= first; at--)
                if (note.DateAt(at) is { } before) return [before];
        }

        var days = new List<PartialDate>();
        var today = false;
        for (var at = name.End; at < note.Tokens.Count && note.Tokens[at].Line == line; at++)
        {
            // "Flu given today L deltoid. MMR #2 05/2022": behind the full stop another is told of.
            if (today && at >= sentence.Range.End) break;
            today |= note.Tokens[at].Is("today");
            if (note.DateAt(at) is { } day) days.Add(day);
            // "BCG at birth; Penta 1, 2 (18/03/2019, …)": the days behind the semicolon are the next vaccine's.
            else if (days.Count == 0 && note.Tokens[at].IsMark(';')) break;
            else if (days.Count > 0 && note.Tokens[at].Kind == TokenKind.Word && !IsDose(note.Tokens[at].Folded)) break;
            else if (sentence.Names.Any(other => other.First == at && other.First >= name.End && other.TermAs(EntryKind.Vaccine) is { } term && !InBracket(note, name, at) && term.Entry.Name != name.As(EntryKind.Vaccine)?.Name)) break;
        }

        return days;
    }

    // "Pneumokokken (Prevenar 20)": the bracket names the product.
    private static bool InBracket(Note note, FoundName name, int at) => Enumerable.Range(name.End, at - name.End).Any(i => note.Tokens[i].IsMark('(')) && !Enumerable.Range(name.End, at - name.End).Any(i => note.Tokens[i].IsMark(')'));

    private static bool IsDose(string word) => word is "dose" or "d" or "st" or "nd" or "rd" or "th" or "booster" or "lot" or "and" or "und" or "et" or "y" or "given";
}
