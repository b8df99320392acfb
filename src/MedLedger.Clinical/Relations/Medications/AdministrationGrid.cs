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
    private const int LinesBelow = 7;
    private const int WholeRow = 7;
    private const int Outdent = 2;
    private const int Words = 16;

    private readonly record struct Cell(int First, int End);

    public static Direction? Read(DirectionParser directions, Note note, NotedSentence sentence, FoundName name)
    {
        var row = Cells(note, name.End, SectionFinder.LineEnd(note.Tokens, name.First));
        if (Signed(note, row) is not { } signed) return null;
        var said = row.Take(signed).Where((cell, at) => Hour(note, cell, at == signed - 1) is null).ToList();
        var hours = row.Take(signed).Select((cell, at) => Hour(note, cell, at == signed - 1)).OfType<string>().ToList();
        var at = SectionFinder.LineEnd(note.Tokens, name.First);
        var margin = TableColumns.Column(note, CellsBelow.Opening(note, name.First)) - Outdent;
        var last = row[Math.Max(0, signed - 1)].End;
        for (var lines = 0; lines < LinesBelow && at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[at - 1].Line + 1; lines++)
        {
            var end = SectionFinder.LineEnd(note.Tokens, at);
            if (TableColumns.Column(note, at) < margin || NamesADrug(sentence, at, end)) break;
            var below = Cells(note, at, end);
            // Behind the words, or where no words stand, a row of initials has its hour before it.
            var far = TableColumns.Column(note, at) - margin > Words;
            if (Hour(note, below[0], far) is null && !far)
            {
                if (directions.Parse(note.Text, note.Tokens, below[0].First, below[0].End) is not { Dosing: not null } direction || (direction.First != below[0].First && !note.Tokens[below[0].First].IsMark('(') && !TableColumns.Orders.Contains(note.Tokens[below[0].First].Folded))) break;
                said.Add(below[0]);
                last = below[0].End;
            }

            hours.AddRange(below.Select((cell, index) => Hour(note, cell, index == 0 ? far : index == 1 && below.Count > FewestCells)).OfType<string>());
            at = end;
        }

        if (said.Count == 0) return null;
        var whole = directions.Parse(string.Join(' ', said.Select(cell => note.Words(cell.First, cell.End))));
        if (whole.Dosing is not { } dosing) return null;
        // Where no words say how often, the hours of the chart do.
        if (dosing is { TimesPerDay: null, FrequencyText: null, AsNeeded: false } && hours.Count > 0) dosing = dosing with { TimesPerDay = hours.Count, FrequencyText = string.Join(", ", hours) };
        return whole with { Dosing = dosing, First = name.End, End = Math.Max(last, name.End + 1), Parts = [.. said.Select(cell => (cell.First, cell.End))] };
    }

    private static bool NamesADrug(NotedSentence sentence, int first, int end) =>
        sentence.Names.Any(other => other.First >= first && other.First < end && other.As(EntryKind.Drug) is not null);

    // The first of at least four cells that hold initials or a dash; one of them must be initials, or they fill the row ("w" for withheld, "x" for not due).
    private static int? Signed(Note note, List<Cell> row)
    {
        var marks = row.FindAll(cell => IsMark(note, cell));
        if (marks.Count < FewestCells || !(marks.Count >= WholeRow || marks.Exists(cell => IsInitials(note, cell)))) return null;
        var first = row.FindIndex(cell => IsMark(note, cell));
        return row.Skip(first).Count(cell => !IsMark(note, cell) && !IsGiven(note, cell)) <= marks.Count / 2 && first > 0 ? first : null;
    }

    // "20mL -": nothing was given on the next day.
    private static bool IsFreeDash(Note note, int at) =>
        note.Tokens[at].IsMark('-') && note.Tokens[at].Start > note.Tokens[at - 1].End && (at + 1 >= note.Tokens.Count || note.Tokens[at + 1].Start > note.Tokens[at].End);

    private static bool IsMark(Note note, Cell cell) =>
        IsInitials(note, cell)
        || (cell.End - cell.First == 1 && note.Tokens[cell.First] is var only && (only.IsMark('-') || only.IsMark('/') || only.IsMark('✓') || (only.Kind == TokenKind.Word && only.End - only.Start == 1)));

    // "20mL": how much was given that day.
    private static bool IsGiven(Note note, Cell cell) => cell.End - cell.First is 1 or 2 && note.Tokens[cell.First].Kind == TokenKind.Number;

    private static bool IsInitials(Note note, Cell cell)
    {
        var word = note.Text.AsSpan(note.Tokens[cell.First].Start, note.Tokens[cell.End - 1].End - note.Tokens[cell.First].Start);
        // A hand's "TB" is read as "T8", "5B" and "TRB".
        if (word.Length == 2 && char.IsAsciiDigit(word[0]) != char.IsAsciiDigit(word[1])) return char.IsAsciiLetterUpper(word[0]) || char.IsAsciiLetterUpper(word[1]);
        return cell.End - cell.First == 1 && note.Tokens[cell.First].Kind == TokenKind.Word && word.Length is 1 or 2 or 3 && !word.ContainsAnyExceptInRange('A', 'Z') && word is not ("PRN" or "TDS" or "QDS" or "TID" or "QID" or "BID" or "SOS" or "MON" or "TUE" or "WED" or "THU" or "FRI" or "SAT" or "SUN" or "TAB" or "CAP" or "INJ" or "SYP" or "YES" or "NEW") and not ("OD" or "BD" or "OM" or "ON" or "PO" or "IV" or "IM" or "SC" or "HS" or "SL" or "PR");
    }

    private static string? Clock(Note note, Cell cell) =>
        cell.End - cell.First == 1 && note.Tokens[cell.First] is { Kind: TokenKind.Number, Folded: [>= '0' and <= '2', >= '0' and <= '9', '0' or '3', '0'] hour } ? hour
        : cell.End - cell.First == 3 && note.Tokens[cell.First].Kind == TokenKind.Number && note.Tokens[cell.First + 1].IsMark(':') && note.Tokens[cell.First + 2].Folded.Length == 2 ? note.Words(cell.First, cell.End) : null;

    // "08" before the initials of its row.
    private static string? Hour(Note note, Cell cell, bool opensRow) =>
        Clock(note, cell) ?? (opensRow && cell.End - cell.First == 1 && note.Tokens[cell.First] is { Kind: TokenKind.Number, Folded: { Length: 2 } bare } && int.TryParse(bare, out var hour) && hour is > 0 and <= 24 ? bare : null);

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
