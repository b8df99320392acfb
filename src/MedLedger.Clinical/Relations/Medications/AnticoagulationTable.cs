using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>The record of an anticoagulation clinic ("Date   INR   Daily dose   Next test"): its newest row tells what is taken now, its head only which tablets there are.</summary>
internal static class AnticoagulationTable
{
    private const int Gap = 2;
    private const int Beside = 4;
    private const int LongestDose = 12;

    private static readonly HashSet<string> Drugs = new(StringComparer.Ordinal) { "warfarin", "acenocoumarol", "phenprocoumon", "phenindione", "fluindione" };

    private readonly record struct Cell(int First, int End);

    public static void Settle(Note note, IReadOnlyList<NotedSentence> sentences, List<TextFinding> findings, DirectionParser directions)
    {
        if (Read(note, sentences, findings, directions) is not { } taken) return;
        // "Warfarin 1 mg and 3 mg tablets" in its head are the tablets that there are.
        for (var at = 0; at < findings.Count; at++)
            if (findings[at].Finding is MedicationFinding { Dosing.TimesPerDay: null } other && other.Concept.Text == taken.Finding.Concept.Text && findings[at].Span.Start < taken.Span.Start) findings[at] = findings[at] with { Finding = other with { Dosing = null } };
        findings.Add(taken);
    }

    private static TextFinding? Read(Note note, IReadOnlyList<NotedSentence> sentences, IReadOnlyList<TextFinding> findings, DirectionParser directions)
    {
        if (!note.WordSet.Contains("inr") || Named(sentences) is not { } drug || findings.Any(found => found.Finding is MedicationFinding { Status: MedicationStatus.Stopped or MedicationStatus.DoNotGive } ended && ended.Concept.Text == drug.Name)) return null;
        (PartialDate Day, Cell Dose)? newest = null;
        List<Cell>? head = null;
        var dose = -1;
        for (var at = 0; at < note.Tokens.Count; at = SectionFinder.LineEnd(note.Tokens, at))
        {
            var cells = Cells(note, at, SectionFinder.LineEnd(note.Tokens, at));
            if (Heads(note, cells) is { } column) (head, dose) = (cells, column);
            else if (head is null) continue;
            else if (Day(note, cells) is not { } day) head = null;
            else if (Under(note, head, dose, cells) is { } cell && (newest is not { } known || day.Earliest >= known.Day.Earliest)) newest = (day, cell);
        }

        if (newest is not (var said, var taken)) return null;
        var words = note.Words(taken.First, taken.End);
        var amount = taken.End - taken.First == 2 && note.Tokens[taken.First].Kind == TokenKind.Number && note.Tokens[taken.First + 1].Folded is "mg";
        var finding = new MedicationFinding
        {
            Concept = drug.Concept,
            Status = MedicationStatus.Active,
            Recorded = said,
            Dosing = amount && directions.Parse($"{words} daily").Dosing is { } daily ? daily with { Text = $"{words} daily ({said})" } : new() { Text = $"{words} ({said})" },
            Certainty = amount ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            UnsureBecause = amount ? null : "the record of anticoagulation gives no single dose",
        };
        return new(finding, note.Span(taken.First, taken.End), MedicationReader.DoseChange, 0.9);
    }

    private static LexiconEntry? Named(IReadOnlyList<NotedSentence> sentences)
    {
        var named = sentences.SelectMany(sentence => sentence.Names).Select(name => name.As(EntryKind.Drug)).OfType<LexiconEntry>().Where(entry => Drugs.Contains(entry.Name)).DistinctBy(entry => entry.Name).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    private static List<Cell> Cells(Note note, int first, int end)
    {
        var cells = new List<Cell>();
        var opens = first;
        for (var at = first; at <= end; at++)
        {
            var bar = at < end && note.Tokens[at].IsMark('|');
            if (at < end && !bar && (at == opens || note.Tokens[at].Start - note.Tokens[at - 1].End < Gap)) continue;
            if (at > opens) cells.Add(new(opens, at));
            opens = bar ? at + 1 : at;
        }

        return cells;
    }

    // The column of the dose, of a line that names the INR and a dose in cells of their own and holds no day.
    private static int? Heads(Note note, List<Cell> cells)
    {
        if (cells.Count < 3 || cells.Exists(cell => note.Tokens[cell.First].Kind is TokenKind.Date or TokenKind.Number)) return null;
        if (!cells.Exists(cell => note.Tokens[cell.First].Is("inr"))) return null;
        var dose = cells.FindLastIndex(cell => Enumerable.Range(cell.First, cell.End - cell.First).Any(at => note.Tokens[at].Folded is "dose" or "dosage" or "dosis") && !Enumerable.Range(cell.First, cell.End - cell.First).Any(at => note.Tokens[at].Folded is "previous" or "old" or "last" or "missed"));
        return dose < 0 ? null : dose;
    }

    private static PartialDate? Day(Note note, List<Cell> cells) =>
        cells.Count > 1 && note.Tokens[cells[0].First].Kind == TokenKind.Date ? note.DateAt(cells[0].First) : null;

    private static Cell? Under(Note note, List<Cell> head, int dose, List<Cell> cells)
    {
        var found = cells.Count == head.Count ? cells[dose] : cells.Find(cell => Math.Abs(TableColumns.Column(note, cell.First) - TableColumns.Column(note, head[dose].First)) <= Beside);
        return found.End > found.First && found.End - found.First <= LongestDose && found.First != cells[0].First ? found : null;
    }
}
