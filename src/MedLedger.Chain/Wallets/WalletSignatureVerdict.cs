using MedLedger.Chain.Crypto;

namespace MedLedger.Chain.Wallets;

/// <summary>Whether a signature is that of the expected wallet. Nothing is valid by default.</summary>
public abstract record WalletSignatureVerdict
{
    private WalletSignatureVerdict() { }

    /// <summary>With the digest that was signed: what it says is known by this, never by the bytes of a signature.</summary>
    public sealed record Valid(EthereumAddress Signer, Hash256 Digest, WalletKind Kind) : WalletSignatureVerdict;

    public sealed record Invalid(SignatureFault Fault) : WalletSignatureVerdict;
}

/// <summary>What vouched for the signature: a key, or the code of a contract wallet at that moment.</summary>
public enum WalletKind
{
    Key,
    Contract,
}

/// <summary>Why a signature is refused; the default names no reason and is a refusal like the others.</summary>
public enum SignatureFault
{
    Unspecified,
    AddressMalformed,
    AddressIsZero,
    TypedDataMalformed,

    /// <summary>64 bytes: the compact form of EIP-2098, which gives a signature a second spelling.</summary>
    CompactForm,
    WrongLength,
    WrongRecoveryId,

    /// <summary>The upper of two equally valid s: refused, so that nobody can restate a signature (EIP-2).</summary>
    HighS,
    NotRecoverable,
    WrongSigner,
    ContractRefused,

    /// <summary>Signed for a contract wallet that does not exist yet (ERC-6492): not supported yet.</summary>
    UndeployedWalletNotSupported,
}
