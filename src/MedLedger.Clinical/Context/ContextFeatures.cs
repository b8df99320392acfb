using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Context;

/// <summary>What stands around a name, as features for <see cref="ContextWeights"/>: words by side and distance, its own clause, the lines above and below, heading, rules' phrases whatever they reach.</summary>
internal sealed class ContextFeatures
{
    private const int Far = 12;
    private const int FarAbove = 12;
    private const int FarBelow = 6;
    private const int FarTrigger = 30;
    private const int LongestPhrase = 12;
    private const int Stem = 5;

    private readonly Note _note;
    private readonly string[] _words;
    private readonly int[] _lineStart;
    private readonly int[] _lineEnd;
    private readonly int[] _sentence;
    private readonly List<Trigger> _triggers;
    private readonly List<FoundName> _names;

    public ContextFeatures(Note note, IReadOnlyList<NotedSentence> sentences)
    {
        _note = note;
        var tokens = note.Tokens;
        _words = new string[tokens.Count];
        _lineStart = new int[tokens.Count];
        for (var at = 0; at < tokens.Count; at++)
        {
            _lineStart[at] = at > 0 && tokens[at - 1].Line == tokens[at].Line ? _lineStart[at - 1] : at;
            _words[at] = tokens[at].Kind switch
            {
                TokenKind.Number => "0",
                TokenKind.Date => "date",
                _ => tokens[at].Folded,
            };
        }

        _lineEnd = new int[tokens.Count];
        for (var at = tokens.Count - 1; at >= 0; at--) _lineEnd[at] = at + 1 < tokens.Count && tokens[at + 1].Line == tokens[at].Line ? _lineEnd[at + 1] : at + 1;
        _sentence = new int[tokens.Count];
        for (var of = 0; of < sentences.Count; of++)
            for (var at = sentences[of].Range.First; at < Math.Min(tokens.Count, sentences[of].Range.End); at++) _sentence[at] = of + 1;
        _names = [.. sentences.SelectMany(sentence => sentence.Names).OrderBy(name => name.First)];
        // What it is that is named counts, not which: only the words around it tell how it is meant.
        foreach (var name in _names)
            for (var at = name.First; at < name.End; at++) _words[at] = at == name.First ? "<" + name.Terms[0].Entry.Kind + ">" : "";
        _triggers = [.. sentences.SelectMany(sentence => sentence.Triggers).OrderBy(trigger => trigger.First)];
    }

    /// <summary>The tokens [First, End) that name what <paramref name="concept"/> calls in <paramref name="span"/>; null where no token stands there.</summary>
    public (int First, int End)? Place(TextSpan span, string concept)
    {
        var tokens = _note.Tokens;
        var first = FirstFrom(tokens, token => token.End > span.Start);
        FoundName? best = null;
        for (var at = FirstFrom(_names, name => name.First >= first); at < _names.Count && tokens[_names[at].First].Start < span.End; at++)
        {
            if (tokens[_names[at].End - 1].End > span.End || tokens[_names[at].First].Start < span.Start) continue;
            if (_names[at].Terms.Any(term => term.Entry.Name.Equals(concept, StringComparison.OrdinalIgnoreCase))) return (_names[at].First, _names[at].End);
            best ??= _names[at];
        }

        if (best is not null) return (best.First, best.End);
        var end = first;
        while (end < tokens.Count && tokens[end].Start < span.End) end++;
        return end > first ? (first, end) : null;
    }

    /// <summary>Features of tokens [<paramref name="first"/>, <paramref name="end"/>) as a <paramref name="kind"/>, each told once or more.</summary>
    public IEnumerable<string> Of(int first, int end, string kind)
    {
        var tokens = _note.Tokens;
        var line = tokens[first].Line;
        yield return "bias";
        yield return "k" + kind;
        var before = Side(first - 1, -1, Far, at => tokens[at].Line == line);
        var after = Side(end, 1, Far, at => tokens[at].Line == tokens[end - 1].Line);
        var above = Side(_lineStart[first] - 1, -1, FarAbove, at => line - tokens[at].Line <= 3);
        var below = Side(_lineEnd[end - 1], 1, FarBelow, at => tokens[at].Line - tokens[end - 1].Line <= 2);
        foreach (var feature in Words("b", before, kind)) yield return feature;
        foreach (var feature in Words("a", after, kind)) yield return feature;
        foreach (var feature in Words("p", above, kind)) yield return feature;
        foreach (var feature in Words("n", below, kind)) yield return feature;
        foreach (var feature in ClauseFeatures.Of(_note.Tokens, _words, _sentence, first, end, kind)) yield return feature;
        if (before.Count == 0) yield return "start" + kind;
        if (after.Count == 0) yield return "end" + kind;
        var section = _note.SectionAt(first);
        yield return "s" + section.Kind;
        yield return "s" + kind + section.Kind;
        if (section.Kind != SectionKind.None)
            for (var at = section.HeaderToken; at < Math.Min(section.FirstToken, section.HeaderToken + 8) && at < tokens.Count; at++)
                if (_words[at].Length > 0) yield return "h" + _words[at];
        yield return "x" + _note.Boxes.Governing(tokens, first);
        if (_note.Boxes.AnyTicked) yield return "ticks";
        for (var at = FirstFrom(_triggers, trigger => trigger.First >= first - LongestPhrase - FarTrigger); at < _triggers.Count && _triggers[at].First <= end + FarTrigger; at++)
        {
            var trigger = _triggers[at];
            var behind = trigger.First >= end;
            var gap = behind ? trigger.First - end : first - trigger.End;
            if (gap is < 0 or > FarTrigger) continue;
            var bucket = gap switch { 0 => "0", < 3 => "2", < 7 => "6", < 14 => "d", _ => "z" };
            var where = (behind ? "ta" : "tb") + (tokens[trigger.First].Line == line ? "" : "l") + (Towards(trigger, behind) ? "+" : "-");
            yield return where + bucket + trigger.Rule.Means;
            yield return where + trigger.Rule.Means;
            yield return kind + where + trigger.Rule.Means;
        }
    }

    private static bool Towards(Trigger trigger, bool behind) => trigger.Rule.Direction == Toward.Both || trigger.Rule.Direction == (behind ? Toward.Backward : Toward.Forward);

    // The first place from which on the condition holds, in a list where it holds of all that follow.
    private static int FirstFrom<T>(IReadOnlyList<T> all, Func<T, bool> holds)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(all[middle])) high = middle; else low = middle + 1;
        }

        return low;
    }

    private List<string> Side(int from, int step, int most, Func<int, bool> stays)
    {
        var words = new List<string>();
        for (var at = from; at >= 0 && at < _words.Length && words.Count < most && stays(at); at += step)
            if (_words[at].Length > 0) words.Add(_words[at]);
        return words;
    }

    private static IEnumerable<string> Words(string side, List<string> words, string kind)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            var bucket = at switch { 0 => "1", < 3 => "3", _ => "9" };
            yield return side + bucket + word;
            yield return side + ":" + word;
            yield return kind + side + word;
            if (word.Length > Stem + 1 && word[0] != '<') yield return side + "*" + word[..Stem];
            if (at + 1 < words.Count) yield return side + "2" + word + "_" + words[at + 1];
        }
    }
}
