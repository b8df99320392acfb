using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public sealed class PastPregnancyTests
{
    [Theory]
    [InlineData("gestational diabetes mellitus", Temporality.Historical)]
    [InlineData("hypothyroidism", Temporality.Current)]
    [InlineData("migraine", Temporality.Current)]
    public void A_former_pregnancy_takes_its_own_diseases_with_it_and_no_others(string problem, Temporality expected) =>
        Assert.Equal(expected, Reading.Named<ProblemFinding>("PMH: asthma, GDM in prior pregnancy, hypothyroid, migraine", problem).Assertion.Temporality);
}
