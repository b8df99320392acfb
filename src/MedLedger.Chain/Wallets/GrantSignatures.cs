using MedLedger.Access.Grants;
using MedLedger.Chain.Rpc;

namespace MedLedger.Chain.Wallets;

/// <summary>Tells Access whether a wallet signed. What could not be checked was not signed.</summary>
public sealed class GrantSignatures(WalletSignatureVerifier verifier) : IWalletSignatures
{
    public async Task<WalletVerdict> VerifyAsync(WalletAddress wallet, string typedDataJson, byte[] signature, CancellationToken cancellationToken)
    {
        try
        {
            return await verifier.VerifyAsync(wallet.ToString(), typedDataJson, signature, cancellationToken) switch
            {
                WalletSignatureVerdict.Valid => new WalletVerdict.Signed(),
                WalletSignatureVerdict.Invalid invalid => new WalletVerdict.NotSigned(invalid.Fault.ToString()),
                var other => throw new InvalidOperationException($"Unknown verdict {other}."),
            };
        }
        catch (Exception exception) when (exception is ChainUnavailableException or ChainRefusedException)
        {
            return new WalletVerdict.NotSigned("ChainUnavailable");
        }
    }
}
