using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Sections;

/// <summary>Cuts text into tokens in one pass. Dates stay whole; "5mg" is two tokens, "HbA1c" one; "p.o." folds to "po", "r/o" stays one.</summary>
internal static class Tokenizer
{
    private const int LongestGlued = 8;

    private static readonly string[] Units = ["micrograms", "mcg", "mg", "mL", "ml", "g", "units"];

    private static readonly HashSet<string> Routes = new(StringComparer.Ordinal) { "PO", "SC", "IV", "IM", "INH", "SL", "NG", "PR", "OD", "BD", "TDS", "QDS", "BID", "TID", "NEB", "TOP" };

    public static List<Token> Cut(string text, IReadOnlyList<DateInText> dates)
    {
        var tokens = new List<Token>(text.Length / 5);
        int at = 0, line = 0, nextDate = 0;
        while (at < text.Length)
        {
            while (nextDate < dates.Count && dates[nextDate].Start < at) nextDate++;
            if (nextDate < dates.Count && dates[nextDate].Start == at)
            {
                tokens.Add(new(at, dates[nextDate].End, TokenKind.Date, "", line));
                at = dates[nextDate].End;
                continue;
            }

            var c = text[at];
            if (c is '\n' or '\f') line++;
            if (char.IsWhiteSpace(c) || char.IsControl(c)) at++;
            // ".5 mg" is half a milligram: a lost point would make it five.
            else if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && (at == 0 || char.IsWhiteSpace(text[at - 1])))) at = Number(text, at, line, tokens);
            else if (char.IsLetter(c)) at = Word(text, at, line, tokens);
            else at = Mark(text, at, line, tokens);
        }

        return tokens;
    }

    /// <summary>The folded words of a phrase, marks left out.</summary>
    public static IReadOnlyList<string> Words(string phrase) =>
        [.. Cut(phrase, []).Where(token => token.Kind != TokenKind.Mark).Select(token => token.Folded)];

    /// <summary>The folded words and marks of a phrase.</summary>
    public static IReadOnlyList<string> WordsAndMarks(string phrase) => [.. Cut(phrase, []).Select(token => token.Folded)];

    private static int Number(string text, int start, int line, List<Token> tokens)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) end++;
        tokens.Add(new(start, end, TokenKind.Number, text[start..end], line));
        return end;
    }

    // "30 mgPO", "60 mgSC": a scanner lost the blank between the unit and the capitals of the way.
    private static int UnitBeforeRoute(string text, int start, int end)
    {
        if (end - start > LongestGlued || start == 0 || !(char.IsAsciiDigit(text[start - 1]) || (start > 1 && text[start - 1] == ' ' && char.IsAsciiDigit(text[start - 2])))) return end;
        foreach (var unit in Units)
            if (text.AsSpan(start, end - start).StartsWith(unit, StringComparison.Ordinal) && Routes.Contains(text[(start + unit.Length)..end])) return start + unit.Length;
        return end;
    }

    private static int Word(string text, int start, int line, List<Token> tokens)
    {
        var end = DottedEnd(text, start);
        if (end == start) end = SlashedEnd(text, start);
        if (end == start)
        {
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || Apostrophe(text, end))) end++;
            end = UnitBeforeRoute(text, start, end);
        }

        tokens.Add(new(start, end, TokenKind.Word, Spelling.Fold(text.AsSpan(start, end - start)), line));
        return end;
    }

    private static bool Apostrophe(string text, int at) => text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]);

    // p.o. b.i.d. s.c. — single letters, each with a dot.
    private static int DottedEnd(string text, int start)
    {
        var end = start;
        while (end + 1 < text.Length && char.IsLetter(text[end]) && text[end + 1] == '.') end += 2;
        return end - start >= 4 ? end : start;
    }

    // r/o h/o s/p d/c c/o s/c
    private static int SlashedEnd(string text, int start)
    {
        if (start + 2 >= text.Length || text[start + 1] != '/' || !char.IsLetter(text[start + 2])) return start;
        var end = start + 3;
        if (end < text.Length && char.IsLetterOrDigit(text[end])) return start;
        return end;
    }

    private static int Mark(string text, int start, int line, List<Token> tokens)
    {
        var end = start + 1;
        if (end < text.Length && ((text[start] is '-' or '=' && text[end] == '>') || (text[start] is '<' or '>' && text[end] == '='))) end++;
        tokens.Add(new(start, end, TokenKind.Mark, text[start..end] switch { "→" or "=>" => "->", "–" or "—" => "-", "≤" => "<=", "≥" => ">=", var mark => mark }, line));
        return end;
    }
}
