using System.Text.RegularExpressions;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Ingestion.Statements;

/// <summary>
/// Words inside a coded statement that turn its meaning: "Suspected deep vein thrombosis" is sent with a code for the
/// disorder, and dropping the first word would make it a fact.
/// </summary>
internal static partial class QualifiedWords
{
    /// <summary>The concept without the qualifying words, and how it is meant.</summary>
    public static (CodedText Concept, Assertion Assertion) Split(CodedText concept)
    {
        // "FH" alone, or with its form behind it, is familial hypercholesterolaemia.
        if (Family().Match(concept.Text) is { Success: true } family && !Familial().IsMatch(concept.Text)) return Cut(concept, family, Assertion.Plain with { Experiencer = Experiencer.Family });
        if (Denied().Match(concept.Text) is { Success: true } denied) return Cut(concept, denied, Assertion.Plain with { Negated = true });
        if (RuledOut().Match(concept.Text) is { Success: true } ruledOut) return (concept, Assertion.Plain with { Negated = true, Because = ruledOut.Value.Trim() });
        if (Suspected().Match(concept.Text) is { Success: true } suspected) return Cut(concept, suspected, Assertion.Plain with { Likelihood = Likelihood.Possible });
        if (Past().Match(concept.Text) is { Success: true } past) return Cut(concept, past, Assertion.Plain with { Temporality = Temporality.Historical });
        return (concept, Assertion.Plain);
    }

    private static (CodedText Concept, Assertion Assertion) Cut(CodedText concept, Match words, Assertion assertion)
    {
        var rest = concept.Text[(words.Index + words.Length)..].Trim();
        return (rest.Length == 0 ? concept : concept with { Text = rest }, assertion with { Because = words.Value.Trim() });
    }

    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"^\s*(family history|fam(ily)? hx|fhx?)(\s+of\s+|\s*:\s*|\s*-\s+)", Words)]
    private static partial Regex Family();

    [GeneratedRegex(@"^\s*fh\W+(heterozyg|homozyg|familial)", Words)]
    private static partial Regex Familial();

    [GeneratedRegex(@"^\s*(no (known )?(family |personal |past )?history of|no evidence of|denies|negative for|no signs of)\s+", Words)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(ruled out|excluded|not present)\b\)?\s*$", Words)]
    private static partial Regex RuledOut();

    [GeneratedRegex(@"^\s*(suspected|suspicion of|possible|probable|presumed|likely|query|r/o|rule out|\?)\s*", Words)]
    private static partial Regex Suspected();

    [GeneratedRegex(@"^\s*((personal |past )?history(\s+of\s+|\s*:\s*)|h/o(\s*:\s*|\s+))", Words)]
    private static partial Regex Past();
}
