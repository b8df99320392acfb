using MedLedger.Access.Grants;
using MedLedger.Chain.Rpc;
using MedLedger.Chain.Wallets;

namespace MedLedger.Server.Grants;

/// <summary>Access's port over the chain project's verifier. With a node at hand contract wallets are asked; a node in trouble never says yes.</summary>
internal sealed class WalletSignatures(Func<EthereumNode?> node) : IWalletSignatures
{
    public async Task<WalletVerdict> VerifyAsync(WalletAddress wallet, string typedDataJson, byte[] signature, CancellationToken cancellationToken)
    {
        try
        {
            return await new WalletSignatureVerifier(node()).VerifyAsync(wallet.Value, typedDataJson, signature, cancellationToken) switch
            {
                WalletSignatureVerdict.Valid => new WalletVerdict.Signed(),
                WalletSignatureVerdict.Invalid invalid => new WalletVerdict.NotSigned(invalid.Fault.ToString()),
                _ => new WalletVerdict.NotSigned("not checked"),
            };
        }
        catch (ChainUnavailableException)
        {
            return new WalletVerdict.NotSigned("the chain could not be asked");
        }
    }
}
