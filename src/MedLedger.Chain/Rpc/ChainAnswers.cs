using System.Text.Json;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Rpc;

/// <summary>What a contract answered to a call.</summary>
internal abstract record ContractAnswer
{
    private ContractAnswer() { }

    public sealed record Returned(byte[] Data) : ContractAnswer;

    public sealed record Reverted(byte[] Data) : ContractAnswer;
}

/// <summary>What a transaction would cost.</summary>
internal abstract record GasAnswer
{
    private GasAnswer() { }

    public sealed record Gas(ulong Amount) : GasAnswer;

    public sealed record Reverted(byte[] Data) : GasAnswer;
}

internal sealed record BlockHeader(ulong Number, ulong Timestamp, UInt128 BaseFeePerGas)
{
    public static BlockHeader Read(JsonElement block) => new(
        Quantity.ParseUInt64(block.GetProperty("number").GetString()),
        Quantity.ParseUInt64(block.GetProperty("timestamp").GetString()),
        block.TryGetProperty("baseFeePerGas", out var fee) ? Quantity.Parse(fee.GetString()) : 0);
}

/// <summary>That a transaction is in a block, and how it ended.</summary>
public sealed record TransactionReceipt(Hash256 Hash, ulong BlockNumber, Hash256 BlockHash, bool Succeeded, ulong GasUsed, EthereumAddress? CreatedContract)
{
    internal static TransactionReceipt? ReadOrNull(JsonElement receipt)
    {
        if (receipt.ValueKind == JsonValueKind.Null) return null;
        var created = receipt.TryGetProperty("contractAddress", out var address) && address.ValueKind == JsonValueKind.String;
        return new(
            Hash256.Parse(receipt.GetProperty("transactionHash").GetString()!),
            Quantity.ParseUInt64(receipt.GetProperty("blockNumber").GetString()),
            Hash256.Parse(receipt.GetProperty("blockHash").GetString()!),
            Quantity.ParseUInt64(receipt.GetProperty("status").GetString()) == 1,
            Quantity.ParseUInt64(receipt.GetProperty("gasUsed").GetString()),
            created ? EthereumAddress.Parse(address.GetString()!) : null);
    }
}
