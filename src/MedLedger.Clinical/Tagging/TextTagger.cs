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
        var last = _groups.Select((group, at) => group.Models.Any(model => wanted.Contains(model.Name)) ? at : -1).Max();
        var mentions = wanted.ToDictionary(name => name, _ => new List<TaggedMention>());
        var tokens = TagTokenizer.Cut(text, _words);
        var sentences = TagTokenizer.Sentences(text, tokens);
        foreach (var window in Windows(tokens, sentences))
        {
            var reading = new WindowReading(text, window.Tokens, window.Sentences, _vocabulary);
            for (var at = 0; at <= last; at++) reading.Read(_groups[at], at);
            for (var at = 0; at <= last; at++)
                foreach (var model in _groups[at].Models)
                    if (mentions.TryGetValue(model.Name, out var list)) reading.Decide(at, model, list);
        }

        return [.. wanted.SelectMany(name => mentions[name])];
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
