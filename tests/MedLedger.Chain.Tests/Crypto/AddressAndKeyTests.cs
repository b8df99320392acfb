using System.Security.Cryptography;
using MedLedger.Chain.Anchoring;
using MedLedger.Chain.Crypto;
using MedLedger.Domain.Content;

namespace MedLedger.Chain.Tests.Crypto;

public sealed class AddressAndKeyTests
{
    [Fact]
    public void Addresses_of_keys_are_those_of_viem_with_their_checksums()
    {
        foreach (var vector in Vectors.Read("accounts.json").GetProperty("addresses").EnumerateArray())
        {
            using var key = EthereumKey.FromHex(vector.Text("key"));
            Assert.Equal(vector.Text("address"), key.Address.ToString());
        }
    }

    [Fact]
    public void Addresses_of_created_contracts_are_those_of_viem()
    {
        foreach (var vector in Vectors.Read("accounts.json").GetProperty("contracts").EnumerateArray())
            Assert.Equal(vector.Text("address"), EthereumAddress.OfContract(EthereumAddress.Parse(vector.Text("sender")), vector.GetProperty("nonce").GetUInt64()).ToString());
    }

    [Fact]
    public void Log_ids_are_those_that_the_contract_derives()
    {
        foreach (var vector in Vectors.Read("accounts.json").GetProperty("logIds").EnumerateArray())
            Assert.Equal(vector.Text("logId"), LogId.Of(EthereumAddress.Parse(vector.Text("owner")), Sha256Digest.Parse(vector.Text("salt")[2..])).ToString());
    }

    // The examples of ERC-55.
    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0x52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData("0xde709f2102306220921060314715629080e2fb77")]
    public void The_examples_of_the_checksum_standard_are_read_and_written_alike(string text) =>
        Assert.Equal(text, EthereumAddress.Parse(text).ToString());

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0")]
    [InlineData("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed00")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg")]
    [InlineData("0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_address_or_has_a_wrong_checksum_is_refused(string? text) => Assert.False(EthereumAddress.TryParse(text, out _));

    [Theory]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    [InlineData("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED")]
    public void An_address_in_one_case_has_no_checksum_to_fail(string text) => Assert.True(EthereumAddress.TryParse(text, out _));

    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("0x01")]
    public void A_secret_outside_the_group_is_refused(string hex) => Assert.Throws<CryptographicException>(() => EthereumKey.FromHex(hex));

    [Fact]
    public void A_key_drawn_outside_the_group_is_drawn_again()
    {
        var draws = 0;
        using var key = EthereumKey.New(bytes => Array.Fill(bytes, (byte)(draws++ == 0 ? 0xFF : 0x11)));
        Assert.Equal(2, draws);
        Assert.Equal(EthereumKey.FromHex("0x" + new string('1', 64)).Address, key.Address);
    }

    [Fact]
    public void A_key_never_prints_its_secret_and_is_of_no_use_when_disposed()
    {
        var key = EthereumKey.FromHex("0x" + new string('2', 64));
        Assert.DoesNotContain("2222222222", key.ToString());
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(Keccak256.Hash("anything")));
    }
}
