using MedLedger.Chain.Crypto;
using MedLedger.Chain.Development;
using MedLedger.Chain.Tests.Development;
using MedLedger.Chain.Wallets;

namespace MedLedger.Chain.Tests.Wallets;

public sealed class ContractWalletTests : IAsyncLifetime
{
    // Each returns one word and ends: PUSH32 word, PUSH1 0, MSTORE, PUSH1 32, PUSH1 0, RETURN.
    private const string Accepting = "0x7f1626ba7e00000000000000000000000000000000000000000000000000000000" + "60005260206000f3";
    private const string Refusing = "0x7fffffffff00000000000000000000000000000000000000000000000000000000" + "60005260206000f3";
    private const string Dirty = "0x7f1626ba7e00000000000000000000000000000000000000000000000000000001" + "60005260206000f3";
    private const string Reverting = "0x60006000fd";
    private const string Invalid = "0xfe";
    private const string Endless = "0x5b600056";

    private static readonly Hash256 _digest = Keccak256.Hash("a grant");

    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-wallet-").FullName;
    private readonly EthereumKey _key = EthereumKey.FromHex("0x" + new string('8', 64));
    private DevelopmentChain? _chain;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_chain is not null) await _chain.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<WalletSignatureVerdict> VerifyAsync(string code, byte[] signature)
    {
        _chain ??= await Anvil.StartAsync(Path.Combine(_folder, "state.json"));
        await _chain.Client.CallAsync("anvil_setCode", [_key.Address.ToString(), code], CancellationToken.None);
        return await new WalletSignatureVerifier(_chain.Node).VerifyAsync(_key.Address, _digest, signature, CancellationToken.None);
    }

    [AnvilFact]
    public async Task Where_there_is_code_the_contract_decides_and_the_key_does_not()
    {
        var byKey = _key.Sign(_digest).ToWalletBytes();
        Assert.Equal(new WalletSignatureVerdict.Valid(_key.Address, _digest, WalletKind.Key), await VerifyAsync("0x", byKey));
        Assert.Equal(new WalletSignatureVerdict.Valid(_key.Address, _digest, WalletKind.Contract), await VerifyAsync(Accepting, [1, 2, 3]));
        foreach (var code in new[] { Refusing, Dirty, Reverting, Invalid, Endless })
            Assert.Equal(new WalletSignatureVerdict.Invalid(SignatureFault.ContractRefused), await VerifyAsync(code, byKey));
    }
}
