using System.Collections.Concurrent;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>
/// What a drug's name holds when strength, form, container and the brand in brackets are left out:
/// "losartan-hydroCHLOROthiazide (HYZAAR) 100-25 mg per tablet" and "Losartan/HCTZ" are one product.
/// </summary>
internal static class DrugIngredients
{
    private const int MostKept = 4096;

    private const string Holds = "holds ";

    // Tenofovir by itself is this one; the other (alafenamide) is always named.
    private const string Ester = " disoproxil";

    // Words of RxNorm's dose forms, of containers and of packages: none of them is a drug.
    private static readonly HashSet<string> _forms =
    [
        .. "and actuat actuation actuations adapter adhesive aerosol ampule ampoule auto autoinjector breath actuated breathe breezhaler buccal cartridge chewable chewing coated concentrate container controlled cr delayed device diskus disk disintegrating disper dispersible dose doses dpi drop drops dry dr easi easihaler easyhaler ec effervescent elixir ellipta emulsion enteric er evohaler accuhaler extended film flexpen flextouch foam for forspiro from gastro gel granule granules gum handihaler hfa hr hour hours hrs immediate implant in innolet inh inhalant inhalation inhaled inhaler injectable injection injector insert intramuscular intravenous ir iv im jet kit kwikpen la liquid lotion lozenge mdi meal metered microgram micrograms microgrammes milligram milligrams milligrammes gram grams nanogram nanograms micronized modified modulite mouth mouthwash mr nasal neb nebule nexthaler novolizer nebules nebuliser nebulizer nebulization of ophthalmic ophth oral oromucosal orodispersible orally odt otic oil ointment ongoing pack packet pad paste patch pastille pediatric paediatric pellet pen penfill per pill po powder prefilled pre filled pressurised pressurized prolonged puff puffs pwdr rectal refill release resistant respiclick respimat respule respules retard sachet sc sl shampoo sodium soft soln solostar solvent soluble solution spiromax spray sprinkle sr sublingual subcutaneous supp suppository susp suspension sustained syringe syringes syrup system tab tablet tablets tabs cap caps caplet capsule capsules tape td the topical transdermal tube turbuhaler turbohaler twisthaler unit units vaginal vial vials wafer weekly daily week with x xl xr cd hbs autohaler human recombinant usp free preservative sugar strength forte total each ready use once single generic".Split(' ').Select(word => Spelling.Fold(word)),
    ];

    private static readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>The ingredients in alphabetical order, joined; null where a word is left over that may name another drug.</summary>
    public static string? KeyOf(string name)
    {
        if (_known.TryGetValue(name, out var key)) return key;
        // Names come from documents, so what is remembered has an end.
        if (_known.Count >= MostKept) _known.Clear();
        return _known[name] = Read(name);
    }

    /// <summary>The one ingredient of a brand's product that nowhere names it; null for everything else.</summary>
    public static string? OfBrand(string name)
    {
        if (KeyOf(name)?[Holds.Length..] is not { } holds || holds.Contains(" + ", StringComparison.Ordinal)) return null;
        var words = Tokenizer.Words(name);
        return Tokenizer.Words(holds).Any(words.Contains) ? null : holds;
    }

    private static string? Read(string name)
    {
        var terms = TermLexicon.Load().Terms;
        var tokens = Tokenizer.Cut(name, []);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tokens.Count; at++)
        {
            var (end, values) = terms.LongestAt(tokens, at, tokens.Count);
            if (values.FirstOrDefault(term => term.Entry.Kind == EntryKind.Drug) is { } drug)
            {
                foreach (var part in drug.Entry.Name.Split(" / ")) found.Add(part.Replace(Ester, "", StringComparison.Ordinal));
                at = end - 1;
            }
            else if (tokens[at].Kind == TokenKind.Word && !IsForm(tokens[at].Folded)) return null;
        }

        return found.Count > 0 ? Holds + string.Join(" + ", found) : null;
    }

    private static bool IsForm(string word) => _forms.Contains(word) || ConceptKeys.IsDrugForm(word) || ConceptKeys.IsMeasure(word);
}
