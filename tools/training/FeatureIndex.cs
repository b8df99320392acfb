namespace MedLedger.Tools.Training;

/// <summary>Numbers the features that training met often enough. Unknown ones are left out of a row.</summary>
internal sealed class FeatureIndex
{
    private readonly Dictionary<uint, int> _rows = [];
    private readonly List<uint> _keys = [];
    private readonly List<int> _uses = [];

    public int Count => _keys.Count;

    public IReadOnlyList<uint> Keys => _keys;

    public IReadOnlyList<int> Uses => _uses;

    public void Learn(Dictionary<uint, int> counts, int least)
    {
        foreach (var (key, count) in counts.Where(pair => pair.Value >= least).OrderBy(pair => pair.Key))
        {
            _rows.Add(key, _keys.Count);
            _keys.Add(key);
            _uses.Add(count);
        }
    }

    public int[] Rows(ReadOnlySpan<uint> keys)
    {
        var rows = new int[keys.Length];
        var known = 0;
        foreach (var key in keys)
            if (_rows.TryGetValue(key, out var row)) rows[known++] = row;
        return rows[..known];
    }
}
