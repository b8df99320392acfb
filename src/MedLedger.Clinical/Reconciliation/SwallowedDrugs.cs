using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Drugs that are made for swallowing only: their route is oral, unsaid. Some are injected now and then, but never every day at home.</summary>
internal static class SwallowedDrugs
{
    private const string Holds = "holds ";

    private static readonly Lists Known = RuleFile.Read<Lists>("swallowed.json");

    /// <summary>Words of another way into the body; whoever is fed by a tube swallows nothing.</summary>
    private static readonly string[] OtherWays = ["peg", "tube", "gastrostomy", "jejunostomy", "sonde", "inject", "infus", "patch", "drop", "cream", "ointment", "topical", "rectal", "supp", "vaginal", "depot", "buccal", "tongue", "inhal", "neb", "spray"];

    public static bool Is(CodedText concept, Dosing dosing)
    {
        if (dosing.Form is not (null or "tablet" or "capsule" or "sachet" or "solution" or "teaspoon") || Array.Exists(OtherWays, way => dosing.Text.Contains(way, StringComparison.OrdinalIgnoreCase))) return false;
        if (DrugIngredients.KeyOf(concept.Text) is not { } key) return false;
        // "Keppra 4 mL bid": what there are tablets of is drunk, where it is measured in whole millilitres day by day.
        if (dosing is { Dose: { Unit: "mL", Value: >= 1 }, TimesPerDay: >= 1 } && key[Holds.Length..].Split(" + ").All(part => KnownStrengths.Of(part) is not null)) return true;
        return key[Holds.Length..].Split(" + ").All(part => Known.Always.Contains(part) || (Known.Daily.Contains(part) && dosing.TimesPerDay is not null));
    }

    /// <summary>Whether it is made for the eye only, so that its drops go there.</summary>
    public static bool IsForTheEye(CodedText concept, Dosing dosing) =>
        dosing is { Route: null, Form: null or "drop" or "solution" } && !dosing.Text.Contains("ear", StringComparison.OrdinalIgnoreCase)
        && DrugIngredients.KeyOf(concept.Text) is { } key && key[Holds.Length..].Split(" + ").All(Known.Eye.Contains);

    private sealed record Lists(HashSet<string> Always, HashSet<string> Daily, HashSet<string> Eye);
}
