using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>The columns of a printed list of medicines: where the direction ends and what was dispensed begins, and what of a cell stands in the next row.</summary>
internal static class TableColumns
{
    private const int Gap = 2;
    private const int SmallestColumn = 10;

    private const int LongestStrength = 6;

    internal static readonly HashSet<string> Orders = new(StringComparer.Ordinal) { "take", "inject", "inhale", "apply", "use", "instill", "instil", "place", "chew", "dissolve", "insert", "give", "spray", "one", "two", "three", "half", "tk", "administer", "swallow", "put", "drink", "test" };

    private static readonly HashSet<string> DirectionCells = new(StringComparer.Ordinal)
    {
        "po", "oral", "sc", "s", "iv", "im", "top", "topical", "td", "inh", "neb", "nebs", "sl", "pr", "pv", "ng", "peg", "od", "bd", "bid", "tds", "tid", "qds", "qid", "om", "mane", "nocte", "on", "daily", "once", "twice", "every", "weekly", "prn", "transdermal", "eye", "ou",
    };

    private static readonly HashSet<string> Packs = new(StringComparer.Ordinal) { "tab", "tabs", "tablet", "cap", "caps", "capsule", "caplet", "sachet", "patch", "patche", "ml", "g", "supp", "dose", "ampoule", "vial", "pen" };

    /// <summary>The token at which a column of amounts dispensed begins ("… ONE EACH DAY    28 tabs    04-Mar-2025", "… TWICE DAILY   60   30   2 of 5"); <paramref name="limit"/> where there is none.</summary>
    public static int Dispensed(Note note, FoundName name, int limit)
    {
        var tokens = note.Tokens;
        var line = tokens[name.First].Line;
        for (var at = name.End + 1; at < limit && tokens[at].Line == line; at++)
        {
            if (tokens[at].Kind != TokenKind.Number || !OpensCell(tokens, at) || at + 1 >= tokens.Count) continue;
            // "1        0        1       0     bis 03.03.2025": counts of the times of day.
            if (DayCounts(tokens, at, limit) is { } counted)
            {
                at = counted - 1;
                continue;
            }

            if (HasCell(tokens, name.End, at) && OpensCell(tokens, at + 1) && tokens[at + 1].Kind == TokenKind.Number && tokens[at + 1].Line == line) return at;
            // "14/7" in a column of its own is how much was handed out at discharge.
            if (tokens[at].Folded is "14" or "21" or "28" or "30" && at + 2 < tokens.Count && tokens[at + 1].IsMark('/') && tokens[at + 2].Folded is "7" && tokens[at + 1].Start == tokens[at].End) return at;
            var end = at + 1;
            // "1 x 30 dose"
            if (end + 1 < tokens.Count && tokens[end].Is("x") && tokens[end + 1].Kind == TokenKind.Number) end += 2;
            // "Evorel 50    1 patch    TOP    twice weekly": the dose, where the next cell goes on with the direction.
            if (end + 1 < tokens.Count && DirectionCells.Contains(tokens[end + 1].Folded)) continue;
            // "Sinemet 25/100    1 tablet    08:00 12:00": so few pieces are no pack.
            if (tokens[at].Folded is "1" or "2" or "3" && tokens[end].Folded is "tab" or "tabs" or "tablet" or "cap" or "caps" or "capsule" or "caplet" or "sachet" or "patch") continue;
            if (end + 1 < tokens.Count && Packs.Contains(tokens[end].Folded) && tokens[end + 1].Line == line && Enumerable.Range(name.End, at - name.End).Any(before => tokens[before].Kind == TokenKind.Number) && (tokens[end + 1].Kind == TokenKind.Date || OpensCell(tokens, end + 1))) return at;
        }

        return limit;
    }

    private static int? DayCounts(IReadOnlyList<Token> tokens, int at, int limit)
    {
        var end = at;
        while (end < limit && tokens[end].Kind == TokenKind.Number && OpensCell(tokens, end) && tokens[end].Folded is "0" or "1" or "2" or "3" or "4" or "0.5" or "0,5" or "1.5" or "1,5") end++;
        return end - at is 3 or 4 ? end : null;
    }

