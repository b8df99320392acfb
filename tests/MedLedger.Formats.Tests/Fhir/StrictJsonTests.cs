using System.Text;
using System.Text.Json;
using MedLedger.Formats.Fhir;

namespace MedLedger.Formats.Tests.Fhir;

public class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":{"b":1,"\u0062":2}}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} // said twice""")]
    [InlineData("""{"a":1""")]
    [InlineData("")]
    public void What_two_parsers_could_read_differently_is_refused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.ThrowsAny<JsonException>(() => StrictJson.ParseTree(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"\\u0061b\":1,\"ab\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"c\":[{\"d\":1},{\"d\":2,\"d\":3}]}}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":1}}")]
    [InlineData("[1,2")]
    public void A_tree_is_as_strict(string json) =>
        Assert.ThrowsAny<JsonException>(() => StrictJson.ParseTree(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(4000)]
    public void Of_many_names_none_may_stand_twice(int count)
    {
        var names = string.Join(',', Enumerable.Range(0, count).Select(at => $"\"name{at}\":{{\"name{at}\":[]}}"));
        using var tree = StrictJson.ParseTree(Encoding.UTF8.GetBytes($"{{{names}}}"));
        Assert.True(tree.Root[$"name{count - 1}"][$"name{count - 1}"].Exists);
        for (var twice = 0; twice < count; twice += 7)
            Assert.ThrowsAny<JsonException>(() => StrictJson.ParseTree(Encoding.UTF8.GetBytes($"{{{names},\"name{twice}\":0}}")));
    }

    [Fact]
    public void A_tree_gives_back_what_was_written()
    {
        using var tree = StrictJson.ParseTree("""{"a\u0062":" x\n\"y\" ","list":[null,1.50,true,{"c":-1e3}],"one":"é","empty":{}, "none":null}"""u8.ToArray());
        Assert.Equal("x\n\"y\"", tree.Root.Text("ab"));
        Assert.Equal(["1.50", "true", null], tree.Root.Items("list").Select(item => item.Text()));
        Assert.Equal(-1000m, tree.Root.Items("list").Last().Number("c"));
        Assert.Equal("é", Assert.Single(tree.Root.Items("one")).Text());
        Assert.True(tree.Root["empty"] is { Exists: true, IsObject: true });
        Assert.False(tree.Root["none"].Exists);
        Assert.Empty(tree.Root.Items("none"));
    }

    [Fact]
    public void Sixty_five_levels_are_one_too_many()
    {
        using var allowed = StrictJson.Parse(Encoding.UTF8.GetBytes(Nested(64)));
        using var tree = StrictJson.ParseTree(Encoding.UTF8.GetBytes(Nested(64)));
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Encoding.UTF8.GetBytes(Nested(65))));
        Assert.ThrowsAny<JsonException>(() => StrictJson.ParseTree(Encoding.UTF8.GetBytes(Nested(65))));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Encoding.Latin1.GetBytes("{\"a\":\"\u00e9\"}")));

    [Fact]
    public void A_byte_order_mark_is_no_damage()
    {
        using var json = StrictJson.ParseTree(Encoding.UTF8.GetBytes("\uFEFF{\"resourceType\":\"Patient\"}"));
        Assert.Equal("Patient", FhirDocument.Read(json.Root)!.Resources[0].Type);
    }

    /// <summary>Ten thousand small damages to a text that has everything: the tree and the platform's parser take and refuse the same.</summary>
    [Fact]
    public void A_tree_takes_what_the_platform_takes()
    {
        const string Whole = """ {"a" : [ 0, -1.5e+3 ,12E-2, true,false , null, "x\u00e9\n\\\"é" ] ,"b":{ "c":{},"d":[] ,"\u0065":"" }, "f" :[[{"a":1},{"a":2}]]} """;
        const string Alphabet = "{}[]\",:\\ \t\n\r0123456789eE+-.tfnulrasabcdé\0\u001f";
        var random = new Random(20260101);
        var taken = 0;
        for (var round = 0; round < 10_000; round++)
        {
            var text = new StringBuilder(Whole);
            for (var damage = random.Next(3); damage >= 0; damage--)
            {
                var at = random.Next(text.Length);
                var letter = Alphabet[random.Next(Alphabet.Length)];
                if (random.Next(3) is var kind && kind == 0) text.Remove(at, 1);
                else if (kind == 1) text.Insert(at, letter);
                else text[at] = letter;
            }

            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var (platform, tree) = (Shape(bytes), TreeShape(bytes));
            Assert.True(platform == tree, $"{text}\n{platform}\n{tree}");
            if (tree is not null) taken++;
        }

        Assert.InRange(taken, 100, 9_900);
    }

    private static string? Shape(byte[] bytes)
    {
        try
        {
            using var json = StrictJson.Parse(bytes);
            return Shape(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shape(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', json.EnumerateObject().Select(property => Shape(property.Value)))}}}",
        JsonValueKind.Array => $"[{string.Join(',', json.EnumerateArray().Select(Shape))}]",
        _ => json.GetRawText(),
    };

    private static string? TreeShape(byte[] bytes)
    {
        try
        {
            using var tree = StrictJson.ParseTree(bytes);
            var at = 0;
            return Shape(tree, ref at);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shape(JsonTree tree, ref int row)
    {
        var (kind, raw, end) = (tree.Kind(row), Encoding.UTF8.GetString(tree.Raw(row)), tree.Next(row));
        row++;
        if (kind == JsonValueKind.String) return $"\"{raw}\"";
        if (kind is not (JsonValueKind.Object or JsonValueKind.Array)) return raw;
        var parts = new List<string>();
        while (row < end) parts.Add(Shape(tree, ref row));
        return kind == JsonValueKind.Object ? $"{{{string.Join(',', parts)}}}" : $"[{string.Join(',', parts)}]";
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
