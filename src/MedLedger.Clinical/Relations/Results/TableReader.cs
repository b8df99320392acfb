using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>Reads the values of one test out of a table of days: each is of the day in whose column, or on whose line, it stands.</summary>
internal sealed class TableReader(Units units)
{
    private const int Gap = 2;
    private const int OtherWords = 3;

    // Words of a label that leave the test what it is; any other ("urine", "CSF") makes it another.
    private static readonly HashSet<string> Label = new(StringComparer.Ordinal)
    {
        "serum", "plasma", "blood", "total", "level", "count", "abs", "absolute", "venous", "fasting", "calc", "calculated", "measured", "random", "value", "s", "p", "b", "(", ")", "i.s", "im",
    };

    private readonly TableRow _row = new(units);

    /// <summary>The values, oldest first; null where the name stands in no table of days.</summary>
    public List<TextFinding>? Read(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry)
    {
        var columns = note.Tables.Over(note, name.First);
        if (columns is not { OfResults: true } && sentence.Section.Kind is SectionKind.Medications or SectionKind.Stopped or SectionKind.Immunizations or SectionKind.Allergies) return null;
        if (columns is not null) return Row(note, name, entry, columns);
        var days = Days(note, sentence, name, entry).ToList();
        return days.Count > 0 ? days : null;
    }

    private List<TextFinding>? Row(Note note, FoundName name, LexiconEntry entry, DayColumns columns)
    {
        var (first, end) = note.Tables.LineOf(note, name.First);
        var plain = Enumerable.Range(first, name.First - first).All(at => note.Tokens[at].Kind == TokenKind.Mark || Label.Contains(note.Tokens[at].Folded));
        var (at, unit) = BehindLabel(note, name.End, end);
        for (var words = 0; words < OtherWords && at < end && note.Tokens[at].Kind == TokenKind.Word && units.At(note.Text, note.Tokens[at].Start) is null && ObservationReader.ValueIn(note.Tokens[at].Folded) is null && Sideways(note, columns, at, at + 1) is null; words++)
        {
            at++;
            plain = false;
        }

        if (InColumns(note, entry, at, end, columns) is not var (placed, cells)) return null;
        if (!plain) return placed is null || placed.Count > 0 ? [] : null;
        unit ??= cells.Find(cell => cell.Kind == CellKind.Unit);
        var range = cells.FindLast(cell => cell.Kind == CellKind.Range)?.Text;
        if (placed is null) return [Unclear(note, name, entry, cells)];
        return [.. placed.OrderBy(one => one.Column.Order).Where(one => one.Cell.Kind != CellKind.Nothing).Select(one => Make(note, name, entry, one.Cell, unit, range, one.Column.Day, note.Span(name.First, one.Cell.End)))];
    }

    // Placed is null where the row holds values and nothing tells their columns.
    private (List<(Column Column, TableCell Cell)>? Placed, List<TableCell> Cells)? InColumns(Note note, LexiconEntry entry, int at, int end, DayColumns columns)
    {
        if (columns.Spaced && _row.Cells(note, entry, at, end, (from, to) => Sideways(note, columns, from, to)) is { } standing && ByPlace(note, columns, standing) is { } placed) return (placed, standing);
        if (_row.Cells(note, entry, at, end, (_, _) => true) is not { } cells) return null;
        var filled = cells.Where(IsFilled).ToList();
        if (filled.Count == columns.Days.Count) return ([.. columns.Days.Zip(filled)], cells);
        return filled.Count(cell => cell.Kind == CellKind.Value) > 1 ? (null, cells) : null;
    }

    private static bool IsFilled(TableCell cell) => cell.Kind is CellKind.Value or CellKind.Words or CellKind.Nothing;

    private static List<(Column Column, TableCell Cell)>? ByPlace(Note note, DayColumns columns, List<TableCell> cells)
    {
        var placed = new List<(Column Column, TableCell Cell)>();
        foreach (var cell in cells.Where(IsFilled))
        {
            if (Under(note, columns, cell.First, cell.End) is not { Order: >= 0 } column || placed.Exists(one => one.Column.Order == column.Order)) return null;
            placed.Add((column, cell));
        }

        return placed.Count > 0 ? placed : null;
    }

