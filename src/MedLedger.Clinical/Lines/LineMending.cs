using System.Text;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Lines;

/// <summary>Undoes what optical reading does to letters and digits in a line: "l0 mg", "dai1y", "bld", "rng". Only what no list knows as written is changed.</summary>
internal sealed class LineMending
{
    private static readonly Regex Piece = new(@"[A-Za-z0-9µ|]+", RegexOptions.NonBacktracking);
    private static readonly Regex Echo = new(@"(\d\s)\((?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|\d+(?:\.\d+)?)\)(\s)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private readonly Func<string, bool>[] _knows;
    private readonly Dictionary<string, string> _byShape = new(StringComparer.Ordinal);

    public LineMending(Func<string, bool> knowsWord, Func<string, bool> knowsName, IReadOnlyCollection<string> words, IEnumerable<string> names)
    {
        _knows = [knowsWord, knowsName];
        foreach (var word in words.Where(word => word.Length >= 2 && word.All(char.IsLetter))) Add(word);
        foreach (var name in names.Where(name => name.Length >= 4)) Add(name);
    }

    /// <summary>The line with its letters and digits mended; <paramref name="mended"/> tells whether any was.</summary>
    public string Mend(string line, out bool mended)
    {
        // "2 (two) times" says one thing twice.
        var once = Echo.Replace(line, "$1$2");
        var text = new StringBuilder(once.Length);
        var at = 0;
        mended = false;
        foreach (Match match in Piece.Matches(once))
        {
            text.Append(once, at, match.Index - at);
            var piece = Piecewise(once, match);
            mended |= piece != match.Value;
            text.Append(piece);
            at = match.Index + match.Length;
        }

        return text.Append(once, at, once.Length - at).ToString();
    }

    private string Piecewise(string line, Match match)
    {
        var word = match.Value;
        var digits = word.Count(char.IsAsciiDigit);
        if (digits == word.Length) return word;
        if (digits == 0) return Stroke(line, match) ?? Word(word);
        if (Knows(word)) return word;
        if (AsNumber(line, match) is { } number) return number;
        return AsWord(word) ?? word;
    }

    // A lone l, I, i or | where a count stands: "l tab", "tab l bid".
    private static string? Stroke(string line, Match match)
    {
        if (match.Value is "O" or "o" && Neighbour(line, match.Index - 1, -1) is '.' or ',' or '-' && char.IsAsciiDigit(Neighbour(line, match.Index - 2, -1))) return "0";
        // "O.6": a nought before the point.
        if (match.Value is "O" or "o" && Neighbour(line, match.Index + 1, 1) is '.' or ',' && match.Index + 2 < line.Length && (char.IsAsciiDigit(line[match.Index + 2]) || Digit(line[match.Index + 2]) != '\0')) return "0";
        if (match.Length == 1 && match.Value is "S" or "B" or "Z" or "l" or "I" && Neighbour(line, match.Index - 1, -1) is '.' or ',' && char.IsAsciiDigit(Neighbour(line, match.Index - 2, -1))) return Digit(match.Value[0]).ToString();
        if (match.Value is not ("l" or "I" or "|")) return null;
        char before = Neighbour(line, match.Index - 1, -1), after = Neighbour(line, match.Index + 1, 1);
        var counts = before is ' ' or '-' or ':' or '.' or '\0' && after is ' ' or '-' or '.' or ',' or '\0';
        // A flag behind a unit is a letter too, and I may be a numeral.
        return counts && match.Value == "l" ? "1" : null;
    }

    private static char Neighbour(string line, int at, int direction) => at < 0 || at >= line.Length || direction == 0 ? '\0' : line[at];

    // 2O, l0, 85O, l31, 14l, 3l2, 7O: digits with look-alikes, possibly with a unit glued behind.
    private string? AsNumber(string line, Match match)
    {
        var word = match.Value;
        var end = 0;
        while (end < word.Length && (char.IsAsciiDigit(word[end]) || Digit(word[end]) != '\0')) end++;
        if (end == 0) return null;
        var rest = word[end..];
        // "5mg": the letters that look like digits must not eat a unit ("50l" of "50 ls").
        while (end > 0 && rest.Length > 0 && !_knows[0](rest.ToLowerInvariant()) && !char.IsAsciiDigit(word[end - 1])) rest = word[--end..];
        if (end == 0 || (rest.Length > 0 && !_knows[0](Fold(rest)))) return null;
        var head = word[..end];
        if (!head.Any(char.IsAsciiDigit) || (rest.Length == 0 && head.All(char.IsAsciiDigit))) return null;
        // x10E3 and B12 are no misread numbers.
        if (head.Any(char.IsAsciiLetter) && char.IsAsciiLetter(head[0]) && head[0] is 'B' or 'S' or 'Z' or 'G') return null;
        return string.Concat(head.Select(c => char.IsAsciiDigit(c) ? c : Digit(c))) + rest;
    }

    private static char Digit(char c) => c switch { 'O' or 'o' => '0', 'l' or 'I' or '|' or 'i' => '1', 'S' => '5', 'B' => '8', 'Z' => '2', _ => '\0' };

    private string? AsWord(string word)
    {
        var read = word.Replace('0', 'o').Replace('1', 'l').Replace('5', 's').Replace('8', 'b');
        if (read.Any(char.IsAsciiDigit)) return null;
        if (Knows(read)) return read;
        return _byShape.TryGetValue(Confusion.Shape(read), out var meant) && meant.Length > 0 ? meant : null;
    }

    private string Word(string word)
    {
        if (word.Length < 2 || Knows(word)) return word;
        return _byShape.TryGetValue(Confusion.Shape(word), out var meant) && meant.Length > 0 && (word.Length > 2 || meant.Length == 2) ? meant : word;
    }

    private bool Knows(string word)
    {
        var folded = Fold(word);
        return _knows[0](folded) || _knows[1](folded);
    }

    private static string Fold(string word) => Spelling.Fold(word);

    // Two words of one shape can not be told apart: neither is taken.
    private void Add(string word)
    {
        var shape = Confusion.Shape(word);
        if (!_byShape.TryAdd(shape, word) && _byShape[shape] != word) _byShape[shape] = "";
    }
}
