namespace MedLedger.Access.Gate;

/// <summary>The ledger as the gate sees it.</summary>
public interface IAccessLog
{
    /// <summary>Ends when the entry is published in the log.</summary>
    /// <exception cref="AccessLogUnavailableException">when the entry is not known to be in the log.</exception>
    Task<AccessReceipt> AppendAsync(AccessEvent entry, CancellationToken cancellationToken);
}

/// <summary>Where in the log an access stands.</summary>
public sealed record AccessReceipt(ulong LeafIndex, ulong TreeSize);

/// <summary>The log did not take an entry in; whoever waits for it is refused.</summary>
public sealed class AccessLogUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
