using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Verification;

namespace MedLedger.Chain.Anchoring;

/// <summary>A log in the registry: keccak256(abi.encode(owner, salt)), so that nobody can take another's id (docs/formats/chain.md).</summary>
public readonly record struct LogId(Hash256 Value)
{
    /// <param name="owner">Who registers the log.</param>
    /// <param name="salt">SHA-256 of the log's verifier key.</param>
    public static LogId Of(EthereumAddress owner, Sha256Digest salt) =>
        new(Keccak256.Hash([.. Abi.Word(owner), .. salt.ToBytes()]));

    public static LogId Parse(string text) => new(Hash256.Parse(text));

    public override string ToString() => Value.ToString();
}

/// <summary>Who stands behind a log on the chain.</summary>
public sealed record LogRegistration(EthereumAddress Owner, EthereumAddress Anchorer, ulong LatestEpoch);

/// <summary>How firmly the chain holds a checkpoint.</summary>
public abstract record AnchorStatus
{
    private AnchorStatus() { }

    public sealed record NotAnchored : AnchorStatus;

    /// <summary>In a block that a reorg could still undo.</summary>
    public sealed record Included(AnchoredCheckpoint Checkpoint) : AnchorStatus;

    /// <summary>In a block that the chain has finalized.</summary>
    public sealed record Finalized(AnchoredCheckpoint Checkpoint) : AnchorStatus;
}
