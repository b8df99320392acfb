using System.Numerics;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Chain.Wallets;

namespace MedLedger.Chain.Tests.Wallets;

public sealed class WalletSignatureTests
{
    private static readonly BigInteger _order = BigInteger.Parse("0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141", System.Globalization.NumberStyles.AllowHexSpecifier);
    private static readonly Hash256 _digest = Keccak256.Hash("a grant");

    private readonly EthereumKey _key = EthereumKey.FromHex("0x" + new string('3', 64));

    private byte[] Signature => _key.Sign(_digest).ToWalletBytes();

    private SignatureFault Fault(byte[] signature, Hash256? digest = null, EthereumAddress? expected = null) =>
        Assert.IsType<WalletSignatureVerdict.Invalid>(WalletSignatureVerifier.VerifyKey(expected ?? _key.Address, digest ?? _digest, signature)).Fault;

    [Fact]
    public async Task A_wallet_signs_as_viem_does_and_is_recognized()
    {
        foreach (var vector in Vectors.Cases("eip712.json"))
        {
            var document = vector.GetProperty("document").GetRawText();
            var wallet = new DevelopmentWallet(EthereumKey.FromHex(vector.Text("key")));
            var signature = await wallet.SignTypedDataAsync(document, CancellationToken.None);
            Assert.Equal(vector.Text("signature"), HexData.Format(signature));
            var verdict = await new WalletSignatureVerifier(null).VerifyAsync(vector.Text("address"), document, signature, CancellationToken.None);
            Assert.Equal(new WalletSignatureVerdict.Valid(wallet.Address, Hash256.Parse(vector.Text("digest")), WalletKind.Key), verdict);
        }
    }

    [Fact]
    public void The_recovery_id_may_be_written_in_two_ways()
    {
        var bare = Signature;
        bare[64] -= 27;
        Assert.IsType<WalletSignatureVerdict.Valid>(WalletSignatureVerifier.VerifyKey(_key.Address, _digest, Signature));
        Assert.IsType<WalletSignatureVerdict.Valid>(WalletSignatureVerifier.VerifyKey(_key.Address, _digest, bare));
    }

    [Fact]
    public void The_mirrored_signature_with_high_s_is_refused_though_the_key_can_be_recovered_from_it()
    {
        var mirrored = Signature;
        var s = _order - new BigInteger(mirrored.AsSpan(32, 32), isUnsigned: true, isBigEndian: true);
        var bytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        mirrored.AsSpan(32, 32).Clear();
        bytes.CopyTo(mirrored.AsSpan(64 - bytes.Length));
        mirrored[64] = (byte)(mirrored[64] == 27 ? 28 : 27);

        var recovered = Secp256k1.Recover(_digest.ToBytes(), mirrored.AsSpan(0, 64), mirrored[64] - 27);
        Assert.Equal(_key.Address, EthereumAddress.OfPublicKey(recovered));
        Assert.Equal(SignatureFault.HighS, Fault(mirrored));
    }

    [Theory]
    [InlineData("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0", true)]
    [InlineData("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A1", false)]
    public void The_boundary_of_low_s_is_half_the_order(string s, bool low) => Assert.Equal(low, Secp256k1.IsLowS(Convert.FromHexString(s)));

    [Theory]
    [InlineData(0, SignatureFault.WrongLength)]
    [InlineData(32, SignatureFault.WrongLength)]
    [InlineData(64, SignatureFault.CompactForm)]
    [InlineData(66, SignatureFault.WrongLength)]
    [InlineData(130, SignatureFault.WrongLength)]
    public void Any_length_but_65_is_refused(int length, SignatureFault fault)
    {
        var signature = new byte[length];
        Signature.AsSpan(0, Math.Min(length, 65)).CopyTo(signature);
        Assert.Equal(fault, Fault(signature));
    }

    [Fact]
    public void Every_other_recovery_id_is_refused()
    {
        for (var v = 0; v <= byte.MaxValue; v++)
        {
            if (v is 0 or 1 or 27 or 28) continue;
            var signature = Signature;
            signature[64] = (byte)v;
            Assert.Equal(SignatureFault.WrongRecoveryId, Fault(signature));
        }
    }

    [Fact]
    public void No_flipped_bit_leaves_the_signature_valid()
    {
        for (var bit = 0; bit < 65 * 8; bit++)
        {
            var signature = Signature;
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsType<WalletSignatureVerdict.Invalid>(WalletSignatureVerifier.VerifyKey(_key.Address, _digest, signature));
        }
    }

    [Fact]
    public void Another_digest_another_address_and_the_zero_address_are_refused()
    {
        Assert.Equal(SignatureFault.WrongSigner, Fault(Signature, Keccak256.Hash("another grant")));
        Assert.Equal(SignatureFault.WrongSigner, Fault(Signature, expected: EthereumAddress.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")));
        Assert.Equal(SignatureFault.AddressIsZero, Fault(Signature, expected: EthereumAddress.Zero));
    }

    [Fact]
    public void Zeros_for_r_and_s_recover_nobody()
    {
        Assert.Equal(SignatureFault.NotRecoverable, Fault([.. new byte[64], 27]));
        Assert.Equal(SignatureFault.NotRecoverable, Fault([.. Signature[..32], .. new byte[32], 27]));
    }

    [Fact]
    public async Task A_signature_for_a_wallet_that_does_not_exist_yet_is_refused_by_name()
    {
        byte[] wrapped = [.. Signature, .. Enumerable.Repeat<byte[]>([0x64, 0x92], 16).SelectMany(pair => pair)];
        var verdict = await new WalletSignatureVerifier(null).VerifyAsync(_key.Address, _digest, wrapped, CancellationToken.None);
        Assert.Equal(new WalletSignatureVerdict.Invalid(SignatureFault.UndeployedWalletNotSupported), verdict);
    }

    [Theory]
    [InlineData("somebody", "{}", SignatureFault.AddressMalformed)]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "{}", SignatureFault.TypedDataMalformed)]
    public async Task Malformed_input_is_a_refusal_and_no_crash(string address, string document, SignatureFault fault) =>
        Assert.Equal(new WalletSignatureVerdict.Invalid(fault), await new WalletSignatureVerifier(null).VerifyAsync(address, document, Signature, CancellationToken.None));

    [Fact]
    public void A_fault_by_default_names_no_reason_and_is_still_a_refusal() => Assert.Equal(SignatureFault.Unspecified, default);
}