    // The flag is printed behind the value and does not move it.
    private static Column? Under(Note note, DayColumns columns, int first, int end)
    {
        while (end - 1 > first && note.Tokens[end - 1].Kind != TokenKind.Number && note.Tokens[first].Kind != TokenKind.Word) end--;
        var (from, to) = DayColumns.Place(note.Text, DayColumns.LineStart(note.Text, note.Tokens[first].Start), note.Tokens[first].Start, note.Tokens[end - 1].End, columns.Delimiter);
        return columns.Under(from, to) is { } nearest ? columns.All[nearest] : null;
    }

    private static bool? Sideways(Note note, DayColumns columns, int first, int end)
    {
        if (Under(note, columns, first, end) is { } column) return column.Order >= 0;
        var (from, _) = DayColumns.Place(note.Text, DayColumns.LineStart(note.Text, note.Tokens[first].Start), note.Tokens[first].Start, note.Tokens[first].End, columns.Delimiter);
        return from > columns.Days[^1].End ? false : null;
    }

    // "Kreatinin (mg/dl)", "Glucose (fasting)", "Creatinina mg/dl": a bracket may hold the unit.
    private (int At, TableCell? Unit) BehindLabel(Note note, int at, int end)
    {
        var tokens = note.Tokens;
        while (at < end && (tokens[at].IsMark('+') || tokens[at].IsMark(':') || tokens[at].IsMark(',') || Label.Contains(tokens[at].Folded)) && !tokens[at].IsMark('(')) at++;
        if (at >= end || tokens[at].Folded is not ("(" or "[")) return (at, null);
        var close = at + 1;
        while (close < end && tokens[close].Folded is not (")" or "]")) close++;
        if (close >= end || close == at + 1) return (at, null);
        var written = note.Text[tokens[at].End..tokens[close].Start].Trim();
        var known = units.At(note.Text, tokens[at + 1].Start);
        if (known is { } found && found.End >= tokens[close - 1].End) return (close + 1, new(CellKind.Unit, at + 1, close) { Text = found.Written, Ucum = found.Ucum });
        return (close + 1, written.Contains('/', StringComparison.Ordinal) && !written.Contains(' ', StringComparison.Ordinal) ? new(CellKind.Unit, at + 1, close) { Text = written } : null);
    }

    private IEnumerable<TextFinding> Days(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry)
    {
        var (unit, heads, own, names) = (default(TableCell), default(List<(int First, int End)>), -1, 0);
        foreach (var (first, end) in note.Tables.Under(note, name.First))
        {
            if (heads is null)
            {
                var head = note.Tables.LineOf(note, name.First);
                heads = Chunks(note, head.First, head.End);
                own = heads.FindIndex(chunk => chunk.First <= name.First && name.First < chunk.End);
                unit = BehindLabel(note, name.End, head.End).Unit;
                if (heads.Count > 1 ? name.First != heads[own].First && !Label.Contains(note.Tokens[name.First - 1].Folded) : !OnlyNames(head)) yield break;
                names = sentence.Names.Count(other => other.First < name.First);
            }

            var opens = first;
            while (note.Tokens[opens].Kind == TokenKind.Mark) opens++;
            if (ShortDates.At(note, opens, end, dotted: true) is not var (day, behind)) continue;
            var cell = heads.Count > 1 ? InChunk(note, entry, heads, own, opens, end) : InTurn(note, entry, behind, end, names, sentence.Names.Count);
            if (cell is not null) yield return Make(note, name, entry, cell, unit, null, day, note.Span(first, cell.End));
        }

        bool OnlyNames((int First, int End) head) => head.End - head.First - 1 == sentence.Names.Where(other => other.First < head.End).Sum(other => other.End - other.First);
    }

