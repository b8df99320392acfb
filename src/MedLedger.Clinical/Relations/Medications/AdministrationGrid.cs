using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>A chart of what was given, day by day: the initials in its cells say nothing of the dose; how it is taken stands on the line below the drug.</summary>
internal static class AdministrationGrid
{
    private const int Gap = 3;
    private const int FewestCells = 4;
    private const int LinesBelow = 2;

    private readonly record struct Cell(int First, int End);

    public static Direction? Read(DirectionParser directions, Note note, NotedSentence sentence, FoundName name)
    {
        var row = Cells(note, name.End, SectionFinder.LineEnd(note.Tokens, name.First));
        if (Signed(note, row) is not { } signed) return null;
        var said = row.Take(signed).Where(cell => Clock(note, cell) is null).Select(cell => note.Words(cell.First, cell.End)).ToList();
        var hours = row.Take(signed).Select(cell => Clock(note, cell)).OfType<string>().ToList();
        var at = SectionFinder.LineEnd(note.Tokens, name.First);
        var last = row[Math.Max(0, signed - 1)].End;
        for (var lines = 0; lines < LinesBelow && at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[at - 1].Line + 1; lines++)
        {
            var end = SectionFinder.LineEnd(note.Tokens, at);
            if (TableColumns.Column(note, at) <= TableColumns.Column(note, name.First) || sentenceNames(note, sentence, at, end)) break;
            var below = Cells(note, at, end);
            if (Clock(note, below[0]) is null)
            {
                if (directions.Parse(note.Text, note.Tokens, below[0].First, below[0].End).Dosing is null) break;
                said.Add(note.Words(below[0].First, below[0].End));
                last = below[0].End;
            }

            hours.AddRange(below.Select(cell => Clock(note, cell)).OfType<string>());
            at = end;
        }

        if (said.Count == 0) return null;
        var direction = directions.Parse(string.Join(' ', said));
        if (direction.Dosing is not { } dosing) return null;
        // Where no words say how often, the hours of the chart do.
        if (dosing is { TimesPerDay: null, FrequencyText: null, AsNeeded: false } && hours.Count > 0) dosing = dosing with { TimesPerDay = hours.Count, FrequencyText = string.Join(", ", hours) };
        return direction with { Dosing = dosing, First = name.End, End = Math.Max(last, name.End + 1) };

        static bool sentenceNames(Note note, NotedSentence sentence, int first, int end) =>
            sentence.Names.Any(other => other.First >= first && other.First < end && other.As(EntryKind.Drug) is not null);
    }

    // The first of at least four cells that hold initials or a dash; one of them must be initials.
    private static int? Signed(Note note, List<Cell> row)
    {
        var marks = row.FindAll(cell => IsMark(note, cell));
        if (marks.Count < FewestCells || !marks.Exists(cell => IsInitials(note, cell))) return null;
        var first = row.FindIndex(cell => IsMark(note, cell));
        return row.Skip(first).Count(cell => !IsMark(note, cell) && !IsGiven(note, cell)) <= marks.Count / 2 && first > 0 ? first : null;
    }

    // "20mL -": nothing was given on the next day.
    private static bool IsFreeDash(Note note, int at) =>
        note.Tokens[at].IsMark('-') && note.Tokens[at].Start > note.Tokens[at - 1].End && (at + 1 >= note.Tokens.Count || note.Tokens[at + 1].Start > note.Tokens[at].End);

    private static bool IsMark(Note note, Cell cell) => IsInitials(note, cell) || (cell.End - cell.First == 1 && note.Tokens[cell.First].IsMark('-'));

    // "20mL": how much was given that day.
    private static bool IsGiven(Note note, Cell cell) => cell.End - cell.First is 1 or 2 && note.Tokens[cell.First].Kind == TokenKind.Number;

    private static bool IsInitials(Note note, Cell cell)
    {
        if (cell.End - cell.First != 1 || note.Tokens[cell.First].Kind != TokenKind.Word) return false;
        var word = note.Text.AsSpan(note.Tokens[cell.First].Start, note.Tokens[cell.First].End - note.Tokens[cell.First].Start);
        return word.Length is 1 or 2 && !word.ContainsAnyExceptInRange('A', 'Z') && word is not ("OD" or "BD" or "OM" or "ON" or "PO" or "IV" or "IM" or "SC" or "HS" or "SL" or "PR");
    }

    private static string? Clock(Note note, Cell cell) =>
        cell.End - cell.First == 1 && note.Tokens[cell.First] is { Kind: TokenKind.Number, Folded: [>= '0' and <= '2', >= '0' and <= '9', '0' or '3', '0'] hour } ? hour
        : cell.End - cell.First == 3 && note.Tokens[cell.First].Kind == TokenKind.Number && note.Tokens[cell.First + 1].IsMark(':') && note.Tokens[cell.First + 2].Folded.Length == 2 ? note.Words(cell.First, cell.End) : null;

    private static List<Cell> Cells(Note note, int first, int end)
    {
        var cells = new List<Cell>();
        var opens = first;
        for (var at = first + 1; at <= end; at++)
        {
            if (at < end && note.Tokens[at].Start - note.Tokens[at - 1].End < Gap && !IsFreeDash(note, at) && !IsFreeDash(note, at - 1)) continue;
            cells.Add(new(opens, at));
            opens = at;
        }

        return cells;
    }
}
