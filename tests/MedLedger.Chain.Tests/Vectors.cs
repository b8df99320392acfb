using System.Text.Json;
using MedLedger.TestKit;

namespace MedLedger.Chain.Tests;

/// <summary>The files of tests/vectors, which JavaScript tests read as well.</summary>
internal static class Vectors
{
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("tests", "vectors", name)));
        return document.RootElement.Clone();
    }

    public static IEnumerable<JsonElement> Cases(string name) => Read(name).GetProperty("cases").EnumerateArray();

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
