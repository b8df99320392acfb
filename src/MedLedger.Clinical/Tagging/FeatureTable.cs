using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>Weights of features for the labels of several models side by side: one look-up serves them all. Small whole numbers; each model has its own step.</summary>
internal sealed class FeatureTable
{
    /// <summary>A row with more weights than this is quicker to add as a whole than weight by weight.</summary>
    private const int MostSparse = 12;

    /// <summary>Rows are whole numbers of the widest vector of bytes.</summary>
    private const int Vectors = 32;

    private readonly (uint Key, int Row)[] _slots;
    private readonly byte[] _sparse;
    private readonly sbyte[] _dense;
    private readonly int _mask;

    // Most features of a text are in no table: a bit for the lower part of each known key turns them away without a look into memory that no cache holds.
    private readonly ulong[] _known;
    private readonly uint _knownMask;

    /// <param name="keys">Keys in ascending order.</param>
    /// <param name="weights">For each key in turn: the number of weights, then as many pairs of label and weight.</param>
    /// <param name="width">Labels of all models.</param>
    public FeatureTable(uint[] keys, byte[] weights, int width)
    {
        (_sparse, Width) = (weights, width = (width + Vectors - 1) / Vectors * Vectors);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * keys.Length));
        _mask = size - 1;
        _slots = new (uint, int)[size];
        _known = new ulong[size / 8];
        _knownMask = (uint)(64 * _known.Length) - 1;
        var wide = 0;
        for (var row = 0; row < weights.Length; row += 1 + (2 * weights[row]))
            if (weights[row] > MostSparse) wide++;
        _dense = new sbyte[wide * width];
        var (at, filled) = (0, 0);
        foreach (var key in keys)
        {
            _known[(key & _knownMask) >> 6] |= 1UL << (int)(key & 63);
            var slot = (int)key & _mask;
            while (_slots[slot].Row != 0) slot = (slot + 1) & _mask;
            var pairs = weights.AsSpan(at + 1, 2 * weights[at]);
            if (weights[at] <= MostSparse) _slots[slot] = (key, at + 1);
            else
            {
                for (var pair = 0; pair < pairs.Length; pair += 2) _dense[(filled * width) + pairs[pair]] = (sbyte)pairs[pair + 1];
                _slots[slot] = (key, -1 - filled++);
            }

            at += 1 + pairs.Length;
        }
    }

    public int Width { get; }

    /// <summary>Adds the weights of each key to <paramref name="sums"/>, which stay at their limits rather than overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<uint> keys, Span<short> sums)
    {
        foreach (var key in keys)
        {
            if ((_known[(key & _knownMask) >> 6] & (1UL << (int)(key & 63))) == 0) continue;
            var slot = (int)key & _mask;
            while (_slots[slot].Row != 0 && _slots[slot].Key != key) slot = (slot + 1) & _mask;
            var row = _slots[slot].Row;
            if (row < 0) AddDense((-1 - row) * Width, sums);
            if (row <= 0) continue;
            var pairs = _sparse.AsSpan(row, 2 * _sparse[row - 1]);
            for (var at = 0; at < pairs.Length; at += 2) sums[pairs[at]] = (short)Math.Clamp(sums[pairs[at]] + (sbyte)pairs[at + 1], short.MinValue, short.MaxValue);
        }
    }

    /// <summary>Adds what was summed up before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(short[] known, Span<short> sums)
    {
        var from = MemoryMarshal.Cast<short, Vector<short>>(known);
        var into = MemoryMarshal.Cast<short, Vector<short>>(sums);
        for (var at = 0; at < from.Length; at++) into[at] = Vector.AddSaturate(into[at], from[at]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddDense(int first, Span<short> sums)
    {
        var into = MemoryMarshal.Cast<short, Vector<short>>(sums);
        for (var at = 0; at + 1 < into.Length; at += 2)
        {
            Vector.Widen(new Vector<sbyte>(_dense, first + (at * Vector<short>.Count)), out var low, out var high);
            into[at] = Vector.AddSaturate(into[at], low);
            into[at + 1] = Vector.AddSaturate(into[at + 1], high);
        }
    }
}
