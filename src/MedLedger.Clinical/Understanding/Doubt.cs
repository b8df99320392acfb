using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Understanding;

/// <summary>Decides how sure a finding is: every reason for doubt makes it unsure, and the first is told to the reader.</summary>
internal static class Doubt
{
    public static T Weigh<T>(T finding, FoundName name, Qualification meaning, BoxState box, string? reason = null)
        where T : Finding
    {
        var because = reason
            ?? (name.NearMiss is { Doubtful: true } ? "the name is misspelt or misread" : null)
            ?? (meaning.Assertion.Likelihood == Likelihood.Possible ? $"stated as possible ({meaning.Because})" : null)
            ?? (box == BoxState.Unclear ? "the tick box could not be read" : null);
        var assertion = meaning.Assertion;
        // "Have you ever had:  ☒ asthma" asks, and the box answers.
        if (box == BoxState.Ticked && assertion.Experiencer == Experiencer.Patient && assertion.Because.Contains("you", StringComparison.Ordinal)) assertion = assertion with { Negated = false, Likelihood = Likelihood.Confirmed, Temporality = Temporality.Current };
        if (box == BoxState.Unticked) assertion = assertion with { Likelihood = Likelihood.Hypothetical, Because = "box not ticked" };
        return finding with
        {
            Assertion = assertion,
            Certainty = because is null ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            UnsureBecause = because,
        };
    }
}
