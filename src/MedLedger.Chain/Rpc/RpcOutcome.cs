using System.Text.Json;

namespace MedLedger.Chain.Rpc;

/// <summary>How a node answered one call. Not reaching it at all is a <see cref="ChainUnavailableException"/>.</summary>
public abstract record RpcOutcome
{
    private RpcOutcome() { }

    public sealed record Answered(JsonElement Result) : RpcOutcome;

    /// <summary>The node understood and refused (JSON-RPC 2.0, section 5.1); where a contract reverted, with its revert data as 0x and hex.</summary>
    public sealed record Failed(int Code, string Message, string? Data) : RpcOutcome;
}

/// <summary>The node could not be reached, or answered what no node should. Retry at the edge; nothing was decided.</summary>
public sealed class ChainUnavailableException : Exception
{
    public ChainUnavailableException(string role, string endpoint, string reason, string nextStep, Exception? inner = null)
        : base($"The {role} at {endpoint} {reason}. {nextStep}", inner) => Role = role;

    /// <summary>What the endpoint is for, as the operator named it.</summary>
    public string Role { get; }
}

/// <summary>The node refused a call that is valid in itself, so its state or settings must change first.</summary>
public sealed class ChainRefusedException : Exception
{
    public ChainRefusedException(string method, RpcOutcome.Failed failure) : base($"The node refused {method}: {failure.Message} (code {failure.Code}).") => Failure = failure;

    public RpcOutcome.Failed Failure { get; }
}
