namespace MedLedger.Clinical.Lexicon;

/// <summary>Phrases as paths of folded words. A lookup costs one dictionary probe a word, so a scan is linear in the text.</summary>
internal sealed class WordTrie<T>
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _edges = [];
    private readonly List<List<T>?> _values = [null];

    /// <summary>Every single word that some phrase contains.</summary>
    public IEnumerable<string> Words => _words.Keys;

    public bool Knows(string word) => _words.ContainsKey(word);

    public void Add(IEnumerable<string> phrase, T value)
    {
        var node = 0;
        foreach (var word in phrase)
        {
            if (!_words.TryGetValue(word, out var id)) _words[word] = id = _words.Count;
            var edge = ((long)node << 32) | (uint)id;
            if (!_edges.TryGetValue(edge, out var next))
            {
                _edges[edge] = next = _values.Count;
                _values.Add(null);
            }

            node = next;
        }

        if (node != 0) (_values[node] ??= []).Add(value);
    }

    /// <summary>The node behind <paramref name="node"/> along <paramref name="word"/>, or -1.</summary>
    public int Step(int node, string word) =>
        _words.TryGetValue(word, out var id) && _edges.TryGetValue(((long)node << 32) | (uint)id, out var next) ? next : -1;

    public IReadOnlyList<T> At(int node) => (IReadOnlyList<T>?)_values[node] ?? [];
}
