using MedLedger.Clinical.Identification;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>A blood group that was reported as a result belongs to the identity; two that differ are shown as unsure.</summary>
internal static class BloodGroupRule
{
    // LOINC: ABO and Rh group, ABO group, Rh type.
    private static readonly HashSet<string> _codes = ["882-1", "883-9", "10331-7"];

    public static bool Is(ResultLine line) => line.Concept.CodeIn(CodeSystems.Loinc) is { } code
        ? _codes.Contains(code)
        : PlainWords.Join(line.Concept.Text) is var words && (words.Contains("blood group", StringComparison.Ordinal) || words.Contains("blood type", StringComparison.Ordinal));

    public static ConsolidatedIdentity Apply(ConsolidatedIdentity identity, IEnumerable<ResultLine> results)
    {
        var lines = results.Where(Is).ToList();
        var rhesus = lines.Find(line => line.Concept.CodeIn(CodeSystems.Loinc) == "10331-7")?.Latest;
        var groups = new List<Attributed<string>>();
        if (identity.BloodGroup is { } claimed) groups.Add(claimed);
        foreach (var value in lines.SelectMany(line => line.Earlier.Prepend(line.Latest)))
        {
            if (BloodGroup.Parse(value.Text) is not { } group) continue;
            var whole = group[^1] is not ('+' or '-') && rhesus is not null ? BloodGroup.Parse($"{group} {rhesus.Text}")! : group;
            groups.Add(new(whole, value.Sources, whole == group ? value.Certainty : rhesus!.Certainty == ReadingCertainty.Sure ? value.Certainty : ReadingCertainty.Unsure));
        }

        if (groups.Count == 0) return identity;
        var disagreements = identity.Disagreements.ToList();
        return identity with { BloodGroup = identity.BloodGroup is { Certainty: ReadingCertainty.Unsure } unsettled ? unsettled : IdentityConsolidation.Agree(groups, disagreements), Disagreements = disagreements };
    }
}
