namespace MedLedger.Tools.Lexicon;

/// <summary>RxNorm ingredients, their salts folded onto the base, and brands that are not ordinary words.</summary>
internal static class DrugEntries
{
    private static readonly HashSet<string> Salts = new(StringComparer.Ordinal)
    {
        "hydrochloride", "hcl", "sodium", "potassium", "calcium", "magnesium", "sulfate", "succinate", "tartrate", "maleate", "fumarate",
        "mesylate", "besylate", "acetate", "citrate", "phosphate", "bromide", "chloride", "hydrobromide", "nitrate", "gluconate",
        "lactate", "malate", "tosylate", "disodium", "monohydrate", "dihydrate", "anhydrous", "hemihydrate", "medoxomil", "bitartrate",
        "pamoate", "propionate", "furoate", "valerate", "dipropionate", "xinafoate", "etexilate", "mofetil", "axetil", "decanoate",
        "trihydrate", "carbonate", "oxalate", "hyclate", "isethionate", "hemifumarate", "erbumine", "arginine", "trometamol", "palmitate", "saccharate", "aspartate",
    };

    // The combinations against HIV hold four.
    private const int MostParts = 4;

    // Ingredients that notes name for other reasons: habits, laboratory tests, solvents.
    private static readonly HashSet<string> NotTaken = new(StringComparer.Ordinal) { "alcohol", "ethanol", "water", "glucose", "tobacco", "tobacco leaf", "protein", "air", "cholesterol", "urea", "creatinine", "bilirubin", "albumin" };

    public static void Add(EntryTable entries, string folder)
    {
        var bases = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = Table.Rows(folder, "rxnorm", "ingredients.tsv.gz")
            .Select(row => (Code: row("rxcui"), Type: row("tty"), Name: row("name").ToLowerInvariant())).ToList();
        foreach (var row in rows.Where(row => row.Type == "IN")) bases.TryAdd(row.Name, row.Code);
        var known = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Type is "IN" or "PIN"))
        {
            var bare = Base(row.Name, bases);
            if (NotTaken.Contains(bare)) continue;
            var code = bases.GetValueOrDefault(bare, row.Code);
            entries.Add("drug", bare, [code.Length > 0 ? $"rxnorm:{code}" : ""], [row.Name, .. row.Type == "IN" ? ForeignNames.Of(bare).Where(other => !known.Contains(other) && !OrdinaryWords.Contains(other)) : []]);
        }

        var products = new BrandProducts(folder, name => known.Contains(name) || bases.ContainsKey(Base(name, bases)) ? Base(name, bases) : null);
        foreach (var row in Table.Rows(folder, "rxnorm", "brands.tsv.gz"))
        {
            var brand = row("brand").Trim();
            if (brand.Length < 4 || OrdinaryWords.Contains(brand) || !brand.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')) continue;
            var listed = Listed(row("ingredient_names"), bases);
            var inRxNorm = row("source").StartsWith("RxNorm", StringComparison.Ordinal);
            if (inRxNorm) listed = products.Of(brand) is { Count: > 0 } held ? held : listed.Distinct().Count() == 1 ? listed : [];
            var parts = listed.Distinct().Order(StringComparer.Ordinal).ToList();
            // Creon, Donnatal, infusions of many salts: known by their brand, for no list tells all that they hold.
            var vaccine = IsVaccine(row("ingredient_names"));
            if (parts.Count is 0 or > MostParts && inRxNorm && !vaccine) entries.Add("drug", brand, [$"rxnorm:{row("rxcui")}"], []);
            if (parts.Count is 0 or > MostParts || vaccine) continue;
            entries.Add("drug", string.Join(" / ", parts), parts.Select(part => bases.TryGetValue(part, out var code) && code.Length > 0 ? $"rxnorm:{code}" : ""), [brand]);
        }
    }

    private static bool IsVaccine(string ingredients) => ingredients.Contains("vaccine", StringComparison.OrdinalIgnoreCase) || ingredients.Contains("antigen", StringComparison.OrdinalIgnoreCase);

    // The Orange Book lists a product's ingredients, and one of them twice where two of its salts were approved.
    private static IEnumerable<string> Listed(string names, Dictionary<string, string> bases) =>
        names.ToLowerInvariant().Split(["|", "; "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => Base(name, bases));

    private static string Base(string name, Dictionary<string, string> bases)
    {
        var words = name.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && Salts.Contains(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
            if (bases.ContainsKey(string.Join(' ', words))) return string.Join(' ', words);
        }

        // "bevacizumab-awwb": the four letters tell the maker (FDA, nonproprietary naming of biological products).
        return name.Length > 5 && name[^5] == '-' && bases.ContainsKey(name[..^5]) ? name[..^5] : name;
    }
}
