using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class VaccineTests
{
    [Fact]
    public void A_disease_among_the_vaccines_is_what_they_are_against() =>
        Assert.Empty(Reading.Find<ProblemFinding>("Vaccines: flu and COVID autumn 2023; shingles not given."));

    [Fact]
    public void A_vaccine_that_was_declined_takes_no_other_with_it()
    {
        var vaccines = Reading.Find<ImmunizationFinding>("Immunizations: Pneumovax 23 2016, Prevnar 20 declined.");
        Assert.Equal([false, true], vaccines.Select(one => one.NotDone));
    }

    [Theory]
    [InlineData("Tdap 2023, flu 10/2023. COVID x3 (last 2022).", 0)]
    [InlineData("Admitted with COVID and pneumonia.", 1)]
    public void Counted_doses_are_no_infection(string text, int infections) =>
        Assert.Equal(infections, Reading.Find<ProblemFinding>(text).Count(finding => finding.Concept.Text == "COVID-19"));
}
