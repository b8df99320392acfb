using MedLedger.Clinical.Context;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Context;

public sealed class ContextDoubtTests
{
    private static readonly ClinicalTextAnalyzer Analyzer = ClinicalTextAnalyzer.Create();

    [Theory]
    [InlineData("Lupus was on the list of things to think about.", 1)]
    [InlineData("Ask us before using ibuprofen or aspirin.", 2)]
    public void What_no_rule_knows_to_deny_is_shown_as_unsure(string sentence, int names)
    {
        var findings = Of("Clinic letter 12 March 2026\n" + sentence);
        Assert.Equal(names, findings.Count);
        Assert.All(findings, finding => Assert.Equal((ReadingCertainty.Unsure, ContextDoubt.Because), (finding.Certainty, finding.UnsureBecause)));
    }

    [Fact]
    public void Plain_lists_are_not_doubted()
    {
        var findings = Of("""
            Clinic letter 12 March 2026
            Diagnoses: hypertension, atrial fibrillation, asthma
            Allergies: penicillin (rash)
            Medications
            Bisoprolol 5 mg once daily
            Apixaban 5 mg twice daily
            Vaccines: influenza 10 October 2025
            """);
        Assert.Equal(7, findings.Count);
        Assert.All(findings, finding => Assert.Equal(ReadingCertainty.Sure, finding.Certainty));
    }

    [Fact]
    public void What_the_rules_put_into_the_past_stays_there()
    {
        var finding = Assert.IsType<MedicationFinding>(Assert.Single(Of("Clinic letter 12 March 2026\nOmeprazole was stopped last year.")));
        Assert.Equal(MedicationStatus.Stopped, finding.Status);
        Assert.NotEqual(ContextDoubt.Because, finding.UnsureBecause);
    }

    private static List<Finding> Of(string text) => [.. Analyzer.Analyze(new(text)).Findings.Select(found => found.Finding)];
}
