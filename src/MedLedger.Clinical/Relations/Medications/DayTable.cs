using System.Globalization;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Reads rows of a table whose header names the times of day: "Metformin 1000 mg tab 1 0 1 0", "Apixaban  5 mg  Tabl  1  0  1  0  Stück".</summary>
internal sealed class DayTable(DirectionParser directions)
{
    private const int FewestColumns = 3;
    private const int TokensUp = 400;
    private const int Beside = 2;
    private const int Centred = 5;
    private const decimal MostPieces = 8;

    private static readonly HashSet<string> Times = new(StringComparer.Ordinal)
    {
        "morning", "noon", "midday", "lunch", "evening", "night", "bedtime", "dinner", "breakfast", "morgen", "mittag", "abend", "nacht", "supper", "mo", "mi", "ab", "zn", "zur", "fruh",
        "matin", "midi", "soir", "coucher", "nuit", "manana", "desayuno", "comida", "cena", "noche", "mattina", "pranzo", "sera", "notte", "am", "pm", "hs",
        "b'fast", "bfast", "bkfst", "b/fast", "bed", "tea", "teatime", "lunchtime", "afternoon",
    };

    private readonly record struct Cell(decimal? Count, string Unit);

    public Direction? Read(Note note, FoundName name, int segment)
    {
        var rowEnd = Math.Min(segment, SectionFinder.LineEnd(note.Tokens, name.First));
        if (MarkedTimes.Read(directions, note, name, rowEnd) is { } marked) return marked;
        if (rowEnd - name.End < FewestColumns || Columns(note, name.First) is not { } columns) return null;
        if (BelowTheHeader(note, name.End, rowEnd, columns) is var (placed, from, to)) return Told(note, name, placed, from, to);
        if (AtTheEnd(note, name.End, rowEnd, columns.Count) is var (last, begins)) return Told(note, name, last, begins, rowEnd);
        return WithBlanks(note, name.End, rowEnd, columns) is var (sparse, opens) ? Told(note, name, sparse, opens, rowEnd) : null;
    }

    // "PANADOL OSTEO 665MG TAB    2         2            2": an empty cell is none, where each count of the row's end stands right below a header.
    private static (List<Cell>, int From)? WithBlanks(Note note, int from, int rowEnd, List<int> columns)
    {
        var first = Enumerable.Range(from, rowEnd - from).FirstOrDefault(at => TableColumns.Column(note, at) >= columns[0] - Beside, rowEnd);
        if (first == rowEnd || rowEnd - first > columns.Count || note.Tokens[first].Start - note.Tokens[first - 1].End < Beside) return null;
        var cells = columns.Select(_ => new Cell(0, "")).ToList();
        for (var at = first; at < rowEnd; at++)
        {
            // A count may be centred below its header.
            var column = columns.FindLastIndex(head => head <= TableColumns.Column(note, at) + Beside);
            if (column < 0 || TableColumns.Column(note, at) - columns[column] > Centred || Count(note.Tokens[at]) is not (> 0 and <= MostPieces and var count) || cells[column].Count > 0) return null;
            cells[column] = new(count, "");
        }

        return (cells, first);
    }

    // Each count stands under its header, whatever columns follow.
    private static (List<Cell>, int From, int To)? BelowTheHeader(Note note, int from, int rowEnd, List<int> columns)
    {
        var cells = new List<Cell>();
        int first = -1, at = from;
        foreach (var column in columns)
        {
            while (at < rowEnd && TableColumns.Column(note, at) < column - Beside) at++;
            if (at >= rowEnd || TableColumns.Column(note, at) > column + Beside || Count(note.Tokens[at]) is not { } count) return null;
            if (first < 0) first = at;
            at++;
            if (at < rowEnd && IsUnits(note.Tokens[at].Folded))
            {
                cells.Add(new(count, "unit"));
                at++;
            }
            else cells.Add(new(count, ""));
        }

        // One unit behind the last column is said of all.
        var units = cells.Exists(cell => cell.Unit.Length > 0);
        return (units ? [.. cells.Select(cell => cell with { Unit = cell.Count > 0 ? "unit" : "" })] : cells, first, at);
    }

