using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Understanding;

/// <summary>One analyzer for all tests, as in the product.</summary>
internal static class Reading
{
    public static ClinicalTextAnalyzer Analyzer { get; } = ClinicalTextAnalyzer.Create();

    public static TextAnalysis Of(string text) => Analyzer.Analyze(new(text));

    public static IReadOnlyList<T> Find<T>(string text)
        where T : Finding => [.. Of(text).Findings.Select(found => found.Finding).OfType<T>()];

    public static T One<T>(string text)
        where T : Finding => Assert.Single(Find<T>(text));

    public static T Named<T>(string text, string name)
        where T : Finding => Assert.Single(Find<T>(text), finding => finding.Concept.Text == name);

    /// <summary>What would reach a page: affirmed, the patient's own, not merely possible.</summary>
    public static bool Plain(Finding finding) => finding.Assertion.IsPlainFact;
}
