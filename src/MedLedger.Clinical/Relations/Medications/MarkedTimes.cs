using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Rows of a chart on which a cross stands below each hour: "Metformin  850 mg  PO   x        x" under "08:00  13:00  18:00  22:00".</summary>
internal static class MarkedTimes
{
    private const int FewestColumns = 3;
    private const int LinesUp = 60;
    private const int Beside = 3;

    private readonly record struct Hour(int Column, string Text);

    public static Direction? Read(DirectionParser directions, Note note, FoundName name, int rowEnd)
    {
        var marks = Enumerable.Range(name.End, Math.Max(0, rowEnd - name.End)).Where(at => IsMark(note.Tokens[at].Folded)).ToList();
        if (marks.Count == 0 || Hours(note, name.First) is not { } hours) return null;
        var given = new List<Hour>();
        foreach (var mark in marks)
        {
            var column = TableColumns.Column(note, mark);
            // "2 x 500 mg" stands before the first hour.
            if (column < hours[0].Column - Beside) return null;
            if (hours.FindIndex(hour => column >= hour.Column - 1 && column <= hour.Column + hour.Text.Length + 1) is >= 0 and var at && !given.Contains(hours[at])) given.Add(hours[at]);
            else return null;
        }

        var product = directions.Parse(note.Text, note.Tokens, name.End, marks[0]);
        if (product.Dosing is not { TimesPerDay: null } dosing) return null;
        return product with
        {
            Dosing = dosing with { Text = $"{dosing.Text} at {string.Join(", ", given.Select(hour => hour.Text))}", TimesPerDay = given.Count, FrequencyText = string.Join(", ", given.Select(hour => hour.Text)) },
            First = name.End,
            End = marks[^1] + 1,
        };
    }

    private static bool IsMark(string word) => word is "x" or "✓" or "✔" or "√" or "✗" or "✕" or "×" or "•" or "●";

    // The nearest line above that names three hours or more.
    private static List<Hour>? Hours(Note note, int row)
    {
        var end = row;
        while (end > 0 && note.Tokens[end - 1].Line == note.Tokens[row].Line) end--;
        for (var lines = 0; end > 0 && lines < LinesUp; lines++)
        {
            var first = end - 1;
            while (first > 0 && note.Tokens[first - 1].Line == note.Tokens[end - 1].Line) first--;
            var hours = new List<Hour>();
            for (var at = first; at < end; at++)
                if (At(note, at, end) is { } text) hours.Add(new(TableColumns.Column(note, at), text));
            if (hours.Count >= FewestColumns) return hours;
            end = first;
        }

        return null;
    }

    // 08:00, 0800, 8am
    private static string? At(Note note, int at, int end)
    {
        var tokens = note.Tokens;
        if (tokens[at].Kind != TokenKind.Number || (at > 0 && tokens[at - 1].IsMark(':')) || tokens[at].Folded.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        if (at + 2 < end && tokens[at].Folded.Length <= 2 && tokens[at + 1].IsMark(':') && tokens[at + 2].Folded is { Length: 2 } minutes && tokens[at + 2].Kind == TokenKind.Number) return $"{tokens[at].Folded}:{minutes}";
        if (at + 1 < end && tokens[at + 1].Start == tokens[at].End && tokens[at + 1].Folded is "am" or "pm") return tokens[at].Folded + tokens[at + 1].Folded;
        return tokens[at].Folded is { Length: 4 } hour && hour[2..] is "00" or "30" && int.Parse(hour, System.Globalization.CultureInfo.InvariantCulture) < 2400 ? hour : null;
    }
}
