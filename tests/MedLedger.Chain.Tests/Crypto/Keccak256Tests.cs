using System.Security.Cryptography;
using MedLedger.Chain.Crypto;

namespace MedLedger.Chain.Tests.Crypto;

public sealed class Keccak256Tests
{
    [Theory]
    [InlineData("", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)", "0x8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f")]
    public void Published_digests_are_met(string text, string digest) => Assert.Equal(digest, Keccak256.Hash(text).ToString());

    [Fact]
    public void With_the_padding_of_the_standard_it_is_the_SHA3_of_the_platform()
    {
        Assert.True(SHA3_256.IsSupported);
        var data = new byte[700];
        for (var i = 0; i < data.Length; i++) data[i] = (byte)(i * 7);
        // Every length around the block boundaries at 136, 272, 408, 544 and 680 bytes.
        for (var length = 0; length <= data.Length; length++)
            Assert.Equal(Hash256.FromBytes(SHA3_256.HashData(data.AsSpan(0, length))), Keccak256.Sponge(data.AsSpan(0, length), 0x06));
    }

    [Fact]
    public void It_is_not_SHA3() => Assert.NotEqual(Hash256.FromBytes(SHA3_256.HashData([])), Keccak256.Hash([]));
}
