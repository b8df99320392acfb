using System.Globalization;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>A column of a printed table: where its head stands in the line, and its day if it has one. <paramref name="Order"/> counts the days from the oldest, also where no year is known; a column of units or ranges has -1.</summary>
internal readonly record struct Column(int Start, int End, PartialDate? Day, int Order);

/// <summary>A line that heads a table with days: "LAB   6/24   7/22   8/19   Ref". <paramref name="Delimiter"/> parts the cells, where that is no blank; only where the columns are <paramref name="Spaced"/> does a place in the line tell one.</summary>
internal sealed record DayColumns(IReadOnlyList<Column> All, char? Delimiter, bool Spaced)
{
    private const int LongestHead = 60;
    private const int MostWordsBefore = 6;
    private const int FewestDays = 2;

    private static readonly HashSet<string> Heads = new(StringComparer.Ordinal)
    {
        "unit", "ref", "reference", "range", "interval", "normal", "normale", "norm", "normbereich", "normwert", "referenz", "referenzbereich", "referenzwert", "einheit", "unite", "valeur", "unidad", "unidade", "referencia", "rango", "valore", "valor", "valores", "riferimento", "unita",
        "test", "lab", "labs", "analyte", "parameter", "parametro", "component", "flag", "result", "time", "hr", "hrs", "h", "uhr", "trend", "comment", "am", "pm", "limit", "target", "usuelle", "eenheid", "referentie", "low", "high", "biological", "ri",
    };

    // What is measured at the bedside is written as a fraction, too: "BP 12/8  11/7".
    private static readonly HashSet<string> Fractions = new(StringComparer.Ordinal) { "bp", "ta", "rr", "pa", "power", "apgar", "pain", "score", "vision", "va" };

    /// <summary>Whether the head itself says that results stand below: then it ends a list of medicines above.</summary>
    public bool OfResults { get; init; }

    public IReadOnlyList<Column> Days { get; } = [.. All.Where(column => column.Order >= 0)];

    /// <summary>Reads the line of tokens [first, end); null when it heads no such table.</summary>
    public static DayColumns? In(Note note, int first, int end)
    {
        if (end - first > LongestHead || end - first < FewestDays) return null;
        var proof = Proof(note, first, end);
        var found = new List<(int First, int End, PartialDate? Day)>();
        var others = new List<(int First, int End)>();
        for (int at = first, words = 0; at < end;)
        {
            if (ShortDates.At(note, at, end, dotted: true, proof) is var (day, behind))
            {
                if (found.Count == 0 && at > first && Fractions.Contains(note.Tokens[at - 1].Folded)) return null;
                found.Add((at, behind, day));
                at = BehindTime(note.Tokens, behind, end);
                continue;
            }

            if (note.Tokens[at].Kind == TokenKind.Mark ? !Parts(note.Tokens[at], found.Count > 0) : note.Tokens[at].Kind == TokenKind.Number || (found.Count == 0 ? ++words > MostWordsBefore : !Heads.Contains(note.Tokens[at].Folded))) return null;
            if (note.Tokens[at].Kind == TokenKind.Word) others.Add((at, at + 1));
            at++;
        }

        return found.Count >= FewestDays && Ordered(note, found, proof) is { } orders ? Make(note, first, found, orders, others) : null;
    }

    /// <summary>The column in which a cell stands; null where it stands under none.</summary>
    public int? Under(int start, int end)
    {
        var nearest = -1;
        var least = int.MaxValue;
        for (var column = 0; column < All.Count; column++)
        {
            var away = Math.Min(Math.Min(Math.Abs(start - All[column].Start), Math.Abs(end - All[column].End)), Math.Abs(start + end - All[column].Start - All[column].End) / 2);
            if (away < least) (nearest, least) = (column, away);
        }

        return least <= Slack ? nearest : null;
    }

    private int Slack => Delimiter is null ? Math.Max(2, Enumerable.Range(1, Days.Count - 1).Min(i => Days[i].Start - Days[i - 1].Start) / 2) : 0;

