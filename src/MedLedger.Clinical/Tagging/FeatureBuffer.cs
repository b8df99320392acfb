using System.Runtime.CompilerServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>The feature keys of one token; reused from token to token.</summary>
internal sealed class FeatureBuffer
{
    private uint[] _keys = new uint[256];

    public int Count { get; private set; }

    public ReadOnlySpan<uint> Keys => _keys.AsSpan(0, Count);

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint key)
    {
        if (Count == _keys.Length) Array.Resize(ref _keys, 2 * Count);
        _keys[Count++] = key;
    }
}
