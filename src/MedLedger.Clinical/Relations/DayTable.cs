using System.Globalization;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations;

/// <summary>Reads rows of a table whose header names the times of day: "Metformin 1000 mg tab 1 0 1 0".</summary>
internal sealed class DayTable(DirectionParser directions)
{
    private static readonly HashSet<string> Times = new(StringComparer.Ordinal)
    {
        "morning", "noon", "midday", "lunch", "evening", "night", "bedtime", "dinner", "breakfast", "morgen", "mittag", "abend", "nacht", "supper",
    };

    public Direction? Read(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var rowEnd = Math.Min(segment, SectionFinder.LineEnd(tokens, name.First));
        if (rowEnd - name.End < 3 || Columns(note, name.First) is not { } columns) return null;
        var cells = new List<(decimal? Count, string Unit)>();
        var at = rowEnd - 1;
        while (cells.Count < columns && at >= name.End)
        {
            if (tokens[at].Kind == TokenKind.Number) cells.Insert(0, (Numbers.Parse(tokens[at].Folded), ""));
            else if (tokens[at].IsMark('-')) cells.Insert(0, (0, ""));
            else if (tokens[at].Folded is "u" or "unit" or "ie" or "iu" && tokens[at - 1].Kind == TokenKind.Number) cells.Insert(0, (Numbers.Parse(tokens[--at].Folded), "unit"));
            else if (tokens[at].Is("scale") && tokens[at - 1].Is("sliding"))
            {
                cells.Insert(0, (null, "sliding scale"));
                at--;
            }
            else return null;
            at--;
        }

        if (cells.Count < columns) return null;
        var product = directions.Parse(note.Text, tokens, name.End, at + 1);
        var words = note.Words(name.End, rowEnd);
        var strength = product.Dosing?.Dose?.Text ?? product.Dosing?.Strength;
        var dosing = new Dosing { Text = words, Strength = strength, Form = product.Dosing?.Form, Route = product.Dosing?.Route };
        if (cells.Any(cell => cell.Count is null))
            return new(dosing with { FrequencyText = "sliding scale" }, name.End, rowEnd, null, null);
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
        return new(dosing, name.End, rowEnd, equal ? null : "different doses in a day", null);
    }

    // The header row stands above, in the same section.
    private static int? Columns(Note note, int row)
    {
        var top = note.SectionAt(row).FirstToken;
        var count = 0;
        var line = -1;
        for (var at = row - 1; at >= Math.Max(top, row - 200); at--)
        {
            if (note.Tokens[at].Line != line)
            {
                if (count >= 3) return count;
                (line, count) = (note.Tokens[at].Line, 0);
            }

            if (Times.Contains(note.Tokens[at].Folded)) count++;
        }

        return count >= 3 ? count : null;
    }
}
