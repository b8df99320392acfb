using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Lines.Labs;

/// <summary>Finds where a test's name ends and its value begins, and puts the name in its usual form.</summary>
internal sealed class LabName(TermLexicon lexicon, LabWords words)
{
    private const int LongestLabel = 5;

    /// <summary>The name and the offset behind it; null when the line begins with none.</summary>
    public (string Name, int End)? Find(string text, IReadOnlyList<Token> tokens)
    {
        var first = Start(tokens);
        if (first >= tokens.Count) return null;
        var end = Math.Max(Known(tokens, first) ?? first, NumberedEnd(text, tokens, first));
        while (end < tokens.Count && Continues(text, tokens, first, end)) end++;
        while (end > first && tokens[end - 1].Kind == TokenKind.Mark && tokens[end - 1].Folded is not (")" or "+")) end--;
        if (end == first) return null;
        return (Usual(text, tokens, first, end), tokens[end - 1].End);
    }

    // "U-Stix: ketones ++": a label that is no test, and a test behind its colon.
    private int Start(IReadOnlyList<Token> tokens)
    {
        var first = Unlabelled(tokens);
        for (var colon = first + 1; colon < Math.Min(tokens.Count - 2, first + LongestLabel); colon++)
            if (tokens[colon].IsMark(':') && tokens[colon - 1].Kind == TokenKind.Word) return Known(tokens, first) is null && Known(tokens, colon + 1) is { } end && end < tokens.Count ? colon + 1 : first;
        return first;
    }

    // Bullets, dates, "Lab:", "Vitals".
    private int Unlabelled(IReadOnlyList<Token> tokens)
    {
        var at = 0;
        while (at < tokens.Count && (tokens[at].Kind is TokenKind.Date || tokens[at].Kind == TokenKind.Mark || words.Labels.Contains(tokens[at].Folded) || (words.Fillers.Contains(tokens[at].Folded) && at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word) || (tokens[at].Kind == TokenKind.Number && Clock(tokens, at)))) at++;
        return at;
    }

    private static bool Clock(IReadOnlyList<Token> tokens, int at) => (at + 1 < tokens.Count && tokens[at + 1].IsMark(':')) || (at > 0 && tokens[at - 1].IsMark(':'));

    private static bool Measured(LexiconEntry entry) => entry.Kind is EntryKind.Lab or EntryKind.Vital;

    private int? Known(IReadOnlyList<Token> tokens, int at)
    {
        var (end, terms) = lexicon.Terms.LongestAt(tokens, at, tokens.Count);
        return terms.Any(term => Measured(term.Entry)) ? end : null;
    }

    // Words belong to the name until something can be a value; a number does when letters touch it or the name is a known one.
    private bool Continues(string text, IReadOnlyList<Token> tokens, int first, int at)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Date) return false;
        if (token.Kind == TokenKind.Number) return Touches(text, tokens, at);
        if (token.Kind == TokenKind.Word)
        {
            // "i.S.": in serum.
            if (token.End - token.Start == 4 && text[token.Start + 1] == '.' && text[token.Start] == 'i') return true;
            if (words.Qualities.Any(quality => StandsAt(text, token.Start, quality.Written))) return Behind(tokens, at) && token.Folded is "total" or "direct";
            return !words.Fillers.Contains(token.Folded) && !(at > first && FlagOnly(text, token) && !NamesOn(tokens, at));
        }

        if (token.Folded is "/" or "-" or "," or "." or "'" or "&") return at > first && at + 1 < tokens.Count && (tokens[at + 1].Kind == TokenKind.Word || (token.Folded == "-" && Touches(text, tokens, at + 1))) && (token.Start == tokens[at - 1].End) && Continues(text, tokens, first, at + 1);
        if (token.IsMark('(')) return Bracketed(text, tokens, at);
        return (token.IsMark(')') && Enumerable.Range(first, at - first).Any(i => tokens[i].IsMark('('))) || (token.IsMark('+') && token.Start == tokens[at - 1].End && tokens[at - 1].Kind == TokenKind.Word && token.End - tokens[first].Start <= 4);
    }

    private static bool Behind(IReadOnlyList<Token> tokens, int at) => at > 0 && tokens[at - 1].Kind != TokenKind.Number;

    // "Influenza A antigen", "strep A:": a letter inside a name is no flag.
    private static bool NamesOn(IReadOnlyList<Token> tokens, int at) => at + 1 < tokens.Count && (tokens[at + 1].Kind == TokenKind.Word || tokens[at + 1].IsMark(':'));

    private static bool FlagOnly(string text, Token token) => text.AsSpan(token.Start, token.End - token.Start) is "H" or "L" or "HH" or "LL" or "A" && token.Start > 0;

    private static bool StandsAt(string text, int at, string word) =>
        string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && (at + word.Length >= text.Length || !char.IsLetterOrDigit(text[at + word.Length]));

    // 25-OH, CoV-2, HIV-1, COVID-19
    private static bool Touches(string text, IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        var left = at >= 2 && tokens[at - 1].IsMark('-') && tokens[at - 1].Start == tokens[at - 2].End && token.Start == tokens[at - 1].End && tokens[at - 2].Kind == TokenKind.Word;
        var right = at + 2 < tokens.Count && tokens[at + 1].IsMark('-') && tokens[at + 1].Start == token.End && tokens[at + 2].Start == tokens[at + 1].End && tokens[at + 2].Kind == TokenKind.Word;
        return (left || right) && token.Folded.Length <= 3 && !token.Folded.Contains('.', StringComparison.Ordinal) && text.Length > token.End;
    }

    // "CA 125", "HIV 1/2": names that the list gives with their number.
    private int NumberedEnd(string text, IReadOnlyList<Token> tokens, int first)
    {
        if (words.Numbered.FirstOrDefault(name => StandsAt(text, tokens[first].Start, name)) is not { } found) return first;
        var end = first;
        while (end < tokens.Count && tokens[end].Start < tokens[first].Start + found.Length) end++;
        return end;
    }

    // "(SGPT)", "(POC)", "(CKD-EPI)" name a method; "(136-145)" and "(L)" do not.
    private static bool Bracketed(string text, IReadOnlyList<Token> tokens, int open)
    {
        var letters = 0;
        for (var at = open + 1; at < tokens.Count && !tokens[at].IsMark(')'); at++)
        {
            if (tokens[at].Kind is TokenKind.Date || (tokens[at].Kind == TokenKind.Number && !Touches(text, tokens, at))) return false;
            letters += tokens[at].End - tokens[at].Start;
        }

        return letters > 2 || (letters == 2 && !FlagOnly(text, tokens[open + 1]));
    }

    private string Usual(string text, IReadOnlyList<Token> tokens, int first, int end)
    {
        var kept = new List<string>();
        var depth = 0;
        for (var at = first; at < end; at++)
        {
            if (tokens[at].IsMark('(')) depth++;
            else if (tokens[at].IsMark(')')) depth--;
            else if (tokens[at].Is("i") && at + 1 < tokens.Count && tokens[at + 1].IsMark('.')) continue;
            else if (depth == 0 && tokens[at].Kind != TokenKind.Mark && !words.Specimens.Contains(tokens[at].Folded) && !(tokens[at].End - tokens[at].Start == 4 && text[tokens[at].Start + 1] == '.')) kept.Add(text[tokens[at].Start..tokens[at].End].ToLowerInvariant());
        }

        if (kept.Count == 0) kept.Add(text[tokens[first].Start..tokens[end - 1].End].ToLowerInvariant());
        var name = string.Join(' ', kept);
        return words.Vitals.GetValueOrDefault(name, name);
    }
}
