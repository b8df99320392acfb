namespace MedLedger.Access.Grants;

/// <summary>Checks wallet signatures: contract wallets first, then plain keys (ERC-6492, ERC-1271, ecrecover in this order).</summary>
public interface IWalletSignatures
{
    Task<WalletVerdict> VerifyAsync(WalletAddress wallet, string typedDataJson, byte[] signature, CancellationToken cancellationToken);
}

/// <summary>Whether a wallet signed. There is no third answer: what could not be checked was not signed.</summary>
public abstract record WalletVerdict
{
    private WalletVerdict() { }

    public sealed record Signed : WalletVerdict;

    public sealed record NotSigned(string Reason) : WalletVerdict;
}
