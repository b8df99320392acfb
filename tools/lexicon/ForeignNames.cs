namespace MedLedger.Tools.Lexicon;

/// <summary>An ingredient's name as German, French, Spanish and Italian write it. International nonproprietary names follow one another by their endings (WHO, INN in six languages).</summary>
internal static class ForeignNames
{
    private const int Shortest = 6;

    private static readonly (string English, string[] Others)[] Endings =
    [
        ("dipine", ["dipin", "dipino"]),
        ("oxacin", ["oxacine", "oxacino", "oxacina"]),
        ("cillin", ["cilline", "cilina", "cillina"]),
        ("ine", ["in", "ina"]),
        ("ide", ["id", "ida"]),
        ("one", ["on", "ona"]),
        ("azole", ["azol", "azolo"]),
        ("ole", ["ol", "olo"]),
        ("ate", ["at", "ato"]),
        ("ose", ["ose", "osa", "osio"]),
        ("ium", ["io"]),
        ("ene", ["en", "eno"]),
        ("en", ["eno", "ene"]),
        ("am", ["am"]),
        ("ol", ["olo"]),
        ("in", ["ine", "ina"]),
        ("ane", ["an", "ano"]),
        ("il", ["ilo", "ile"]),
        ("im", ["ime", "ima"]),
        ("an", ["ano"]),
    ];

    public static IEnumerable<string> Of(string name)
    {
        if (name.Length < Shortest || !name.All(char.IsAsciiLetterLower)) return [];
        var stems = new[] { name, Romance(name) }.Distinct(StringComparer.Ordinal).ToList();
        var found = new SortedSet<string>(StringComparer.Ordinal) { stems[^1] };
        foreach (var stem in stems)
        {
            var (english, others) = Endings.FirstOrDefault(ending => stem.EndsWith(ending.English, StringComparison.Ordinal));
            if (english is null) continue;
            found.UnionWith(others.Select(other => stem[..^english.Length] + other));
        }

        found.Remove(name);
        return found.Where(other => other.Length >= Shortest);
    }

    // Spanish and Italian write f, t, i and c for ph, th, y and ch, single letters for double ones, and Spanish no s before another consonant at the start.
    private static string Romance(string name)
    {
        var written = name.Replace("ph", "f", StringComparison.Ordinal).Replace("th", "t", StringComparison.Ordinal).Replace("rh", "r", StringComparison.Ordinal).Replace('y', 'i').Replace("cillin", "cilin", StringComparison.Ordinal);
        return written.Length > 2 && written[0] == 's' && written[1] is 'p' or 't' or 'c' or 'm' ? "e" + written : written;
    }
}
