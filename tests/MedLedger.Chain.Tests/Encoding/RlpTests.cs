using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Tests.Encoding;

public sealed class RlpTests
{
    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    // The examples of the RLP specification.
    [Fact]
    public void The_examples_of_the_specification_are_met()
    {
        Assert.Equal("83646f67", Hex(Rlp.Text(Ascii("dog"))));
        Assert.Equal("c88363617483646f67", Hex(Rlp.List(Rlp.Text(Ascii("cat")), Rlp.Text(Ascii("dog")))));
        Assert.Equal("80", Hex(Rlp.Text([])));
        Assert.Equal("c0", Hex(Rlp.List()));
        Assert.Equal("80", Hex(Rlp.Integer((UInt128)0)));
        Assert.Equal("00", Hex(Rlp.Text([0])));
        Assert.Equal("0f", Hex(Rlp.Integer(15)));
        Assert.Equal("820400", Hex(Rlp.Integer(1024)));
        Assert.Equal("c7c0c1c0c3c0c1c0", Hex(Rlp.List(Rlp.List(), Rlp.List(Rlp.List()), Rlp.List(Rlp.List(), Rlp.List(Rlp.List())))));
        Assert.Equal("b838", Hex(Rlp.Text(Ascii("Lorem ipsum dolor sit amet, consectetur adipisicing elit")))[..4]);
    }

    [Theory]
    [InlineData(55, "b7")]
    [InlineData(56, "b838")]
    [InlineData(255, "b8ff")]
    [InlineData(256, "b90100")]
    [InlineData(65536, "ba010000")]
    public void Lengths_take_as_few_bytes_as_they_need(int length, string prefix) =>
        Assert.StartsWith(prefix, Hex(Rlp.Text(Enumerable.Repeat((byte)0xEE, length).ToArray())));

    [Fact]
    public void Integers_have_no_leading_zeros() => Assert.Equal("820100", Hex(Rlp.Integer(new byte[] { 0, 0, 1, 0 })));

    [Theory]
    [InlineData("0x0", 0UL)]
    [InlineData("0x1", 1UL)]
    [InlineData("0x400", 1024UL)]
    [InlineData("0xffffffffffffffff", ulong.MaxValue)]
    public void Quantities_are_read_and_written_alike(string text, ulong value)
    {
        Assert.Equal(value, Quantity.ParseUInt64(text));
        Assert.Equal(text, Quantity.Format(value));
    }

    [Theory]
    [InlineData("0x")]
    [InlineData("0x01")]
    [InlineData("1")]
    [InlineData("0xg")]
    [InlineData("0x10000000000000000")]
    [InlineData(null)]
    public void What_is_no_quantity_of_64_bits_is_refused(string? text) => Assert.Throws<FormatException>(() => Quantity.ParseUInt64(text));
}