    /// <summary>The words under a cell of the drug's row that go on with it ("TAKE 1 TABLET TWICE" / "DAILY WITH FOOD"); null where nothing does.</summary>
    public static string? Below(Note note, NotedSentence sentence, FoundName name, int end)
    {
        var tokens = note.Tokens;
        var first = SectionFinder.LineEnd(tokens, name.First);
        if (first >= tokens.Count || tokens[first].Line != tokens[name.First].Line + 1 || tokens[first].Kind != TokenKind.Word) return null;
        var column = Column(note, first);
        if (column < SmallestColumn || !Enumerable.Range(name.End, end - name.End).Any(at => OpensCell(tokens, at) && Column(note, at) == column)) return null;
        var last = SectionFinder.LineEnd(tokens, first);
        for (var at = first + 1; at < last; at++)
            if (tokens[at].Start - tokens[at - 1].End >= Gap) return null;
        return sentence.Names.Any(other => other.First >= first && other.First < last && other.As(EntryKind.Drug) is not null) ? null : note.Words(first, last);
    }

    /// <summary>Where two or one lone numbers stand in columns between the product and what it says to do ("100U/ML   15   46   INJECT 32 UNITS"): amount and days of the supply.</summary>
    public static (int From, int To)? SupplyWithin(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        for (var at = name.End; at + 1 < segment && tokens[at].Line == tokens[name.First].Line; at++)
        {
            if (tokens[at].Kind != TokenKind.Number || !OpensCell(tokens, at)) continue;
            var behind = at + 1;
            while (behind < segment && tokens[behind].Kind == TokenKind.Number && OpensCell(tokens, behind)) behind++;
            if (behind < segment && OpensCell(tokens, behind) && Orders.Contains(tokens[behind].Folded) && tokens[behind].Line == tokens[at].Line) return (at, behind);
        }

        return null;
    }

    /// <summary>"Metformin 1000 mg      Siofor      1   0   1   0": the name in the next column is the product of the same substance.</summary>
    public static bool NamesTheBrand(Note note, FoundName substance, FoundName brand)
    {
        var tokens = note.Tokens;
        if (brand.First <= substance.End || tokens[brand.First].Line != tokens[substance.First].Line || !(OpensCell(tokens, brand.First) || tokens[brand.First - 1].IsMark('|'))) return false;
        if (substance.As(EntryKind.Drug)?.Name is not { } one || brand.As(EntryKind.Drug)?.Name is not { } other || !(one == other || other.StartsWith(one + " ", StringComparison.Ordinal) || one.StartsWith(other + " ", StringComparison.Ordinal))) return false;
        // "Lantus 20 units     Toujeo 24 units" are two, before and after.
        if (brand.End + 1 < tokens.Count && tokens[brand.End].Kind == TokenKind.Number && tokens[brand.End + 1].Line == tokens[brand.First].Line && tokens[brand.End + 1].Folded is "mg" or "mcg" or "ug" or "g" or "ml" or "unit" or "u" or "ie" or "iu" or "%") return false;
        if (tokens[substance.First].Folded == tokens[brand.First].Folded) return false;
        // Only the strength and the form stand between, not a direction.
        return brand.First - substance.End <= LongestStrength && Enumerable.Range(substance.End, brand.First - substance.End).All(at => tokens[at].Kind is TokenKind.Number or TokenKind.Mark || Packs.Contains(tokens[at].Folded) || tokens[at].Folded is "mg" or "mcg" or "ug" or "unit" or "u" or "ie" or "tabl" or "tablette" or "tabletten" or "filmtabl" or "kps" or "kapsel" or "kapseln" or "cp" or "comp" or "gel" or "retard" or "mr" or "er" or "xr" or "sr");
    }

    /// <summary>How many characters stand before a token in its line.</summary>
    public static int Column(Note note, int at) =>
        note.Tokens[at].Start == 0 ? 0 : note.Tokens[at].Start - note.Text.LastIndexOf('\n', note.Tokens[at].Start - 1) - 1;

    private static bool HasCell(IReadOnlyList<Token> tokens, int from, int to) => Enumerable.Range(from, to - from).Any(at => OpensCell(tokens, at));

    private static bool OpensCell(IReadOnlyList<Token> tokens, int at) => at > 0 && tokens[at].Line == tokens[at - 1].Line && tokens[at].Start - tokens[at - 1].End >= Gap;
}
