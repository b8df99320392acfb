using MedLedger.Chain.Crypto;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Verification;

namespace MedLedger.Chain.Anchoring;

/// <summary>How anchoring a checkpoint ended.</summary>
public abstract record AnchorOutcome
{
    private AnchorOutcome() { }

    public sealed record Anchored(AnchoredCheckpoint Checkpoint, Hash256 Transaction, ulong BlockNumber, ulong GasUsed) : AnchorOutcome;

    /// <summary>The chain already holds this size with this root, so there was nothing to send.</summary>
    public sealed record AlreadyAnchored(AnchoredCheckpoint Checkpoint) : AnchorOutcome;

    /// <summary>The chain holds this size with another root: two histories of one log. Stop anchoring and call a person.</summary>
    public sealed record Conflict(AnchoredCheckpoint OnChain, Sha256Digest Ours) : AnchorOutcome;

    public sealed record Refused(AnchorRefusal Reason) : AnchorOutcome;

    /// <summary>Sent, but in no block yet; anchoring again continues from here.</summary>
    public sealed record Pending(Hash256 Transaction) : AnchorOutcome;
}

/// <summary>How registering a log, or changing its anchorer, ended.</summary>
public abstract record RegistrationOutcome
{
    private RegistrationOutcome() { }

    /// <summary>The chain now says what was asked for, whether it was sent now or before.</summary>
    public sealed record Done(LogId Log, LogRegistration Registration) : RegistrationOutcome;

    public sealed record Refused(AnchorRefusal Reason) : RegistrationOutcome;

    public sealed record Pending(Hash256 Transaction) : RegistrationOutcome;
}

/// <summary>How deploying the registry ended.</summary>
public abstract record DeployOutcome
{
    private DeployOutcome() { }

    public sealed record Deployed(EthereumAddress Contract, Hash256 Transaction, ulong GasUsed) : DeployOutcome;

    public sealed record Pending(Hash256 Transaction) : DeployOutcome;

    /// <summary>The chain did not accept the code, for instance because it is older than the Cancun rules.</summary>
    public sealed record Failed(string Reason) : DeployOutcome;
}

/// <summary>Why the registry refuses; the default names no reason.</summary>
public enum AnchorRefusal
{
    Unknown,
    AlreadyRegistered,
    NotRegistered,
    NotOwner,
    NotAnchorer,
    NotNextEpoch,
    NotGrowing,
    EmptyRoot,
}
