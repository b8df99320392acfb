using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Transactions;

/// <summary>A transaction with a fee market (EIP-1559, type 2), without value and access list: ours move no money. Without a recipient it creates a contract.</summary>
public sealed record Eip1559Transaction(
    ulong ChainId, ulong Nonce, UInt128 MaxPriorityFeePerGas, UInt128 MaxFeePerGas, ulong GasLimit, EthereumAddress? To, byte[] Data)
{
    private const byte Type = 2;

    /// <summary>Both fees up by an eighth and one wei: nodes want at least a tenth more to replace a transaction.</summary>
    internal Eip1559Transaction WithHigherFees() => this with
    {
        MaxPriorityFeePerGas = MaxPriorityFeePerGas + (MaxPriorityFeePerGas / 8) + 1,
        MaxFeePerGas = MaxFeePerGas + (MaxFeePerGas / 8) + 1,
    };

    internal SignedTransaction Sign(EthereumKey key)
    {
        var signature = key.Sign(Keccak256.Hash([Type, .. Rlp.List(Fields())]));
        byte[] raw =
        [
            Type,
            .. Rlp.List(
            [
                .. Fields(),
                Rlp.Integer((UInt128)signature.RecoveryId),
                Rlp.Integer(signature.Compact.AsSpan(0, 32)),
                Rlp.Integer(signature.Compact.AsSpan(32)),
            ]),
        ];
        return new(this, key.Address, raw, Keccak256.Hash(raw));
    }

    private byte[][] Fields() =>
    [
        Rlp.Integer(ChainId), Rlp.Integer(Nonce), Rlp.Integer(MaxPriorityFeePerGas), Rlp.Integer(MaxFeePerGas), Rlp.Integer(GasLimit),
        Rlp.Text(To is { } to ? to.ToBytes() : []), Rlp.Integer((UInt128)0), Rlp.Text(Data), Rlp.List(),
    ];
}

/// <summary>A transaction as it is sent: the bytes alone decide what can happen.</summary>
public sealed record SignedTransaction(Eip1559Transaction Transaction, EthereumAddress Sender, byte[] Raw, Hash256 Hash);
