using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>The tables of days in a text: heads with days above rows of tests, and heads with tests above rows that open with a day.</summary>
internal sealed class ResultTables
{
    private const int MostRows = 120;
    private const int MostWords = 8;
    private const int MostEmptyLines = 2;
    private const int LongestLine = 160;

    private static readonly HashSet<string> Dates = new(StringComparer.Ordinal) { "date", "datum", "fecha", "data", "day", "tag", "taken", "collected", "sampled", "jour" };

    private readonly Dictionary<int, DayColumns> _columns = [];
    private readonly Dictionary<int, (int First, int End)> _rows = [];
    private readonly List<(int First, int End)> _lines = [];
    private readonly Dictionary<int, int> _numbered = [];

    public ResultTables(Note note)
    {
        for (var at = 0; at < note.Tokens.Count;)
        {
            var end = at + 1;
            while (end < note.Tokens.Count && note.Tokens[end].Line == note.Tokens[at].Line) end++;
            _numbered[note.Tokens[at].Line] = _lines.Count;
            _lines.Add((at, end));
            at = end;
        }

        for (var line = 0; line < _lines.Count;)
            line = DayColumns.In(note, _lines[line].First, _lines[line].End) is { } columns ? Below(note, line, columns) : DayRows(note, line);
    }

    /// <summary>Whether the text has a table of days: a day of collection in its head is then of one column only.</summary>
    public bool Any => _columns.Count > 0;

    /// <summary>The head of days above the line of a token.</summary>
    public DayColumns? Over(Note note, int token) => _columns.GetValueOrDefault(note.Tokens[token].Line);

    /// <summary>The lines that open with a day below the line of a token, where that names what they hold.</summary>
    public IEnumerable<(int First, int End)> Under(Note note, int token) =>
        _rows.TryGetValue(note.Tokens[token].Line, out var rows) ? Enumerable.Range(rows.First, rows.End - rows.First).Select(line => _lines[line]) : [];

    public (int First, int End) LineOf(Note note, int token) => _lines[_numbered[note.Tokens[token].Line]];

    // A table goes on over its own headings and rules, up to the next head, two empty lines or a line of prose.
    private int Below(Note note, int head, DayColumns columns)
    {
        var line = head + 1;
        for (; line < _lines.Count && line - head <= MostRows; line++)
        {
            var (first, end) = _lines[line];
            if (note.Tokens[first].Line - note.Tokens[_lines[line - 1].First].Line > MostEmptyLines || IsProse(note, first, end) || DayColumns.In(note, first, end) is not null) break;
            _columns[note.Tokens[first].Line] = columns;
        }

        return line;
    }

    private static bool IsProse(Note note, int first, int end)
    {
        if (end - first > LongestLine) return true;
        var words = 0;
        for (var at = first; at < end; at++)
            if (note.Tokens[at].Kind == TokenKind.Word && note.Tokens[at].End - note.Tokens[at].Start > 2 && ++words > MostWords) return true;
        return false;
    }

    // "Date        INR   Dose" / "05/05/2025  2.6   5 mg"
    private int DayRows(Note note, int head)
    {
        var (first, end) = _lines[head];
        while (first < end && note.Tokens[first].Kind == TokenKind.Mark) first++;
        if (first >= end || end - first > LongestLine || !Dates.Contains(note.Tokens[first].Folded) || (first + 1 < end && note.Tokens[first + 1].IsMark(':'))) return head + 1;
        var line = head + 1;
        // A rule may stand between.
        if (line < _lines.Count && Enumerable.Range(_lines[line].First, _lines[line].End - _lines[line].First).All(at => note.Tokens[at].Kind == TokenKind.Mark)) line++;
        var from = line;
        while (line < _lines.Count && line - from < MostRows && note.Tokens[_lines[line].First].Line - note.Tokens[_lines[line - 1].First].Line <= 1 && OpensWithDay(note, _lines[line])) line++;
        if (line > from) _rows[note.Tokens[_lines[head].First].Line] = (from, line);
        return Math.Max(line, head + 1);
    }

    private static bool OpensWithDay(Note note, (int First, int End) line)
    {
        var at = line.First;
        while (at < line.End && note.Tokens[at].Folded is "|" or "-" or "*") at++;
        return ShortDates.At(note, at, line.End, dotted: true) is not null;
    }
}
