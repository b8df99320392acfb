using MedLedger.Chain.Crypto;
using MedLedger.Chain.Rpc;

namespace MedLedger.Chain.Transactions;

/// <summary>Sends the transactions of one account, one after the other. Nothing else may send for that account.</summary>
public sealed class TransactionSender : IDisposable
{
    private readonly EthereumNode _node;
    private readonly EthereumKey _key;
    private readonly ITransactionJournal _journal;
    private readonly TimeProvider _time;
    private readonly TransactionOptions _options;
    private readonly SemaphoreSlim _gate = new(1, 1);

    public TransactionSender(EthereumNode node, EthereumKey key, ITransactionJournal journal, TimeProvider time, TransactionOptions? options = null) =>
        (_node, _key, _journal, _time, _options) = (node, key, journal, time, options ?? new());

    public EthereumAddress Address => _key.Address;

    internal EthereumNode Node => _node;

    /// <summary>Brings what an earlier run left behind into blocks. Null when all is settled, else the oldest hash still waiting.</summary>
    /// <exception cref="JournalAheadOfChainException">when the chain is not the one that the journal was written for.</exception>
    public async Task<Hash256?> SettleAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await SettleUnderGateAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Calls a contract, or creates one where <paramref name="to"/> is null, and waits until the transaction is in a block.</summary>
    public async Task<TransactionOutcome> SendAsync(EthereumAddress? to, byte[] data, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (await SettleUnderGateAsync(cancellationToken) is { } waiting) return new TransactionOutcome.Pending(waiting);

            ulong gas;
            switch (await _node.EstimateGasAsync(Address, to, data, cancellationToken))
            {
                case GasAnswer.Reverted reverted: return new TransactionOutcome.Refused(reverted.Data);
                case GasAnswer.Gas estimate: gas = estimate.Amount + (estimate.Amount / 5); break;
                case var other: throw new InvalidOperationException($"Unknown answer {other}.");
            }

            var nonce = await NextNonceAsync(cancellationToken);
            var (tip, fee) = await FeesAsync(cancellationToken);
            var signed = new Eip1559Transaction(_node.ChainId, nonce, tip, fee, gas, to, data).Sign(_key);
            await _journal.AppendAsync(signed, cancellationToken);
            // From here on the transaction exists: a crash before or after sending ends in SettleAsync of the next run.
            return await DriveAsync([signed], cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Hash256?> SettleUnderGateAsync(CancellationToken cancellationToken)
    {
        var journal = await _journal.ReadAsync(_node.ChainId, Address, cancellationToken);
        var next = await _node.NonceAsync(Address, cancellationToken);
        // A reorg or a chain restored from older state can also take back what was already in a block: it is sent again.
        var open = journal.Where(entry => entry.Transaction.Nonce >= next).GroupBy(entry => entry.Transaction.Nonce).OrderBy(group => group.Key).ToList();
        if (open.Count > 0 && open[0].Key > next) throw new JournalAheadOfChainException(Address, open[0].Key, next);

        foreach (var attempts in open)
            if (await DriveAsync([.. attempts], cancellationToken) is TransactionOutcome.Pending pending) return pending.Hash;
        return null;
    }

    private async Task<ulong> NextNonceAsync(CancellationToken cancellationToken)
    {
        var journal = await _journal.ReadAsync(_node.ChainId, Address, cancellationToken);
        var counted = journal.Count == 0 ? 0 : journal.Max(entry => entry.Transaction.Nonce) + 1;
        return Math.Max(counted, await _node.NonceAsync(Address, cancellationToken));
    }

    /// <summary>Sends the newest of several attempts at one nonce, and waits until any of them is in a block.</summary>
    private async Task<TransactionOutcome> DriveAsync(List<SignedTransaction> attempts, CancellationToken cancellationToken)
    {
        for (var replaced = 0; ; replaced++)
        {
            // A node that knows the transaction already, or has it in a block, refuses it: the receipts below tell.
            if (await _node.SendRawAsync(attempts[^1].Raw, cancellationToken) is RpcOutcome.Failed failed && NeedsMoney(failed))
                throw new ChainRefusedException("eth_sendRawTransaction", failed);
            if (await WaitAsync(attempts, cancellationToken) is { } outcome) return outcome;
            if (replaced == _options.Replacements) return new TransactionOutcome.Pending(attempts[^1].Hash);

            var dearer = attempts[^1].Transaction.WithHigherFees();
            if (dearer.MaxFeePerGas > _options.HighestFeePerGas) continue;
            var signed = dearer.Sign(_key);
            await _journal.AppendAsync(signed, cancellationToken);
            attempts.Add(signed);
        }
    }

    /// <summary>Waiting does not help an empty account. The journal keeps the transaction: it is sent again once there is money.</summary>
    private static bool NeedsMoney(RpcOutcome.Failed failed) => failed.Message.Contains("insufficient funds", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when patience has run out.</summary>
    private async Task<TransactionOutcome?> WaitAsync(List<SignedTransaction> attempts, CancellationToken cancellationToken)
    {
        var nonce = attempts[0].Transaction.Nonce;
        var started = _time.GetTimestamp();
        do
        {
            // The nonce is read first: when it has moved on and then no attempt has a receipt, none ever will.
            var next = await _node.NonceAsync(Address, cancellationToken);
            foreach (var attempt in attempts)
            {
                if (await _node.ReceiptAsync(attempt.Hash, cancellationToken) is not { } receipt) continue;
                return receipt.Succeeded ? new TransactionOutcome.Included(receipt) : new TransactionOutcome.Reverted(receipt);
            }

            if (next > nonce) return new TransactionOutcome.Superseded(nonce);
            await Task.Delay(_options.PollInterval, _time, cancellationToken);
        }
        while (_time.GetElapsedTime(started) < _options.Patience);
        return null;
    }

    private async Task<(UInt128 Tip, UInt128 Fee)> FeesAsync(CancellationToken cancellationToken)
    {
        var block = await _node.BlockAsync("latest", cancellationToken);
        var tip = await _node.PriorityFeeAsync(cancellationToken);
        // Twice the base fee stays payable through six full blocks, in which it can rise by an eighth each.
        var fee = (block.BaseFeePerGas * 2) + tip;
        if (fee <= _options.HighestFeePerGas) return (tip, fee);
        return (tip < _options.HighestFeePerGas ? tip : _options.HighestFeePerGas, _options.HighestFeePerGas);
    }
}