    private TableCell? InTurn(Note note, LexiconEntry entry, int at, int end, int turn, int all) =>
        _row.Cells(note, entry, at, end, (_, _) => true)?.Where(IsFilled).ToList() is { } cells && cells.Count == all && cells[turn].Kind != CellKind.Nothing ? cells[turn] : null;

    private TableCell? InChunk(Note note, LexiconEntry entry, List<(int First, int End)> heads, int own, int first, int end)
    {
        var chunks = Chunks(note, first, end);
        var (at, to) = chunks.Count == heads.Count ? chunks[own] : chunks.Find(chunk => Nearest(note, heads, chunk) == own);
        if (to == 0 || at == first) return null;
        return _row.Cells(note, entry, at, to, (_, _) => true)?.Where(IsFilled).ToList() is [{ Kind: CellKind.Value or CellKind.Words } only] ? only : null;
    }

    private static int Nearest(Note note, List<(int First, int End)> heads, (int First, int End) chunk)
    {
        var (start, end) = Place(note, chunk);
        return Enumerable.Range(0, heads.Count).MinBy(i => Place(note, heads[i]) is var (from, to) ? Math.Min(Math.Abs(start - from), Math.Abs(end - to)) : 0);
    }

    private static (int Start, int End) Place(Note note, (int First, int End) chunk) =>
        DayColumns.Place(note.Text, DayColumns.LineStart(note.Text, note.Tokens[chunk.First].Start), note.Tokens[chunk.First].Start, note.Tokens[chunk.End - 1].End, null);

    // Cells stand two blanks, a tab or a rule apart.
    private static List<(int First, int End)> Chunks(Note note, int first, int end)
    {
        var chunks = new List<(int First, int End)>();
        for (var at = first; at < end; at++)
        {
            if (note.Tokens[at].IsMark('|')) continue;
            if (chunks.Count > 0 && chunks[^1].End == at && note.Tokens[at].Start - note.Tokens[at - 1].End < Gap && note.Text[note.Tokens[at].Start - 1] != '\t') chunks[^1] = (chunks[^1].First, at + 1);
            else chunks.Add((at, at + 1));
        }

        return chunks;
    }

    private static TextFinding Make(Note note, FoundName name, LexiconEntry entry, TableCell cell, TableCell? unit, string? range, PartialDate? day, TextSpan span)
    {
        var made = Plain(entry) with
        {
            Value = cell.Number is { } number ? new(number, unit?.Text ?? "") { Comparator = cell.Comparator, Ucum = unit?.Ucum is { Length: > 0 } ucum ? ucum : null } : null,
            ValueText = cell.Text is { } words ? new(words) : null,
            ReferenceRange = range,
            Flag = cell.Flag,
            Effective = day,
        };
        return Weighed(note, name, made, span, cell, note.Tokens[cell.End - 1].Folded is ['0', not '.' and not ',', ..] ? "the decimal point may be lost" : null);
    }

    private static TextFinding Unclear(Note note, FoundName name, LexiconEntry entry, List<TableCell> cells)
    {
        var values = cells.FindAll(cell => cell.Kind is CellKind.Value or CellKind.Words);
        return Weighed(note, name, Plain(entry) with { ValueText = new(string.Join(", ", values.Select(cell => note.Words(cell.First, cell.End)))) }, note.Span(name.First, values[^1].End), values[^1], "which value is of which day is not clear");
    }

    private static ObservationFinding Plain(LexiconEntry entry) =>
        new() { Concept = entry.Concept, Category = entry.Kind == EntryKind.Vital ? ObservationCategory.VitalSign : ObservationCategory.Laboratory };

    private static TextFinding Weighed(Note note, FoundName name, ObservationFinding made, TextSpan span, TableCell cell, string? doubt)
    {
        var weighed = Doubt.Weigh(doubt is null || made.Value is null ? made : made with { Value = null, ValueText = new(made.Value.Text) }, name, new(Assertion.Plain, null, Resolved: false, Refuted: false, ""), BoxState.None, doubt);
        return new(weighed, span, "lab table", 0.95) { Core = [note.Span(name.First, name.End), note.Span(cell.First, cell.End)] };
    }
}
