using System.Text.RegularExpressions;

namespace MedLedger.Tools.Lexicon;

/// <summary>
/// What is in a brand's products, by the names of RxNorm's branded drugs ("amlodipine 5 MG / benazepril hydrochloride 10 MG Oral Capsule [Lotrel]").
/// The list of ingredients beside a brand can not be used for that: it names every combination that any of them is part of.
/// </summary>
internal sealed partial class BrandProducts
{
    private readonly Dictionary<string, HashSet<string>> _products = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="folder">Where the terminologies are.</param>
    /// <param name="ingredient">The base of an ingredient's name, null when it is none.</param>
    public BrandProducts(string folder, Func<string, string?> ingredient)
    {
        foreach (var row in Table.Rows(folder, "rxnorm", "clinical_drugs.tsv.gz").Where(row => row("tty") == "SBD"))
        {
            if (Product().Match(row("name")) is not { Success: true } product) continue;
            var found = product.Groups["parts"].Value.Split(" / ").Select(part => Longest(part.ToLowerInvariant(), ingredient)).ToList();
            if (found.Contains(null)) continue;
            var names = found.OfType<string>().ToHashSet(StringComparer.Ordinal);
            var brand = product.Groups["brand"].Value;
            // What one of a brand's products holds and another does not, the brand's name alone does not say.
            if (_products.TryGetValue(brand, out var known)) known.IntersectWith(names);
            else _products[brand] = names;
        }
    }

    /// <summary>The ingredients that all products of the brand hold; none where they have nothing in common or no product is listed.</summary>
    public IReadOnlyCollection<string> Of(string brand) => _products.TryGetValue(brand, out var names) ? names : [];

    // "3 ML insulin lispro 100 UNT/ML", "Abuse-Deterrent oxycodone hydrochloride 5 MG": the longest words before an amount that are an ingredient.
    private static string? Longest(string part, Func<string, string?> ingredient)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < words.Length; first++)
            for (var end = words.Length; end > first; end--)
                if ((end == words.Length || char.IsDigit(words[end][0])) && ingredient(string.Join(' ', words[first..end])) is { } name) return name;
        return null;
    }

    [GeneratedRegex(@"^(?<parts>.+) \[(?<brand>[^\]]+)\]$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Product();
}
