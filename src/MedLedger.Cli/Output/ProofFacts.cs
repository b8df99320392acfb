using System.Globalization;
using System.Text;
using System.Text.Json;
using MedLedger.Ledger.Verification;

namespace MedLedger.Cli.Output;

/// <summary>What a valid proof says, as name and value.</summary>
internal static class ProofFacts
{
    public static IReadOnlyList<Fact> Of(ProofVerdict.Valid valid)
    {
        var facts = new List<Fact>
        {
            new("log", valid.Checkpoint.Checkpoint.Origin),
            new("index", $"{valid.Index}"),
            new("kind", $"{valid.Leaf.Kind}"),
            new("size", $"{valid.Checkpoint.Size}"),
            new("root", valid.Checkpoint.Root.Hex),
        };
        if (valid.Payload is { } payload) facts.AddRange(Members(payload.ToCanonicalBytes()));
        facts.Add(new("anchor", valid.Anchor is { } anchor ? $"epoch {anchor.Epoch}, size {anchor.Size}, {Time(anchor.BlockTime)}" : "not asked"));
        return facts;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The canonical bytes are the one list of what was committed to; it is shown whole.</summary>
    private static List<Fact> Members(byte[] canonical)
    {
        using var payload = JsonDocument.Parse(canonical);
        return [.. payload.RootElement.EnumerateObject().Where(member => member.Name != "kind").Select(member => new Fact(member.Name, Plain($"{member.Value}")))];
    }

    /// <summary>A reason is somebody's words: no control character of it reaches the auditor's terminal.</summary>
    private static string Plain(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
            text.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? Rune.ReplacementChar
                : rune);
        return text.ToString();
    }
}