    private static DayColumns Make(Note note, int first, List<(int First, int End, PartialDate? Day)> found, List<int> orders, List<(int First, int End)> others)
    {
        var tokens = note.Tokens;
        var between = note.Text.AsSpan(tokens[found[0].End - 1].End, tokens[found[1].First].Start - tokens[found[0].End - 1].End);
        char? delimiter = between.Contains('\t') ? '\t' : between.Contains('|') ? '|' : between.Contains(';') ? ';' : null;
        var lineStart = LineStart(note.Text, tokens[first].Start);
        var columns = found.Select((one, i) => At(note, lineStart, delimiter, one.First, one.End, one.Day, orders[i]))
            .Concat(others.Where(one => one.First > found[0].First || tokens[one.First].Folded is "unit" or "ref" or "reference" or "range" or "normal").Select(one => At(note, lineStart, delimiter, one.First, one.End, null, -1)))
            .OrderBy(column => column.Start).ToList();
        var spaced = Enumerable.Range(1, found.Count - 1).All(i => tokens[found[i].First].Start - tokens[BehindTime(tokens, found[i - 1].End, found[i].First) - 1].End > 1);
        return new(columns, delimiter, spaced || delimiter is not null) { OfResults = others.Exists(one => ResultDates.SpeaksOfResults(tokens[one.First])) };
    }

    private static Column At(Note note, int lineStart, char? delimiter, int first, int end, PartialDate? day, int order)
    {
        var (from, to) = Place(note.Text, lineStart, note.Tokens[first].Start, note.Tokens[end - 1].End, delimiter);
        return new(from, to, day, order);
    }

    /// <summary>Where words stand in their line: as characters, or as the number of their cell.</summary>
    public static (int Start, int End) Place(string text, int lineStart, int start, int end, char? delimiter)
    {
        if (delimiter is not { } mark) return (start - lineStart, end - lineStart);
        while (lineStart < start && text[lineStart] is ' ' or '|') lineStart++;
        var cell = text.AsSpan(lineStart, start - lineStart).Count(mark);
        return (cell, cell);
    }

    public static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOfAny(['\n', '\f'], at - 1) + 1;

    // Days that neither rise nor fall are no heads: "Admitted 2/3, seen 9/1, seen 4/5".
    private static List<int>? Ordered(Note note, List<(int First, int End, PartialDate? Day)> found, bool? proof)
    {
        var days = found.ConvertAll(one => one.Day?.Earliest.DayNumber);
        if (days.Contains(null)) days = found.ConvertAll(one => ShortDates.InAnyYear(note, one.First, one.End, proof));
        var rises = Enumerable.Range(1, days.Count - 1).All(i => !(days[i] < days[i - 1]));
        var falls = Enumerable.Range(1, days.Count - 1).All(i => !(days[i] > days[i - 1]));
        return !rises && !falls ? null : [.. Enumerable.Range(0, found.Count).Select(i => rises ? i : found.Count - 1 - i)];
    }

    private static bool? Proof(Note note, int first, int end)
    {
        for (var at = first; at < end; at++)
            if (ShortDates.Proves(note, at, end) is { } proof) return proof;
        return null;
    }

    // "02/05 06:00   02/05 1800"
    private static int BehindTime(IReadOnlyList<Token> tokens, int at, int end)
    {
        if (at + 2 < end && tokens[at].Kind == TokenKind.Number && tokens[at + 1].IsMark(':') && tokens[at + 2].Kind == TokenKind.Number) return at + 3;
        return at < end && tokens[at] is { Kind: TokenKind.Number, Folded.Length: 4 } && int.TryParse(tokens[at].Folded, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time < 2400 ? at + 1 : at;
    }

    // "16/06 - 23/06" is a stay and "2/3, 4/3" a list; neither heads columns.
    private static bool Parts(Token mark, bool behindDay) => behindDay ? mark.Folded is "|" or "." or "(" or ")" or "[" or "]" or ";" or "*" or "/" : mark.Folded is not ("->" or ",");
}
