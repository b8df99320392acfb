using MedLedger.Chain.Crypto;
using MedLedger.Chain.Rpc;

namespace MedLedger.Chain.Transactions;

/// <summary>How sending a transaction ended. Included is not final: a reorg can still undo it.</summary>
public abstract record TransactionOutcome
{
    private TransactionOutcome() { }

    public sealed record Included(TransactionReceipt Receipt) : TransactionOutcome;

    /// <summary>In a block, where the contract undid it: something changed between the estimate and the block.</summary>
    public sealed record Reverted(TransactionReceipt Receipt) : TransactionOutcome;

    /// <summary>Never sent, because the contract would revert it.</summary>
    /// <param name="RevertData">The contract's custom error, selector first.</param>
    public sealed record Refused(byte[] RevertData) : TransactionOutcome;

    /// <summary>Sent, but in no block yet. The next send first waits for it.</summary>
    public sealed record Pending(Hash256 Hash) : TransactionOutcome;

    /// <summary>Another transaction took the nonce, so this one can never happen.</summary>
    public sealed record Superseded(ulong Nonce) : TransactionOutcome;
}

/// <summary>How transactions are paid and waited for.</summary>
public sealed record TransactionOptions
{
    /// <summary>How often a node is asked whether a transaction is in a block; 500 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a transaction may wait before it is replaced with higher fees; 60 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often one transaction is replaced before sending gives up waiting; 3.</summary>
    public int Replacements { get; init; } = 3;

    /// <summary>The most that is ever paid for a unit of gas, in wei; 500 gwei.</summary>
    public UInt128 HighestFeePerGas { get; init; } = 500_000_000_000;
}

/// <summary>The journal holds nonces that the chain cannot reach: the chain was reset, or this journal belongs to another one.</summary>
public sealed class JournalAheadOfChainException : Exception
{
    public JournalAheadOfChainException(EthereumAddress sender, ulong journal, ulong chain)
        : base($"The first unsettled transaction of {sender} has nonce {journal}, but the chain is at {chain}. " +
            "Connect the chain that belongs to this journal; after a development chain was reset, remove the journal with its state.")
    { }
}
