using MedLedger.Chain.Bindings;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Chain.Rpc;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Verification;

namespace MedLedger.Chain.Anchoring;

/// <summary>Reads a deployed registry. Needs no key, so auditors use it with a node of their own choice.</summary>
public sealed class CheckpointRegistryReader(EthereumNode node, EthereumAddress contract)
{
    public EthereumAddress Contract => contract;

    /// <summary>Whether the code at the address is byte for byte the registry that this program was built with.</summary>
    public async Task<bool> IsOurCodeAsync(CancellationToken cancellationToken) =>
        (await node.CodeAsync(contract, cancellationToken)).AsSpan().SequenceEqual(ContractArtifact.CheckpointRegistry.RuntimeCode);

    /// <summary>Null where nobody registered the log.</summary>
    public async Task<LogRegistration?> RegistrationAsync(LogId log, CancellationToken cancellationToken)
    {
        var words = await CallAsync(RegistryAbi.Registration(log), RegistryAbi.RegistrationWords, cancellationToken);
        var registration = Read(words, data => new LogRegistration(new AbiWords(data).Address(0), new AbiWords(data).Address(1), new AbiWords(data).UInt64(2)));
        return registration.Owner.IsZero ? null : registration;
    }

    /// <summary>The newest checkpoint, or null where there is none.</summary>
    public async Task<AnchoredCheckpoint?> LatestAsync(LogId log, CancellationToken cancellationToken) =>
        Read(await CallAsync(RegistryAbi.Latest(log), RegistryAbi.CheckpointWords, cancellationToken), Checkpoint);

    /// <summary>The checkpoint of an epoch (from 1), or null where there is none.</summary>
    public async Task<AnchoredCheckpoint?> GetAsync(LogId log, ulong epoch, CancellationToken cancellationToken) =>
        Read(await CallAsync(RegistryAbi.Checkpoint(log, epoch), RegistryAbi.CheckpointWords, cancellationToken), Checkpoint);

    /// <summary>The checkpoint of a size, or null where none of this size was anchored. Sizes grow with epochs, so it halves its way.</summary>
    public async Task<AnchoredCheckpoint?> FindBySizeAsync(LogId log, ulong size, CancellationToken cancellationToken)
    {
        if (await LatestAsync(log, cancellationToken) is not { } latest) return null;
        ulong low = 1, high = latest.Epoch;
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            // A reorg in between can take the newest epochs away: what is gone counts as larger.
            var found = await GetAsync(log, middle, cancellationToken);
            if (found?.Size == size) return found;
            if (found is null || found.Size > size) high = middle - 1; else low = middle + 1;
        }

        return null;
    }

    /// <summary>Decided by state alone, never by a remembered receipt: after a reorg the answer follows the chain.</summary>
    public async Task<AnchorStatus> StatusAsync(LogId log, ulong epoch, CancellationToken cancellationToken)
    {
        // In this order: the checkpoint is read from a descendant of the finalized block, along which times only rise.
        var finalized = await node.BlockAsync("finalized", cancellationToken);
        if (await GetAsync(log, epoch, cancellationToken) is not { } checkpoint) return new AnchorStatus.NotAnchored();
        return checkpoint.BlockTime.ToUnixTimeSeconds() <= (long)finalized.Timestamp
            ? new AnchorStatus.Finalized(checkpoint)
            : new AnchorStatus.Included(checkpoint);
    }

    private static AnchoredCheckpoint? Checkpoint(byte[] data)
    {
        var words = new AbiWords(data);
        if (words.UInt64(0) == 0) return null;
        var time = DateTimeOffset.FromUnixTimeSeconds(checked((long)words.UInt64(2)));
        return new(words.UInt64(0), words.UInt64(1), Sha256Digest.FromBytes(words.Hash(3).ToBytes()), time);
    }

    private async Task<byte[]> CallAsync(byte[] call, int words, CancellationToken cancellationToken) =>
        await node.CallContractAsync(contract, call, cancellationToken) switch
        {
            ContractAnswer.Returned returned when returned.Data.Length == words * Abi.WordLength => returned.Data,
            _ => throw new NoRegistryException(contract, node.ChainId),
        };

    private T Read<T>(byte[] data, Func<byte[], T> read)
    {
        try
        {
            return read(data);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new NoRegistryException(contract, node.ChainId, exception);
        }
    }
}

/// <summary>What stands at the configured address does not answer like a registry.</summary>
public sealed class NoRegistryException : Exception
{
    public NoRegistryException(EthereumAddress contract, ulong chainId, Exception? inner = null)
        : base($"There is no checkpoint registry at {contract} on chain {chainId}. Check the address and the chain, or deploy one.", inner) { }
}
