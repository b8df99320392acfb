using MedLedger.Domain.Content;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Entries;

/// <summary>One leaf of the log as everyone sees it: its kind and a commitment that says nothing without its salt (docs/formats/leaf.md).</summary>
public readonly record struct LogLeaf
{
    public const byte Version = 1;

    /// <summary>Version, kind, commitment.</summary>
    public const int Length = 2 + Sha256Digest.Length;

    public LogLeaf(LogEntryKind kind, Sha256Digest commitment)
    {
        if (!LogEntryKinds.IsKnown((byte)kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "A leaf has one of the eight kinds.");
        Kind = kind;
        Commitment = commitment;
    }

    public LogEntryKind Kind { get; }

    public Sha256Digest Commitment { get; }

    /// <summary>The leaf's hash in the tree (RFC 6962 section 2.1).</summary>
    public Sha256Digest Hash => TreeHash.OfLeaf(ToBytes()).ToDigest();

    public byte[] ToBytes() => Kind != LogEntryKind.None
        ? [Version, (byte)Kind, .. Commitment.ToBytes()]
        : throw new InvalidOperationException("This leaf was never made.");

    public static bool TryParse(ReadOnlySpan<byte> bytes, out LogLeaf leaf)
    {
        var wellFormed = IsWellFormed(bytes);
        leaf = wellFormed ? new((LogEntryKind)bytes[1], Sha256Digest.FromBytes(bytes[2..])) : default;
        return wellFormed;
    }

    internal static bool IsWellFormed(ReadOnlySpan<byte> bytes) => bytes.Length == Length && bytes[0] == Version && LogEntryKinds.IsKnown(bytes[1]);
}
