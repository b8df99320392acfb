using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>The card of a drug that is injected again and again ("Drug: …  i.m.  monthly", below it "Date  Dose  Site  Nurse"): the newest row tells the dose.</summary>
internal static class DepotCard
{
    private const int Gap = 2;
    private const int Beside = 4;

    private readonly record struct Cell(int First, int End);

    public static void Settle(Note note, IReadOnlyList<NotedSentence> sentences, List<TextFinding> findings)
    {
        if (!note.WordSet.Contains("site") && !note.WordSet.Contains("batch") && !note.WordSet.Contains("nurse")) return;
        for (var at = 0; at < note.Tokens.Count; at = SectionFinder.LineEnd(note.Tokens, at))
        {
            if (DoseColumn(note, at) is not { } column || Named(note, sentences, at) is not { } drug) continue;
            if (Newest(note, SectionFinder.LineEnd(note.Tokens, at), column) is not { } taken) continue;
            for (var i = 0; i < findings.Count; i++)
                if (findings[i].Finding is MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.Unknown, Dosing: { Dose: null } or null } told && told.Concept.Text == drug.Name && findings[i].Span.Start < note.Tokens[at].Start)
                    findings[i] = findings[i] with { Finding = told with { Recorded = taken.Day, Dosing = (told.Dosing ?? new() { Text = "" }) with { Dose = taken.Dose, Text = $"{told.Dosing?.Text} {taken.Dose.Text} ({taken.Day})".Trim() } }, Rule = MedicationReader.DoseChange };
        }
    }

    // "DATE   DOSE   SITE   NURSE": the column of the dose, on a line that also names the day and where or by whom.
    private static int? DoseColumn(Note note, int line)
    {
        var cells = Cells(note, line, SectionFinder.LineEnd(note.Tokens, line));
        if (cells.Count < 3 || !cells.Exists(cell => note.Tokens[cell.First].Is("date")) || !cells.Exists(cell => note.Tokens[cell.First].Folded is "site" or "nurse" or "given" or "batch" or "initial" or "signature" or "sign")) return null;
        return cells.FindIndex(cell => cell.End - cell.First <= 2 && note.Tokens[cell.First].Folded is "dose") is >= 0 and var at ? TableColumns.Column(note, cells[at].First) : null;
    }

    // The one drug that is named in the lines above; two make it another kind of page.
    private static LexiconEntry? Named(Note note, IReadOnlyList<NotedSentence> sentences, int head)
    {
        var line = note.Tokens[head].Line;
        var named = sentences.SelectMany(sentence => sentence.Names).Where(name => name.First < head && line - note.Tokens[name.First].Line <= 3).Select(name => name.As(EntryKind.Drug)).OfType<LexiconEntry>().DistinctBy(entry => entry.Name).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    private static (PartialDate Day, Quantity Dose)? Newest(Note note, int at, int column)
    {
        (PartialDate Day, Quantity Dose)? newest = null;
        for (; at < note.Tokens.Count && note.Tokens[at].Kind == TokenKind.Date; at = SectionFinder.LineEnd(note.Tokens, at))
        {
            if (note.DateAt(at) is not { } day) return null;
            foreach (var cell in Cells(note, at, SectionFinder.LineEnd(note.Tokens, at)))
            {
                if (cell.End - cell.First != 2 || Math.Abs(TableColumns.Column(note, cell.First) - column) > Beside || Amount(note, cell.First) is not { } dose) continue;
                if (newest is not { } known || day.Earliest >= known.Day.Earliest) newest = (day, dose);
            }
        }

        return newest;
    }

    private static Quantity? Amount(Note note, int at) =>
        note.Tokens[at].Kind == TokenKind.Number && Coding.Numbers.Parse(note.Tokens[at].Folded) is { } value && note.Tokens[at + 1].Folded is "mg" or "mcg" or "g" ? new(value, note.Tokens[at + 1].Folded) { Ucum = note.Tokens[at + 1].Is("mcg") ? "ug" : note.Tokens[at + 1].Folded } : null;

    private static List<Cell> Cells(Note note, int first, int end)
    {
        var cells = new List<Cell>();
        var opens = first;
        for (var at = first + 1; at <= end; at++)
        {
            if (at < end && note.Tokens[at].Start - note.Tokens[at - 1].End < Gap) continue;
            cells.Add(new(opens, at));
            opens = at;
        }

        return cells;
    }
}