    private static (List<Cell>, int From)? AtTheEnd(Note note, int from, int rowEnd, int columns)
    {
        var tokens = note.Tokens;
        var cells = new List<Cell>();
        var at = rowEnd - 1;
        // "1   0   0   0   (neu)"
        if (at > from && tokens[at].IsMark(')'))
        {
            while (at > from && !tokens[at].IsMark('(')) at--;
            at--;
        }

        while (cells.Count < columns && at >= from)
        {
            if (Count(tokens[at]) is { } count) cells.Insert(0, new(count, ""));
            else if (IsUnits(tokens[at].Folded) && tokens[at - 1].Kind == TokenKind.Number) cells.Insert(0, new(Numbers.Parse(tokens[--at].Folded), "unit"));
            else if (tokens[at].Is("scale") && tokens[at - 1].Is("sliding"))
            {
                cells.Insert(0, new(null, "sliding scale"));
                at--;
            }
            else return null;
            at--;
        }

        return cells.Count < columns ? null : (cells, at + 1);
    }

    private static decimal? Count(Token token) => token.Folded switch
    {
        "-" => 0,
        "½" => 0.5m,
        "¼" => 0.25m,
        "¾" => 0.75m,
        _ => token.Kind == TokenKind.Number ? Numbers.Parse(token.Folded) : null,
    };

    private static bool IsUnits(string word) => word is "u" or "unit" or "ie" or "iu" or "ui" or "e" or "einheit" or "einheiten";

    private Direction? Told(Note note, FoundName name, List<Cell> cells, int from, int to)
    {
        var product = directions.Parse(note.Text, note.Tokens, name.End, from);
        var strength = product.Dosing?.Dose?.Text ?? product.Dosing?.Strength;
        var words = string.Join(' ', note.Words(name.End, to).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var dosing = new Dosing { Text = words, Strength = strength, Form = product.Dosing?.Form, Route = product.Dosing?.Route };
        if (cells.Exists(cell => cell.Count is null))
            return new(dosing with { FrequencyText = "sliding scale" }, name.End, to, null, null);
        var given = cells.Where(cell => cell.Count > 0).ToList();
        if (given.Count == 0) return null;
        var equal = given.Distinct().Count() == 1;
        Quantity? dose = !equal ? null
            : given[0].Unit.Length > 0 ? new(given[0].Count!.Value, given[0].Unit) { Ucum = "[iU]" }
            : given[0].Count == 1 && product.Dosing?.Dose is { } mass ? mass
            : new(given[0].Count!.Value, dosing.Form ?? "tablet");
        dosing = dosing with
        {
            Dose = dose,
            TimesPerDay = given.Count,
            FrequencyText = string.Join('-', cells.Select(cell => cell.Count!.Value.ToString(CultureInfo.InvariantCulture))),
        };
        return new(dosing, name.End, to, equal ? null : "different doses in a day", null);
    }

    // The header row stands above, in the same section.
    private static List<int>? Columns(Note note, int row)
    {
        var top = Math.Max(note.SectionAt(row).HeaderToken, row - TokensUp);
        for (var end = row; end > top;)
        {
            var first = end - 1;
            while (first > top && note.Tokens[first - 1].Line == note.Tokens[end - 1].Line) first--;
            if (note.Tokens[first].Line != note.Tokens[row].Line)
            {
                var columns = Enumerable.Range(first, end - first).Where(at => Times.Contains(note.Tokens[at].Folded) && !(at > first && note.Tokens[at - 1].Is("zur"))).Select(at => TableColumns.Column(note, at)).ToList();
                if (columns.Count >= FewestColumns) return columns;
            }

            end = first;
        }

        return null;
    }
}
