using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public sealed class VaccinationRowsTests
{
    [Fact]
    public void A_card_lists_every_dose_of_a_row()
    {
        const string Card = "CHILD HEALTH - IMMUNISATION RECORD     Name: Ann Lee\nVaccine     1st          2nd          3rd\n6-in-1      03/04/2019   22/05/2019   05/06/2019\nMenB        03/04/2019                05/06/2019\nRotavirus   NOT GIVEN (too old)";
        Assert.Equal(["2019-04-03", "2019-05-22", "2019-06-05"], Reading.Find<ImmunizationFinding>(Card).Where(given => given.Concept.Text.StartsWith("DTaP", StringComparison.OrdinalIgnoreCase)).Select(given => $"{given.Given}").Order());
        Assert.Equal(["2019-04-03", "2019-06-05"], Reading.Find<ImmunizationFinding>(Card).Where(given => given.Concept.Text == "MenB vaccine").Select(given => $"{given.Given}").Order());
        Assert.True(Reading.Named<ImmunizationFinding>(Card, "rotavirus vaccine").NotDone);
    }

    [Fact]
    public void A_day_may_stand_before_its_vaccine()
    {
        const string List = "Immunisations\n 11-Oct-2024   Influenza vaccination        12-Nov-2017   Pneumococcal polysaccharide vaccination (PPV23)";
        Assert.Equal("2024-10-11", $"{Reading.Named<ImmunizationFinding>(List, "influenza vaccine").Given}");
        Assert.Equal("2017-11-12", $"{Reading.Named<ImmunizationFinding>(List, "pneumococcal polysaccharide vaccine (PPSV23)").Given}");
    }

    [Theory]
    [InlineData("Impfausweis\nHerpes zoster (Shingrix)   1. 10.01.2023   2. 14.03.2023\nRSV   nicht gewünscht", "RSV vaccine", true)]
    [InlineData("Immunisations: Shingrix dose 1 28 Jan 2026, dose 2 due in 2-6 months", "zoster vaccine recombinant", false)]
    [InlineData("Impfausweis\nHerpes zoster (Shingrix)   1. 10.01.2023", "zoster vaccine recombinant", false)]
    public void What_was_refused_was_not_given_and_a_next_dose_does_not_take_back_the_first(string text, string vaccine, bool notDone) =>
        Assert.Equal(notDone, Reading.Named<ImmunizationFinding>(text, vaccine).NotDone);

    [Theory]
    [InlineData("Enalapril 20 mg/12 h", "2")]
    [InlineData("Ibuprofeno 600 mg/8h", "3")]
    [InlineData("Atorvastatina 80 mg/24 h", "1")]
    [InlineData("Atorvastatin   20 mg    PO     ON              New", "1")]
    [InlineData("Zopiclone 7.5mg ON 14/7", "1")]
    public void How_often_is_read_from_the_stroke_and_from_the_column(string line, string perDay) =>
        Assert.Equal(perDay, $"{Assert.Single(Reading.Find<MedicationFinding>($"MEDICATIONS\n{line}")).Dosing?.TimesPerDay:0.##}");
}
