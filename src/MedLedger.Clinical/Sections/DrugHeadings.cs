using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.Sections;

/// <summary>Words that head many things ("Own:", "Skin:", "Kept:", "Usual:"): they head medicines only where a drug is the first thing behind their colon, and only to the end of that sentence.</summary>
internal sealed class DrugHeadings
{
    private const int LongestLabel = 6;

    // "T. Telma 40", "Tab. Ecosprin": the full stop belongs to the form.
    private static readonly HashSet<string> Shortened = new(StringComparer.Ordinal) { "tab", "tabs", "cap", "caps", "inj", "syp", "susp", "dr", "no", "vit" };

    private static readonly HashSet<string> Own = new(new[] { "own", "patient", "patients", "pt", "his", "her", "home", "usual", "regular", "reg", "current", "currently", "now", "taking", "takes", "ward", "daily", "long" }.Select(word => Spelling.Fold(word)), StringComparer.Ordinal);

    private readonly WordTrie<bool> _labels = new();
    private readonly TermLexicon? _names;

    public DrugHeadings(TermLexicon? names)
    {
        _names = names;
        foreach (var label in RuleFile.Read<List<string>>("drug-headings.json")) _labels.Add(Tokenizer.Words(label), true);
    }

    /// <summary>Opens a list of medicines where the words head one, and goes on with what stood before behind its sentence; the token behind the list, or null.</summary>
    public int? Open(string text, IReadOnlyList<Token> tokens, int at, int lineEnd, List<Section> sections)
    {
        var before = sections[^1];
        if (before.Kind is SectionKind.Family or SectionKind.Negative or SectionKind.Medications || At(tokens, at, lineEnd) is not { } first) return null;
        // Below what was stopped, what was given or what somebody reacts to, "Inhalers: Spiriva" is one more of these; "Own meds: bisoprolol" is not.
        if (before.Kind is SectionKind.Allergies or SectionKind.Stopped or SectionKind.OnHold or SectionKind.Given && !(Own.Contains(tokens[at].Folded) && (before.Kind == SectionKind.Given || AmountFollows(tokens, first, lineEnd)))) return null;
        sections.Add(new(SectionKind.Medications, at, first, TickList: false, Inline: true));
        var end = SentenceEnd(text, tokens, first, lineEnd);
        if (end < lineEnd) sections.Add(new(before.Kind, end, end, TickList: false));
        return end;
    }

    private int? At(IReadOnlyList<Token> tokens, int at, int lineEnd)
    {
        if (_names is null) return null;
        var (end, values) = _labels.LongestAt(tokens, at, Math.Min(lineEnd, at + LongestLabel));
        if (values.Count == 0 || end >= lineEnd) return null;
        if (tokens[end].IsMark('('))
        {
            while (end < lineEnd && end - at < LongestLabel * 2 && !tokens[end].IsMark(')')) end++;
            end++;
        }

        if (end + 1 >= lineEnd || !tokens[end].IsMark(':')) return null;
        return _names.Terms.LongestAt(tokens, end + 1, lineEnd).Values.Any(term => term.Entry.Kind == EntryKind.Drug) ? end + 1 : null;
    }

    // Among allergies only an amount behind the first of them tells that they are taken.
    private bool AmountFollows(IReadOnlyList<Token> tokens, int first, int lineEnd) =>
        _names!.Terms.LongestAt(tokens, first, lineEnd).End is var end && end < lineEnd && tokens[end].Kind == TokenKind.Number;

    // Behind a full stop, or where the next label of the line begins.
    private static int SentenceEnd(string text, IReadOnlyList<Token> tokens, int from, int lineEnd)
    {
        for (var at = from + 1; at < lineEnd; at++)
        {
            var gap = tokens[at].Start - tokens[at - 1].End;
            if (tokens[at - 1].IsMark('.') && gap > 0 && char.IsUpper(text[tokens[at].Start]) && tokens[at - 2] is { Folded: { Length: > 1 } word } && !Shortened.Contains(word)) return at;
            if ((gap >= 2 || tokens[at - 1].IsMark(';')) && tokens[at].Kind == TokenKind.Word && Enumerable.Range(at, Math.Min(lineEnd, at + LongestLabel) - at).Any(next => tokens[next].IsMark(':'))) return at;
        }

        return lineEnd;
    }
}
