using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>
/// "METOPROLOL SUCC ER    TAKE 1 TAB BY MOUTH    02/17/2026" above "100 MG    DAILY": both cells of the row go on below, the product with its strength and the
/// order with how often.
/// </summary>
internal static class WrappedRow
{
    private const int Aligned = 1;
    private const int LongestRow = 60;

    private static readonly HashSet<string> Products = new(StringComparer.Ordinal) { "tab", "tabs", "tablet", "tablets", "cap", "caps", "capsule", "capsules", "er", "xr", "xl", "sr", "mr", "cr", "la", "ec", "dr", "inhaler", "mdi", "patch", "cream", "solution", "susp", "suspension", "vial", "pen" };

    public static Direction? Read(DirectionParser directions, Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var below = name.First;
        while (below < Math.Min(tokens.Count, name.First + LongestRow) && tokens[below].Line == tokens[name.First].Line) below++;
        if (below >= tokens.Count || tokens[below].Line != tokens[name.First].Line + 1) return null;
        var opening = CellsBelow.Opening(note, name.First);
        if (!Follows(note, below, opening)) return null;
        if (tokens[below].Kind != TokenKind.Number && !Products.Contains(tokens[below].Folded)) return null;
        var end = SectionFinder.LineEnd(tokens, below);
        if (sentence.Names.Any(other => other.First >= name.End && other.First < end && other.As(EntryKind.Drug) is not null)) return null;
        var rows = Cells(note, opening, below).ToList();
        var rest = Cells(note, below, end).ToList();
        if (rest.Count < 2 || rest.Exists(cell => !rows.Exists(above => Follows(note, cell.First, above.First)))) return null;
        // The order stands in the next cell, and goes on.
        if (rows.Count < 2 || !TableColumns.Orders.Contains(tokens[rows[1].First].Folded) || !Follows(note, rest[1].First, rows[1].First) || tokens[rest[1].First].Kind == TokenKind.Date) return null;
        var product = rows[0].End > name.End ? note.Words(name.End, rows[0].End) : "";
        var direction = directions.Parse($"{product} {note.Words(rest[0].First, rest[0].End)} {note.Words(rows[1].First, rows[1].End)} {note.Words(rest[1].First, rest[1].End)}".Trim());
        return direction.Dosing is { Dose: not null } dosing && (dosing.TimesPerDay is not null || dosing.FrequencyText is not null) ? direction with { First = name.End, End = rest[1].End } : null;
    }

    private static bool Follows(Note note, int at, int above) =>
        Math.Abs(TableColumns.Column(note, at) - TableColumns.Column(note, above)) <= Aligned;

    private static IEnumerable<(int First, int End)> Cells(Note note, int first, int end)
    {
        while (first < end)
        {
            var behind = CellsBelow.End(note, first, end);
            yield return (first, behind);
            first = behind;
        }
    }
}
