using System.Text.Json;
using MedLedger.Access.Grants;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Tests.Rpc;
using MedLedger.Chain.TypedData;
using MedLedger.Chain.Wallets;
using MedLedger.Domain.Content;

namespace MedLedger.Chain.Tests.Wallets;

/// <summary>What Access lets a wallet sign, against what a wallet's own library makes of it.</summary>
public sealed class GrantSignaturesTests
{
    private static JsonElement Vector(string name) => Vectors.Cases("eip712.json").Single(vector => vector.Text("name") == name);

    private static JsonElement Message(JsonElement vector) => vector.GetProperty("document").GetProperty("message");

    private static Sha256Digest Digest(JsonElement message, string member) => Sha256Digest.Parse(message.Text(member)[2..]);

    private static string GrantText()
    {
        var vector = Vector("a grant");
        var message = Message(vector);
        return new GrantDocument
        {
            Patient = new(Digest(message, "patientRef")),
            Grantee = new(Digest(message, "grantee")),
            Scope = message.Text("scope"),
            Purpose = message.Text("purpose"),
            NotBefore = ulong.Parse(message.Text("notBefore")),
            NotAfter = ulong.Parse(message.Text("notAfter")),
            Nonce = ulong.Parse(message.Text("nonce")),
            Deadline = ulong.Parse(message.Text("deadline")),
            SignedAt = ulong.Parse(message.Text("signedAt")),
        }.ToTypedDataJson(31337, Contract(vector));
    }

    private static WalletAddress Contract(JsonElement vector) => WalletAddress.Parse(vector.GetProperty("document").GetProperty("domain").Text("verifyingContract"));

    [Fact]
    public void A_grant_and_a_revocation_have_the_digests_that_a_wallet_computes()
    {
        Assert.Equal(Vector("a grant").Text("digest"), Eip712.Digest(GrantText()).ToString());

        var vector = Vector("a revocation");
        var message = Message(vector);
        var revocation = new RevocationDocument(new(Digest(message, "grantId")), ulong.Parse(message.Text("revokedAt")), ulong.Parse(message.Text("nonce")));
        Assert.Equal(vector.Text("digest"), Eip712.Digest(revocation.ToTypedDataJson(31337, Contract(vector))).ToString());
    }

    [Fact]
    public async Task A_wallet_that_signed_is_told_from_one_that_did_not()
    {
        using var key = EthereumKey.FromHex("0x" + new string('9', 64));
        using var other = EthereumKey.FromHex("0x" + new string('a', 64));
        var signatures = new GrantSignatures(new(null));
        var signature = await new DevelopmentWallet(key).SignTypedDataAsync(GrantText(), CancellationToken.None);

        Assert.Equal(new WalletVerdict.Signed(), await VerifyAsync(key, GrantText()));
        Assert.Equal(new WalletVerdict.NotSigned("WrongSigner"), await VerifyAsync(other, GrantText()));
        Assert.Equal(new WalletVerdict.NotSigned("WrongSigner"), await VerifyAsync(key, GrantText().Replace("summary", "everything")));
        Assert.Equal(new WalletVerdict.NotSigned("TypedDataMalformed"), await VerifyAsync(key, "{}"));

        Task<WalletVerdict> VerifyAsync(EthereumKey wallet, string text) =>
            signatures.VerifyAsync(WalletAddress.Parse(wallet.Address.ToString()), text, signature, CancellationToken.None);
    }

    [Fact]
    public async Task What_cannot_be_checked_was_not_signed()
    {
        using var key = EthereumKey.FromHex("0x" + new string('9', 64));
        using var fake = new FakeNode();
        var signatures = new GrantSignatures(new(await fake.ConnectAsync()));
        var signature = await new DevelopmentWallet(key).SignTypedDataAsync(GrantText(), CancellationToken.None);
        fake.Down = true;
        Assert.Equal(
            new WalletVerdict.NotSigned("ChainUnavailable"),
            await signatures.VerifyAsync(WalletAddress.Parse(key.Address.ToString()), GrantText(), signature, CancellationToken.None));
    }
}
