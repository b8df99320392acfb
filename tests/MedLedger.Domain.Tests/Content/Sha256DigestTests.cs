using System.Text;
using System.Text.Json;
using MedLedger.Domain.Content;

namespace MedLedger.Domain.Tests.Content;

public class Sha256DigestTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void The_digest_is_that_of_fips_180() =>
        Assert.Equal(OfAbc, Sha256Digest.Of("abc"u8).Hex);

    [Fact]
    public void One_digest_has_one_spelling() =>
        Assert.Equal(Sha256Digest.Parse(OfAbc), Sha256Digest.Parse(OfAbc.ToUpperInvariant()));

    [Theory]
    [InlineData("")]
    [InlineData("ba")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015adad")]
    [InlineData("zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Anything_but_64_hex_digits_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Sha256Digest.Parse(text));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Anything_but_32_bytes_is_refused(int length) =>
        Assert.Throws<FormatException>(() => Sha256Digest.FromBytes(new byte[length]));

    [Fact]
    public void Bytes_come_back_as_they_went_in()
    {
        var random = new Random(6962);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[Sha256Digest.Length];
            random.NextBytes(bytes);
            var digest = Sha256Digest.FromBytes(bytes);
            Assert.Equal(bytes, digest.ToBytes());
            Assert.Equal(digest, JsonSerializer.Deserialize<Sha256Digest>(JsonSerializer.Serialize(digest)));
        }
    }

    [Fact]
    public void A_digest_nobody_computed_is_all_zeros_and_equals_no_other()
    {
        Assert.Equal(new string('0', 64), default(Sha256Digest).Hex);
        Assert.NotEqual(default, Sha256Digest.Of([]));
        Assert.Equal(new byte[32], default(Sha256Digest).ToBytes());
    }

    [Fact]
    public void Digests_are_ordered_as_their_bytes()
    {
        Sha256Digest low = Sha256Digest.Parse("0f" + new string('0', 62)), high = Sha256Digest.Parse("f0" + new string('0', 62));
        Assert.True(low < high && high > low && low <= high && high >= low);
        Assert.Equal(0, low.CompareTo(low));
    }

    [Fact]
    public void A_content_address_names_exactly_these_bytes()
    {
        var envelope = Encoding.UTF8.GetBytes("sealed");
        var address = ContentAddress.Of(envelope);
        Assert.Equal(Sha256Digest.Of(envelope).Hex, address.ToString());
        for (var bit = 0; bit < envelope.Length * 8; bit++)
        {
            var flipped = (byte[])envelope.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(address, ContentAddress.Of(flipped));
        }
    }
}
