namespace MedLedger.Clinical.Tagging;

/// <summary>Finds mentions with the trained models. Pure: the same text gives the same mentions; safe to share between threads.</summary>
public sealed class TextTagger
{
    /// <summary>How many tokens count as one document, at most: it bounds memory, and what stands further apart helps little.</summary>
    private const int WindowTokens = 6000;

    private static readonly Lazy<TextTagger> Loaded = new(() =>
    {
        var (vocabulary, groups) = WeightsFile.Load();
        return new(vocabulary, groups);
    });

    private readonly Vocabulary _vocabulary;
    private readonly IReadOnlyList<ModelGroup> _groups;
    private readonly WordMemory _words;

    internal TextTagger(Vocabulary vocabulary, IReadOnlyList<ModelGroup> groups) => (_vocabulary, _groups, _words) = (vocabulary, groups, new(vocabulary));

    /// <summary>The models' names: bc5cdr, ncbi and maccrobat.</summary>
    public IEnumerable<string> Models => _groups.SelectMany(group => group.Models).Select(model => model.Name);

    /// <summary>The types that a model finds.</summary>
    public IReadOnlyList<string> TypesOf(string model) => _groups.SelectMany(group => group.Models).Single(known => known.Name == model).Tags.Types;

    /// <summary>The committed weights, loaded once for the process.</summary>
    public static TextTagger Load() => Loaded.Value;

    /// <summary>The mentions of <paramref name="models"/> in the text, in the order of the models and of the text.</summary>
    public IReadOnlyList<TaggedMention> Tag(string text, params ReadOnlySpan<string> models)
    {
        ArgumentNullException.ThrowIfNull(text);
        var wanted = models.ToArray();
        var tokens = TagTokenizer.Cut(text, _words);
        var sentences = TagTokenizer.Sentences(text, tokens);
        var windows = Windows(tokens, sentences).ToList();
        var found = new Dictionary<string, List<TaggedMention>>[windows.Count];
        // Windows know nothing of one another: what each finds is the same whichever thread reads it, and in which order.
        Parallel.For(0, windows.Count, at => found[at] = ReadWindow(text, windows[at].Tokens, windows[at].Sentences, wanted));
        return [.. wanted.SelectMany(name => found.SelectMany(window => window[name]))];
    }

    private Dictionary<string, List<TaggedMention>> ReadWindow(string text, List<TagToken> tokens, List<TagSentence> sentences, string[] wanted)
    {
        var mentions = wanted.ToDictionary(name => name, _ => new List<TaggedMention>(), StringComparer.Ordinal);
        var last = _groups.Select((group, at) => group.Models.Any(model => wanted.Contains(model.Name)) ? at : -1).Max();
        using var reading = new WindowReading(text, tokens, sentences, _vocabulary);
        for (var at = 0; at <= last; at++) reading.Read(_groups[at], at);
        for (var at = 0; at <= last; at++)
            foreach (var model in _groups[at].Models)
                if (mentions.TryGetValue(model.Name, out var list)) reading.Decide(at, model, list);
        return mentions;
    }

    private static IEnumerable<(List<TagToken> Tokens, List<TagSentence> Sentences)> Windows(List<TagToken> tokens, List<TagSentence> sentences)
    {
        for (var first = 0; first < sentences.Count;)
        {
            var end = first + 1;
            while (end < sentences.Count && sentences[end].End - sentences[first].First <= WindowTokens) end++;
            var start = sentences[first].First;
            if (first == 0 && end == sentences.Count) yield return (tokens, sentences);
            else
                yield return (
                    tokens.GetRange(start, sentences[end - 1].End - start),
                    [.. sentences.Skip(first).Take(end - first).Select(sentence => new TagSentence(sentence.First - start, sentence.End - start))]);
            first = end;
        }
    }
}
