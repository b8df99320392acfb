using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>A document cut into sentences, with its annotators' labels where a label can say them.</summary>
internal sealed class LabelledText
{
    private readonly CodePoints _points;

    public LabelledText(AnnotatedDocument document, TagSet tags, Vocabulary vocabulary, WordMemory words)
    {
        Document = document;
        _points = new(document.Text);
        Tokens = TagTokenizer.Cut(document.Text, words);
        Sentences = TagTokenizer.Sentences(document.Text, Tokens);
        Marks = vocabulary.Mark(Tokens);
        Gold = new byte[Tokens.Count];
        var starts = Tokens.Select((token, at) => (token.Start, at)).ToDictionary(pair => pair.Start, pair => pair.at);
        var ends = Tokens.Select((token, at) => (token.End, at)).ToDictionary(pair => pair.End, pair => pair.at);
        // Of mentions that overlap, the longer one is learned: a token has one label.
        foreach (var span in document.Spans.Distinct().OrderByDescending(span => span.End - span.Start).ThenBy(span => span.Start))
        {
            if (!starts.TryGetValue(_points.ToUnit(span.Start), out var first) || !ends.TryGetValue(_points.ToUnit(span.End), out var last) || last < first) continue;
            if (Gold.AsSpan(first, last + 1 - first).IndexOfAnyExcept((byte)TagSet.Outside) >= 0) continue;
            if (Sentences.Any(sentence => sentence.First > first && sentence.First <= last)) continue;
            TagSet.Set(Gold, first, last + 1, tags.Types.ToList().IndexOf(span.Type));
        }
    }

    public AnnotatedDocument Document { get; }

    public List<TagToken> Tokens { get; }

    public List<TagSentence> Sentences { get; }

    public uint[] Marks { get; }

    public byte[] Gold { get; }

    /// <summary>The document with these mentions instead of its annotators'.</summary>
    public AnnotatedDocument With(IEnumerable<NameInWindow> names, TagSet tags) => Document with
    {
        Spans = [.. names.Select(name => new AnnotatedSpan(_points.ToPoint(Tokens[name.First].Start), _points.ToPoint(Tokens[name.End - 1].End), tags.Types[name.Type]))],
    };
}
