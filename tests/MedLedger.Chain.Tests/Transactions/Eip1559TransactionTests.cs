using System.Text.Json;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Chain.Transactions;

namespace MedLedger.Chain.Tests.Transactions;

public sealed class Eip1559TransactionTests
{
    [Fact]
    public void Signed_bytes_and_hashes_are_those_of_viem()
    {
        foreach (var vector in Vectors.Cases("transactions.json"))
        {
            using var key = EthereumKey.FromHex(vector.Text("key"));
            var signed = Read(vector).Sign(key);
            Assert.Equal(vector.Text("sender"), signed.Sender.ToString());
            if (vector.TryGetProperty("raw", out var raw)) Assert.Equal(raw.GetString(), HexData.Format(signed.Raw));
            Assert.Equal(vector.Text("hash"), signed.Hash.ToString());
        }
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(9UL)]
    [InlineData(1_000_000_007UL)]
    public void A_replacement_pays_at_least_a_tenth_more(ulong fee)
    {
        var dearer = new Eip1559Transaction(1, 0, fee, fee, 21_000, null, []).WithHigherFees();
        Assert.True(dearer.MaxFeePerGas * 10 >= (UInt128)fee * 11);
        Assert.True(dearer.MaxPriorityFeePerGas > fee);
        Assert.Equal(0UL, dearer.Nonce);
    }

    private static Eip1559Transaction Read(JsonElement vector)
    {
        var data = vector.GetProperty("data");
        return new(
            vector.GetProperty("chainId").GetUInt64(), vector.GetProperty("nonce").GetUInt64(), UInt128.Parse(vector.Text("maxPriorityFeePerGas")),
            UInt128.Parse(vector.Text("maxFeePerGas")), ulong.Parse(vector.Text("gas")),
            vector.TryGetProperty("to", out var to) ? EthereumAddress.Parse(to.GetString()!) : null,
            data.ValueKind == JsonValueKind.String
                ? HexData.Parse(data.GetString())
                : Enumerable.Repeat(Convert.FromHexString(data.Text("repeat"))[0], data.GetProperty("times").GetInt32()).ToArray());
    }
}
