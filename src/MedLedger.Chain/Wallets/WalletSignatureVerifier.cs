using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Chain.Rpc;
using MedLedger.Chain.TypedData;

namespace MedLedger.Chain.Wallets;

/// <summary>Checks wallet signatures in the order of ERC-6492: undeployed wallet, contract wallet (ERC-1271), key.</summary>
/// <param name="node">Where contract wallets are asked; without one every address is taken to be a key's.</param>
public sealed class WalletSignatureVerifier(EthereumNode? node)
{
    // ERC-1271: the answer of a wallet that accepts is its function's own selector.
    private static readonly byte[] _isValidSignature = Abi.Selector("isValidSignature(bytes32,bytes)");
    private static readonly byte[] _undeployedSuffix = [.. Enumerable.Repeat<byte[]>([0x64, 0x92], 16).SelectMany(pair => pair)];
    private static readonly byte[] _delegationPrefix = [0xEF, 0x01, 0x00];

    /// <summary>Checks a signature over an eth_signTypedData_v4 document by the wallet at <paramref name="address"/>.</summary>
    /// <exception cref="ChainUnavailableException">when a contract wallet may have to be asked and the node is away: nothing is decided.</exception>
    public async Task<WalletSignatureVerdict> VerifyAsync(string address, string typedDataJson, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        if (!EthereumAddress.TryParse(address, out var expected)) return Refuse(SignatureFault.AddressMalformed);
        try
        {
            return await VerifyAsync(expected, Eip712.Digest(typedDataJson), signature, cancellationToken);
        }
        catch (TypedDataException)
        {
            return Refuse(SignatureFault.TypedDataMalformed);
        }
    }

    public async Task<WalletSignatureVerdict> VerifyAsync(EthereumAddress expected, Hash256 digest, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        if (expected.IsZero) return Refuse(SignatureFault.AddressIsZero);
        if (signature.Span.EndsWith(_undeployedSuffix)) return Refuse(SignatureFault.UndeployedWalletNotSupported);
        if (node is null) return VerifyKey(expected, digest, signature.Span);

        var code = await node.CodeAsync(expected, cancellationToken);
        if (code.Length == 0) return VerifyKey(expected, digest, signature.Span);
        if (await ContractAcceptsAsync(expected, digest, signature, cancellationToken)) return new WalletSignatureVerdict.Valid(expected, digest, WalletKind.Contract);
        // EIP-7702: such an account has code and still its key.
        return code.AsSpan().StartsWith(_delegationPrefix) ? VerifyKey(expected, digest, signature.Span) : Refuse(SignatureFault.ContractRefused);
    }

    /// <summary>Only by key, without any chain: exactly 65 bytes, v of 27, 28, 0 or 1, low s, and the expected signer.</summary>
    public static WalletSignatureVerdict VerifyKey(EthereumAddress expected, Hash256 digest, ReadOnlySpan<byte> signature)
    {
        if (expected.IsZero) return Refuse(SignatureFault.AddressIsZero);
        if (signature.Length != 65) return Refuse(signature.Length == 64 ? SignatureFault.CompactForm : SignatureFault.WrongLength);
        if (signature[64] is not (27 or 28 or 0 or 1)) return Refuse(SignatureFault.WrongRecoveryId);
        if (!Secp256k1.IsLowS(signature[32..64])) return Refuse(SignatureFault.HighS);

        var recoveryId = signature[64] >= 27 ? signature[64] - 27 : signature[64];
        if (Secp256k1.Recover(digest.ToBytes(), signature[..64], recoveryId) is not { } publicKey) return Refuse(SignatureFault.NotRecoverable);
        return EthereumAddress.OfPublicKey(publicKey) == expected
            ? new WalletSignatureVerdict.Valid(expected, digest, WalletKind.Key)
            : Refuse(SignatureFault.WrongSigner);
    }

    private async Task<bool> ContractAcceptsAsync(EthereumAddress wallet, Hash256 digest, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        byte[] call = [.. _isValidSignature, .. Abi.Word(digest), .. Abi.Word(2 * Abi.WordLength), .. Abi.Tail(signature.Span)];
        try
        {
            // Longer answers begin with the selector as well when a wallet echoes its input: only the one padded word counts.
            return await node!.CallContractAsync(wallet, call, cancellationToken) is ContractAnswer.Returned { Data: { Length: Abi.WordLength } answer }
                && answer.AsSpan(0, Abi.SelectorLength).SequenceEqual(_isValidSignature) && answer.AsSpan(Abi.SelectorLength).IndexOfAnyExcept((byte)0) < 0;
        }
        catch (ChainRefusedException)
        {
            // Code that burns its gas or hits an invalid instruction makes the node fail the call: that is no acceptance either.
            return false;
        }
    }

    private static WalletSignatureVerdict.Invalid Refuse(SignatureFault fault) => new(fault);
}
