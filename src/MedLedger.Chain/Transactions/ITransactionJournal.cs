using MedLedger.Chain.Crypto;

namespace MedLedger.Chain.Transactions;

/// <summary>Remembers every signed transaction from before it was first sent, so that no crash can spend a nonce twice.</summary>
public interface ITransactionJournal
{
    /// <summary>The transactions of one account on one chain, in the order in which they were written.</summary>
    Task<IReadOnlyList<SignedTransaction>> ReadAsync(ulong chainId, EthereumAddress sender, CancellationToken cancellationToken);

    /// <summary>Durable when the task ends; only then may the transaction be sent.</summary>
    Task AppendAsync(SignedTransaction transaction, CancellationToken cancellationToken);
}
