using System.Text.Json;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.TypedData;

namespace MedLedger.Chain.Tests.TypedData;

public sealed class Eip712Tests
{
    [Fact]
    public void Digests_are_those_of_viem()
    {
        foreach (var vector in Vectors.Cases("eip712.json"))
            Assert.Equal((vector.Text("name"), vector.Text("digest")), (vector.Text("name"), Eip712.Digest(vector.GetProperty("document").GetRawText()).ToString()));
    }

    [Fact]
    public void Domain_separators_and_struct_hashes_are_those_of_viem()
    {
        foreach (var vector in Vectors.Cases("eip712.json"))
        {
            var document = vector.GetProperty("document");
            var hasher = new StructHasher(TypeTable.Read(document.GetProperty("types")));
            Assert.Equal(vector.Text("domainSeparator"), hasher.HashStruct("EIP712Domain", document.GetProperty("domain"), "domain").ToString());
            Assert.Equal(vector.Text("structHash"), hasher.HashStruct(document.Text("primaryType"), document.GetProperty("message"), "message").ToString());
        }
    }

    [Fact]
    public void The_example_of_the_specification_has_the_published_digest()
    {
        var mail = Vectors.Cases("eip712.json").First();
        Assert.Equal("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2", Eip712.Digest(mail.GetProperty("document").GetRawText()).ToString());
        Assert.Equal(
            "Mail(Person from,Person to,string contents)Person(string name,address wallet)",
            TypeTable.Read(mail.GetProperty("document").GetProperty("types")).EncodeType("Mail"));
    }

    [Fact]
    public void A_domain_type_that_is_left_out_is_derived_from_the_domain()
    {
        foreach (var vector in Vectors.Cases("eip712.json"))
        {
            var document = System.Text.Json.Nodes.JsonNode.Parse(vector.GetProperty("document").GetRawText())!;
            document["types"]!.AsObject().Remove("EIP712Domain");
            Assert.Equal(vector.Text("digest"), Eip712.Digest(document.ToJsonString()).ToString());
        }
    }

    [Fact]
    public void Every_signed_value_changes_the_digest()
    {
        var digests = new HashSet<Hash256>
        {
            Digest("uint8", "1"), Digest("uint8", "2"), Digest("uint16", "1"), Digest("int8", "1"), Digest("uint8[]", "[1]"), Digest("uint8[1]", "[1]"),
            Digest("string", "\"0x01\""), Digest("bytes", "\"0x01\""), Digest("bytes1", "\"0x01\""), Digest("bool", "true"), Digest("bool", "false"),
        };
        Assert.Equal(11, digests.Count);
    }

    [Theory]
    [InlineData("uint8", "256")]
    [InlineData("uint8", "-1")]
    [InlineData("int8", "128")]
    [InlineData("int8", "-129")]
    [InlineData("uint256", "1.5")]
    [InlineData("uint256", "1e3")]
    [InlineData("uint256", "9007199254740992")]
    [InlineData("uint256", "\"\"")]
    [InlineData("uint256", "\"0x\"")]
    [InlineData("uint256", "\"+1\"")]
    [InlineData("uint256", "\" 1\"")]
    [InlineData("uint256", "\"115792089237316195423570985008687907853269984665640564039457584007913129639936\"")]
    [InlineData("uint256", "true")]
    [InlineData("uint256", "null")]
    [InlineData("bool", "1")]
    [InlineData("bool", "\"true\"")]
    [InlineData("bool", "null")]
    [InlineData("string", "5")]
    [InlineData("string", "null")]
    [InlineData("bytes", "\"0x0\"")]
    [InlineData("bytes", "\"ff\"")]
    [InlineData("bytes4", "\"0x010203\"")]
    [InlineData("bytes4", "\"0x0102030405\"")]
    [InlineData("address", "\"0x0\"")]
    [InlineData("address", "\"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD827\"")]
    [InlineData("uint8[2]", "[1]")]
    [InlineData("uint8[2]", "[1,2,3]")]
    [InlineData("uint8[]", "1")]
    [InlineData("uint", "1")]
    [InlineData("uint7", "1")]
    [InlineData("uint264", "1")]
    [InlineData("uint08", "1")]
    [InlineData("bytes0", "\"0x\"")]
    [InlineData("bytes33", "\"0x\"")]
    [InlineData("Missing", "{}")]
    [InlineData("uint8[0x1]", "[1]")]
    [InlineData("uint8]", "[1]")]
    [InlineData("[]", "[1]")]
    public void A_value_that_does_not_fit_its_type_is_refused(string type, string value) =>
        Assert.Throws<TypedDataException>(() => Digest(type, value));

    [Theory]
    [InlineData("""{"primaryType":"A","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[]},"domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"A","message":{}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"A","domain":{}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"B","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[{"name":"x","type":"uint8"}]},"primaryType":"A","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[{"name":"x","type":"uint8"},{"name":"x","type":"uint8"}]},"primaryType":"A","domain":{},"message":{"x":1}}""")]
    [InlineData("""{"types":{"A":[{"name":"x"}]},"primaryType":"A","domain":{},"message":{"x":1}}""")]
    [InlineData("""{"types":{"uint8":[{"name":"x","type":"bool"}],"A":[{"name":"x","type":"uint8"}]},"primaryType":"A","domain":{},"message":{"x":{"x":true}}}""")]
    [InlineData("""{"types":{"A(uint8 x)B":[]},"primaryType":"A(uint8 x)B","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"A","domain":{},"message":{"unsigned":1}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"A","domain":{"chainID":1},"message":{}}""")]
    [InlineData("""{"types":{"EIP712Domain":[],"A":[]},"primaryType":"A","domain":{"chainId":1},"message":{}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"A","domain":{},"message":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[{"name":"x","type":"uint8"}]},"primaryType":"A","domain":{},"message":{"x":1,"x":2}}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("")]
    public void An_incomplete_or_ambiguous_document_is_refused(string document) => Assert.Throws<TypedDataException>(() => Eip712.Digest(document));

    [Fact]
    public void A_document_without_end_is_refused_before_it_is_parsed() =>
        Assert.Throws<TypedDataException>(() => Eip712.Digest(new string(' ', 64 * 1024) + "{}"));

    private static Hash256 Digest(string type, string value) => Eip712.Digest(
        $$$"""{"types":{"A":[{"name":"x","type":{{{JsonSerializer.Serialize(type)}}}}]},"primaryType":"A","domain":{},"message":{"x":{{{value}}}}}""");
}
