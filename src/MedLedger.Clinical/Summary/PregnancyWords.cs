using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Summary;

/// <summary>What an observation says about a pregnancy, where its words leave no doubt.</summary>
internal static class PregnancyWords
{
    public static bool SaysPregnant(ResultLine line)
    {
        var words = PlainWords.Of($"{line.Latest.Text}");
        if (words.Any(word => word is "no" or "not" or "negative" or "denied" or "never")) return false;
        return words.Any(word => word is "pregnant" or "gravid" or "yes" or "positive") || line.Latest.ValueText?.CodeIn(CodeSystems.Snomed) == "77386006";
    }

    public static bool SaysNotPregnant(ResultLine line) =>
        PlainWords.Of(line.Latest.Text).Any(word => word is "no" or "not" or "negative") || line.Latest.ValueText?.CodeIn(CodeSystems.Snomed) == "60001007";
}
