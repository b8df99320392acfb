using System.Globalization;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions;

/// <summary>Numbers as directions write them: digits, words, halves, "1 1/2", "1½".</summary>
internal static class Numerals
{
    public static string Text(decimal value) => (value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number at <paramref name="at"/> and the token behind it.</summary>
    public static (decimal Value, int End)? At(IReadOnlyList<Token> tokens, int at, int to, DirectionWords words)
    {
        if (at >= to) return null;
        var token = tokens[at];
        if (Fraction(token) is { } alone) return (alone, at + 1);
        if (token.Kind == TokenKind.Number)
        {
            if (Divided(tokens, at, to) is { } divided) return divided;
            if (Numbers.Parse(token.Folded) is not { } value) return null;
            if (at + 1 < to && Fraction(tokens[at + 1]) is { } half && value == decimal.Truncate(value)) return (value + half, at + 2);
            if (value is > 0 and < 10 && value == decimal.Truncate(value) && at + 1 < to && tokens[at + 1].Kind == TokenKind.Number && Divided(tokens, at + 1, to) is var (part, behind)) return (value + part, behind);
            if (AndAPart(tokens, at + 1, to, words) is var (rest, after) && value == decimal.Truncate(value)) return (value + rest, after);
            return (value, at + 1);
        }

        var (end, known) = words.Phrases.LongestAt(tokens, at, to);
        var named = known.FirstOrDefault(word => word.Kind == PartKind.Number);
        if (named is null) return null;
        var spelt = decimal.Parse(named.Value, CultureInfo.InvariantCulture);
        return spelt == decimal.Truncate(spelt) && AndAPart(tokens, end, to, words) is var (more, then) ? (spelt + more, then) : (spelt, end);
    }

    // "2 and a half tablets": the half alone would be a fifth of it.
    private static (decimal, int)? AndAPart(IReadOnlyList<Token> tokens, int at, int to, DirectionWords words)
    {
        if (at + 1 >= to || tokens[at].Folded is not ("and" or "&" or "+" or "et" or "y" or "und")) return null;
        if (Fraction(tokens[at + 1]) is { } part) return (part, at + 2);
        if (tokens[at + 1].Kind == TokenKind.Number) return Divided(tokens, at + 1, to);
        var (end, known) = words.Phrases.LongestAt(tokens, at + 1, to);
        return known.FirstOrDefault(word => word.Kind == PartKind.Number) is { } named && decimal.Parse(named.Value, CultureInfo.InvariantCulture) is > 0 and < 1 and var value ? (value, end) : null;
    }

    private static decimal? Fraction(Token token) => token.Folded switch { "½" => 0.5m, "¼" => 0.25m, "¾" => 0.75m, _ => null };

    // 1/2, 1/4, 3/4, 1/3: a part of a tablet. 5/7 is a length, 5/325 a product.
    private static (decimal, int)? Divided(IReadOnlyList<Token> tokens, int at, int to)
    {
        if (at + 2 >= to || !tokens[at + 1].IsMark('/') || tokens[at + 1].Start != tokens[at].End || tokens[at + 2].Start != tokens[at + 1].End) return null;
        return (tokens[at].Folded, tokens[at + 2].Folded) switch
        {
            ("1", "2") => (0.5m, at + 3),
            ("1", "4") => (0.25m, at + 3),
            ("3", "4") => (0.75m, at + 3),
            ("1", "3") => (0.333333m, at + 3),
            _ => null,
        };
    }
}
