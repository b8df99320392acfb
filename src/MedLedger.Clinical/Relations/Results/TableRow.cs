using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>Cuts what stands behind the name of a row into cells: "112 H  -  haem  268 HH  umol/L  45-84".</summary>
internal sealed class TableRow(Units units)
{
    private const int Beside = 2;

    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal)
    {
        "na", "n/a", "n", "haem", "hemolyzed", "hemolysed", "hemolysi", "hem", "pending", "pend", "clotted", "insufficient", "insuff", "ins", "ns", "tnp", "cancelled", "canceled", "lipemic", "contaminated", "nr", "np", "nt", "x", "folgt", "hemolytisch", "faz", "pendiente", "await", "awaited", "unsuitable",
    };

    /// <summary>The cells of tokens [at, end); null where the line is no row of values. <paramref name="place"/>: words stand in a column of values (true), beside them (false) or in no column (null).</summary>
    public List<TableCell>? Cells(Note note, LexiconEntry entry, int at, int end, Func<int, int, bool?> place)
    {
        var cells = new List<TableCell>();
        var over = false;
        while (at < end)
        {
            var behindUnit = cells.FindIndex(cell => cell.Kind is CellKind.Value or CellKind.Words) is var value and >= 0 && cells.FindLastIndex(cell => cell.Kind == CellKind.Unit) > value;
            if (note.Tokens[at].Folded is "|" or ";" || (cells.Count == 0 && note.Tokens[at].IsMark(':'))) at++;
            else if (cells.Count > 0 && Flag(note, at, cells[^1]) is var (flag, behind)) (cells[^1], at) = (cells[^1] with { Flag = flag, End = behind }, behind);
            else if (Unit(note, at, end) is { } unit && !(note.Tokens[at].Kind == TokenKind.Number && unit.Text!.Length < 4)) at = Add(cells, unit);
            else if (Range(note, at, end, behindUnit || place(at, at + 1) != true) is { } range) at = Add(cells, range);
            else if (place(at, at + 1) == false) at++;
            else if (!over && place(at, at + 1) == true && Cell(note, entry, at, end) is { } cell) at = Add(cells, cell);
            else if (behindUnit) (over, at) = (true, at + 1);
            else return null;
        }

        return cells;
    }

    private static int Add(List<TableCell> cells, TableCell cell)
    {
        cells.Add(cell);
        return cell.End;
    }

    // A flag belongs to the value on its left; a star that stands apart is a cell of its own.
    private static (string Flag, int End)? Flag(Note note, int at, TableCell before)
    {
        if (before is not { Kind: CellKind.Value or CellKind.Words, Flag: null }) return null;
        var tokens = note.Tokens;
        var near = tokens[at].Start - tokens[at - 1].End <= Beside;
        if (tokens[at].IsMark('(') && at + 2 < tokens.Count && tokens[at + 2].IsMark(')') && ObservationReader.FlagAt(note, at + 1) is { } bracketed) return (bracketed, at + 3);
        if (tokens[at].Folded is "↑" or "↓") return (tokens[at].Folded == "↑" ? "H" : "L", at + 1);
        return (ObservationReader.FlagAt(note, at) ?? Glued(note, at)) is { } flag && (near || tokens[at].Kind == TokenKind.Word) ? (flag, at + 1) : null;
    }

    // "5.8H", "43L": the flag stands close to its number, and nothing else does.
    private static string? Glued(Note note, int at) =>
        note.Tokens[at].Kind == TokenKind.Word && note.Tokens[at - 1].Kind == TokenKind.Number && note.Tokens[at].Start == note.Tokens[at - 1].End && note.Words(at, at + 1) is "H" or "L" or "HH" or "LL"
        && (at + 1 == note.Tokens.Count || note.Tokens[at + 1].Line != note.Tokens[at].Line || note.Tokens[at + 1].Start - note.Tokens[at].End > Beside) ? note.Words(at, at + 1) : null;

    private TableCell? Unit(Note note, int at, int end)
    {
        var tokens = note.Tokens;
        if (units.At(note.Text, tokens[at].Start) is not { } found) return null;
        var behind = at;
        while (behind < end && tokens[behind].Start < found.End) behind++;
        // "mL/min/1.73": the square metres are understood.
        if (behind + 1 < end && found.Ucum == "mL/min" && tokens[behind].IsMark('/') && tokens[behind + 1].Is("1.73"))
            return new(CellKind.Unit, at, behind + 2) { Text = note.Words(at, behind + 2), Ucum = "mL/min/{1.73_m2}" };
        return new(CellKind.Unit, at, behind) { Text = found.Written, Ucum = found.Ucum };
    }

    // "0.70-1.00" is a range wherever it stands; "11.2 - 7.4" are two values and a stroke, unless it stands behind the values.
    private static TableCell? Range(Note note, int at, int end, bool behindValues)
    {
        var tokens = note.Tokens;
        var joined = at + 2 < end && tokens[at].Kind == TokenKind.Number && tokens[at + 1].Folded is "-" && tokens[at + 1].Start == tokens[at].End && tokens[at + 2].Start == tokens[at + 1].End && tokens[at + 2].Kind == TokenKind.Number;
        var bracketed = tokens[at].Folded is "(" or "[";
        return (joined || bracketed || behindValues) && ObservationReader.Range(note, at, end) is ({ } text, var behind) ? new(CellKind.Range, at, behind) { Text = text } : null;
    }

    private static TableCell? Cell(Note note, LexiconEntry entry, int at, int end)
    {
        var tokens = note.Tokens;
        if (tokens[at].Kind == TokenKind.Number) return Number(note, entry, at, at, end);
        if (tokens[at].Folded is "<" or ">" or "<=" or ">=" && at + 1 < end && tokens[at + 1].Kind == TokenKind.Number) return Number(note, entry, at, at + 1, end);
        if (tokens[at].Kind == TokenKind.Mark)
        {
            if (tokens[at].Folded is not ("-" or "*" or "." or "/" or "?" or "…" or "~") || (at > 0 && tokens[at].Start == tokens[at - 1].End)) return null;
            var behind = at + 1;
            while (behind < end && tokens[behind].Kind == TokenKind.Mark && tokens[behind].Start == tokens[behind - 1].End) behind++;
            return new(CellKind.Nothing, at, behind);
        }

        // Behind the name of a virus ND is "not detected"; behind any other it may be "not done".
        if (tokens[at].Is("nd")) return Viral(entry) ? new(CellKind.Words, at, at + 1) { Text = "not detected" } : new(CellKind.Nothing, at, at + 1);
        if (tokens[at].Is("not") && at + 1 < end) return tokens[at + 1].Is("detected") ? new(CellKind.Words, at, at + 2) { Text = "not detected" } : tokens[at + 1].Folded is "done" or "tested" ? new(CellKind.Nothing, at, at + 2) : null;
        if (ObservationReader.ValueIn(tokens[at].Folded) is { } word) return new(CellKind.Words, at, at + 1) { Text = word };
        return Nothing.Contains(tokens[at].Folded) ? new(CellKind.Nothing, at, at + 1) : null;
    }

    private static bool Viral(LexiconEntry entry) => entry.Name.Contains("DNA", StringComparison.Ordinal) || entry.Name.Contains("RNA", StringComparison.Ordinal) || entry.Name.Contains("viral", StringComparison.Ordinal) || entry.Name.Contains("PCR", StringComparison.Ordinal);

    private static TableCell? Number(Note note, LexiconEntry entry, int first, int at, int end)
    {
        var tokens = note.Tokens;
        if (at + 2 < end && tokens[at + 1].IsMark('/') && tokens[at + 1].Start == tokens[at].End && tokens[at + 2].Kind == TokenKind.Number)
            return entry.Name == "blood pressure" ? new(CellKind.Words, first, at + 3) { Text = note.Words(first, at + 3).Replace(" ", "", StringComparison.Ordinal) } : null;
        if (Numbers.Parse(tokens[at].Folded) is not { } number || (at + 1 < end && tokens[at + 1].Start - tokens[at].End <= Beside && ObservationReader.CountsDoses(tokens[at + 1]) && ObservationReader.FlagAt(note, at + 1) is null && Glued(note, at + 1) is null)) return null;
        return new(CellKind.Value, first, at + 1) { Number = number, Comparator = at > first ? tokens[first].Folded : null };
    }
}
