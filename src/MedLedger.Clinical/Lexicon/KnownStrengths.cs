using System.Globalization;
using System.IO.Compression;
using System.Reflection;

namespace MedLedger.Clinical.Lexicon;

/// <summary>In which strengths a drug is made for swallowing (RxNorm and FDA Orange Book, compiled by tools/lexicon). Products of other countries are missing: an unknown strength proves nothing.</summary>
internal static class KnownStrengths
{
    private static readonly Lazy<Dictionary<string, HashSet<decimal>>> Made = new(Load);

    public static bool Has(string ingredient, decimal milligrams) => Of(ingredient)?.Contains(milligrams) == true;

    /// <summary>The unit that a number behind the drug's name can only mean, mg or mcg; null where the drug is made in neither or in both.</summary>
    public static string? UnitOf(string ingredient, decimal number) =>
        (Has(ingredient, number), Has(ingredient, number / 1000)) switch { (true, false) => "mg", (false, true) => "mcg", _ => null };

    /// <summary>The strengths of an ingredient in milligrams; null where none is known.</summary>
    public static IReadOnlySet<decimal>? Of(string ingredient) => Made.Value.GetValueOrDefault(ingredient.ToLowerInvariant());

    private static Dictionary<string, HashSet<decimal>> Load()
    {
        using var raw = Assembly.GetExecutingAssembly().GetManifestResourceStream("strengths.tsv.gz") ?? throw new InvalidOperationException("The table of strengths is missing from the build.");
        using var reader = new StreamReader(new GZipStream(raw, CompressionMode.Decompress));
        var made = new Dictionary<string, HashSet<decimal>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            made[cells[0]] = [.. cells[1].Split('|').Select(strength => decimal.Parse(strength, CultureInfo.InvariantCulture))];
        }

        return made;
    }
}
