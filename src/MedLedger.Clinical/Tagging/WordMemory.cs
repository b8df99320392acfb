using System.Collections.Concurrent;

namespace MedLedger.Clinical.Tagging;

/// <summary>The spellings met so far. It only saves work: forgetting everything changes no result, so it stops growing before it is large.</summary>
internal sealed class WordMemory
{
    private const int Most = 20_000;
    private const int LongestKept = 40;

    private readonly ConcurrentDictionary<string, WordType> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WordType>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Vocabulary _vocabulary;
    private int _count;

    public WordMemory(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _lookup = _types.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public WordType Of(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var known)) return known;
        var made = WordFeatures.Of(word, _vocabulary);
        if (word.Length <= LongestKept && Volatile.Read(ref _count) < Most && _types.TryAdd(word.ToString(), made)) Interlocked.Increment(ref _count);
        return made;
    }
}
