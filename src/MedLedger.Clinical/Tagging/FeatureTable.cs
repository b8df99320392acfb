using System.Numerics;
using System.Runtime.InteropServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>Weights of features for the labels of several models side by side: one look-up serves them all. Small whole numbers; each model has its own step.</summary>
internal sealed class FeatureTable
{
    private readonly (uint Key, int Row)[] _slots;
    private readonly byte[] _weights;
    private readonly int _mask;

    /// <param name="keys">Keys in ascending order.</param>
    /// <param name="weights">For each key in turn: the number of weights, then as many pairs of label and weight.</param>
    /// <param name="width">Labels of all models, a whole number of vectors.</param>
    public FeatureTable(uint[] keys, byte[] weights, int width)
    {
        (_weights, Width) = (weights, width);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * keys.Length));
        _mask = size - 1;
        _slots = new (uint, int)[size];
        var row = 0;
        foreach (var key in keys)
        {
            var slot = (int)key & _mask;
            while (_slots[slot].Row != 0) slot = (slot + 1) & _mask;
            _slots[slot] = (key, row + 1);
            row += 1 + (2 * weights[row]);
        }
    }

    public int Width { get; }

    /// <summary>Adds the weights of each key to <paramref name="sums"/>.</summary>
    public void Add(ReadOnlySpan<uint> keys, Span<int> sums)
    {
        foreach (var key in keys)
        {
            var slot = (int)key & _mask;
            while (_slots[slot].Row != 0 && _slots[slot].Key != key) slot = (slot + 1) & _mask;
            var row = _slots[slot].Row;
            if (row == 0) continue;
            var pairs = _weights.AsSpan(row, 2 * _weights[row - 1]);
            for (var at = 0; at < pairs.Length; at += 2) sums[pairs[at]] += (sbyte)pairs[at + 1];
        }
    }

    /// <summary>Adds what was summed up before.</summary>
    public static void Add(short[] known, Span<int> sums)
    {
        var from = MemoryMarshal.Cast<short, Vector<short>>(known);
        var into = MemoryMarshal.Cast<int, Vector<int>>(sums);
        for (var at = 0; at < from.Length; at++)
        {
            Vector.Widen(from[at], out var low, out var high);
            into[2 * at] += low;
            into[(2 * at) + 1] += high;
        }
    }
}
