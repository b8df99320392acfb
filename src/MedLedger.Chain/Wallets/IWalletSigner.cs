using MedLedger.Chain.Crypto;
using MedLedger.Chain.TypedData;

namespace MedLedger.Chain.Wallets;

/// <summary>A person's wallet as far as we need it: it shows typed data to its owner and signs it.</summary>
public interface IWalletSigner
{
    EthereumAddress Address { get; }

    /// <summary>65 bytes r, s, v over the EIP-712 digest of an eth_signTypedData_v4 document.</summary>
    Task<byte[]> SignTypedDataAsync(string typedDataJson, CancellationToken cancellationToken);
}

/// <summary>A wallet without a person: signs whatever it is given, for demos and tests.</summary>
public sealed class DevelopmentWallet(EthereumKey key) : IWalletSigner
{
    public EthereumAddress Address => key.Address;

    public Task<byte[]> SignTypedDataAsync(string typedDataJson, CancellationToken cancellationToken) =>
        Task.FromResult(key.Sign(Eip712.Digest(typedDataJson)).ToWalletBytes());
}
