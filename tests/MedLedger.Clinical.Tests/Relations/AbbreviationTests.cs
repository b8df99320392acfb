using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class AbbreviationTests
{
    [Theory]
    [InlineData("SpO2 97 % RA")]
    [InlineData("O2 sat 95% on RA, RR 16")]
    [InlineData("MS 10 mg IV q4h prn")]
    public void An_abbreviation_beside_an_amount_or_a_saturation_is_no_disease(string text) => Assert.Empty(Reading.Find<ProblemFinding>(text));

    [Theory]
    [InlineData("RA on methotrexate", "rheumatoid arthritis")]
    [InlineData("MS diagnosed in 2005", "multiple sclerosis")]
    public void By_itself_it_is_one(string text, string problem) => Assert.NotNull(Reading.Named<ProblemFinding>(text, problem));

    [Fact]
    public void A_line_that_only_says_NKDA_says_so() => Assert.Equal(NoKnownScope.DrugAllergies, Reading.One<NoKnownFinding>("NKDA").Scope);

    [Fact]
    public void A_port_that_was_removed_is_not_there() => Assert.False(Reading.One<DeviceFinding>("Port-a-cath removed 2020").Active);

    [Fact]
    public void What_is_scheduled_was_not_done() => Assert.True(Reading.One<ProcedureFinding>("Colonoscopy scheduled for May 2025").NotDone);

    [Theory]
    [InlineData("Severe aortic stenosis", "severe")]
    [InlineData("Moderate left-sided hearing loss", "moderate")]
    [InlineData("Aortic stenosis", null)]
    public void Severity_is_kept(string text, string? severity) => Assert.Equal(severity, Reading.One<ProblemFinding>(text).Severity);
}
