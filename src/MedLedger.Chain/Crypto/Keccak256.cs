using System.Buffers.Binary;
using System.Numerics;

namespace MedLedger.Chain.Crypto;

/// <summary>Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with the original padding 0x01, so not SHA3-256.</summary>
public static class Keccak256
{
    private const int Rate = 136;
    private const byte OriginalPadding = 0x01;

    private static readonly ulong[] _roundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    // FIPS 202, 3.2.2 and 3.2.3: where rho and pi take each lane, in the order of the walk that starts at lane 1.
    private static readonly int[] _piLanes = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
    private static readonly int[] _rhoOffsets = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    public static Hash256 Hash(ReadOnlySpan<byte> data) => Sponge(data, OriginalPadding);

    /// <summary>Of text, hashed as UTF-8.</summary>
    public static Hash256 Hash(string text) => Hash(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>With padding 0x06 this is SHA3-256, which the platform has: that is how the permutation is tested.</summary>
    internal static Hash256 Sponge(ReadOnlySpan<byte> data, byte padding)
    {
        Span<ulong> state = stackalloc ulong[25];
        while (data.Length >= Rate)
        {
            Absorb(state, data[..Rate]);
            data = data[Rate..];
        }

        Span<byte> last = stackalloc byte[Rate];
        last.Clear();
        data.CopyTo(last);
        last[data.Length] = padding;
        last[Rate - 1] |= 0x80;
        Absorb(state, last);

        Span<byte> digest = stackalloc byte[Hash256.Length];
        for (var lane = 0; lane < Hash256.Length / 8; lane++)
            BinaryPrimitives.WriteUInt64LittleEndian(digest[(lane * 8)..], state[lane]);
        return Hash256.FromBytes(digest);
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (var lane = 0; lane < Rate / 8; lane++)
            state[lane] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(lane * 8)..]);
        Permute(state);
    }

    private static void Permute(Span<ulong> state)
    {
        Span<ulong> column = stackalloc ulong[5];
        foreach (var constant in _roundConstants)
        {
            for (var x = 0; x < 5; x++)
                column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
            for (var x = 0; x < 5; x++)
            {
                var parity = column[(x + 4) % 5] ^ BitOperations.RotateLeft(column[(x + 1) % 5], 1);
                for (var y = 0; y < 25; y += 5) state[x + y] ^= parity;
            }

            var carried = state[1];
            for (var step = 0; step < 24; step++)
            {
                var lane = _piLanes[step];
                (state[lane], carried) = (BitOperations.RotateLeft(carried, _rhoOffsets[step]), state[lane]);
            }

            for (var y = 0; y < 25; y += 5)
            {
                state.Slice(y, 5).CopyTo(column);
                for (var x = 0; x < 5; x++) state[x + y] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
            }

            state[0] ^= constant;
        }
    }
}
