using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace MedLedger.Tools.Lexicon;

/// <summary>The strengths in which a drug is made for swallowing, as lines "ingredient TAB milligrams|milligrams…", sorted: RxNorm clinical drugs and FDA Orange Book products of one ingredient.</summary>
internal static partial class Strengths
{
    private static readonly HashSet<string> Salts = new(StringComparer.Ordinal)
    {
        "sulfate", "hydrochloride", "sodium", "potassium", "maleate", "besylate", "calcium", "tartrate", "succinate", "fumarate", "mesylate", "acetate", "phosphate", "citrate", "bromide", "hydrobromide",
        "magnesium", "trihydrate", "dihydrate", "monohydrate", "anhydrous", "medoxomil", "cilexetil", "nitrate", "bisulfate", "dihydrochloride", "disodium", "hemihydrate", "axetil", "proxetil", "tosylate",
    };

    public static int Write(string folder, string output)
    {
        var ingredients = Table.Rows(folder, "rxnorm", "ingredients.tsv.gz").Where(row => row("tty") == "IN").Select(row => (Id: row("rxcui"), Name: row("name").ToLowerInvariant())).ToList();
        var names = ingredients.Where(one => one.Id.Length > 0).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Name);
        var known = ingredients.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var made = new SortedDictionary<string, SortedSet<decimal>>(StringComparer.Ordinal);
        foreach (var row in Table.Rows(folder, "rxnorm", "clinical_drugs.tsv.gz"))
        {
            if (Swallowed().Match(row("name")) is not { Success: true } match || row("name").Contains(" / ", StringComparison.Ordinal)) continue;
            var single = row("ingredient_rxcuis").Split('|').Where(names.ContainsKey).Select(id => names[id]).Distinct().ToList();
            if (single.Count == 1) Add(made, single[0], match);
        }

        foreach (var row in Table.Rows(folder, "fda", "orange_book_products.tsv.gz"))
        {
            if (row("ingredient").Contains(';', StringComparison.Ordinal) || !Oral().IsMatch(row("dosage_form_route"))) continue;
            var name = string.Join(' ', row("ingredient").ToLowerInvariant().Split(' ').Where(word => !Salts.Contains(word)));
            if (!known.Contains(name)) continue;
            foreach (Match match in Amount().Matches(row("strengths"))) Add(made, name, match);
        }

        using var stream = new GZipStream(File.Create(output), CompressionLevel.SmallestSize);
        stream.Write(Encoding.UTF8.GetBytes(string.Concat(made.Select(one => $"{one.Key}\t{string.Join('|', one.Value.Select(amount => amount.ToString("0.#######", CultureInfo.InvariantCulture)))}\n"))));
        return made.Count;
    }

    private static void Add(SortedDictionary<string, SortedSet<decimal>> made, string name, Match match)
    {
        var amount = decimal.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture) * match.Groups["unit"].Value.ToUpperInvariant() switch { "MCG" => 0.001m, "GM" or "G" => 1000m, _ => 1m };
        if (amount <= 0) return;
        if (!made.TryGetValue(name, out var amounts)) made[name] = amounts = [];
        amounts.Add(amount);
    }

    [GeneratedRegex(@" (?<amount>\d+(?:\.\d+)?) (?<unit>MG|MCG) [A-Za-z -]*Oral (?:Tablet|Capsule)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Swallowed();

    [GeneratedRegex(@"^(?:TABLET|CAPSULE)[^;]*;ORAL", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Oral();

    [GeneratedRegex(@"(?<![\d.,])(?<amount>\d+(?:\.\d+)?)\s?(?<unit>MG|MCG|GM)(?![A-Z/])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Amount();
}
