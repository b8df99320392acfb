using MedLedger.Domain.Content;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;

namespace MedLedger.Ledger.Verification;

/// <summary>Everything needed to check one entry of a log offline, in one file (docs/formats/proof-bundle.md).</summary>
public sealed record ProofBundle
{
    public required ulong Index { get; init; }

    public required LogLeaf Leaf { get; init; }

    public required IReadOnlyList<Sha256Digest> Inclusion { get; init; }

    /// <summary>The signed note that covers the entry.</summary>
    public required byte[] Checkpoint { get; init; }

    /// <summary>The key the maker says it is signed with; must equal the one the auditor trusts.</summary>
    public required VerifierKey Key { get; init; }

    /// <summary>Salt and payload, for those who may know what the entry says.</summary>
    public EntryOpening? Opening { get; init; }

    public BundledAnchor? Anchor { get; init; }

    public byte[] ToJson() => ProofBundleJson.Write(this);

    /// <exception cref="FormatException">when the bytes are no proof bundle of this version; the message is for people.</exception>
    public static ProofBundle Parse(ReadOnlyMemory<byte> json) => ProofBundleJson.Read(json);
}

/// <summary>Where a tree of the same log is anchored, and the proof that it and the bundle's checkpoint are one log.</summary>
/// <param name="Reference">Where.</param>
/// <param name="Consistency">From the smaller of the two trees to the larger; empty when they are the same.</param>
public sealed record BundledAnchor(AnchorReference Reference, IReadOnlyList<Sha256Digest> Consistency);
