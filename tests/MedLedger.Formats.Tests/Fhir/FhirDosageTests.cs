using System.Text;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;

namespace MedLedger.Formats.Tests.Fhir;

public class FhirDosageTests
{
    [Theory]
    [InlineData("""{"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}}}""", 2.0)]
    [InlineData("""{"timing":{"repeat":{"frequency":1,"period":8,"periodUnit":"h"}}}""", 3.0)]
    [InlineData("""{"timing":{"repeat":{"period":2,"periodUnit":"d"}}}""", 0.5)]
    [InlineData("""{"timing":{"code":{"coding":[{"code":"BID"}]}}}""", 2.0)]
    [InlineData("""{"timing":{"repeat":{"when":["MORN","EVE"]}},"text":"1-0-1"}""", 2.0)]
    public void Doses_in_a_day_are_counted(string dosage, double perDay) =>
        Assert.Equal((decimal)perDay, Read(dosage)!.TimesPerDay);

    [Fact]
    public void Once_a_week_is_a_seventh_of_a_dose_a_day() =>
        Assert.Equal(1m / 7, Read("""{"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"wk"}}}""")!.TimesPerDay);

    [Theory]
    [InlineData("""{"text":"x","timing":{"repeat":{"frequency":3,"frequencyMax":4,"period":1,"periodUnit":"d"}}}""")]
    [InlineData("""{"text":"sliding scale"}""")]
    [InlineData("""{"text":"x","timing":{"repeat":{"frequency":1,"period":0,"periodUnit":"d"}}}""")]
    public void A_frequency_that_is_not_one_number_is_not_guessed(string dosage) => Assert.Null(Read(dosage)!.TimesPerDay);

    [Fact]
    public void Text_alone_stays_text()
    {
        var dosing = Read("""{"text":"500 mg twice daily"}""")!;
        Assert.Equal("500 mg twice daily", dosing.Text);
        Assert.Null(dosing.Dose);
        Assert.Null(dosing.Route);
    }

    [Fact]
    public void Steps_of_a_taper_are_not_added_up()
    {
        var dosing = Read("""{"text":"40 mg for 5 days","doseAndRate":[{"doseQuantity":{"value":40,"unit":"mg"}}]}""", """{"text":"then 20 mg"}""")!;
        Assert.Equal("40 mg for 5 days; then 20 mg", dosing.Text);
        Assert.Null(dosing.Dose);
    }

    private static Dosing? Read(params string[] dosages) => FhirDosage.Read(
        [.. dosages.Select(dosage => StrictJson.ParseTree(Encoding.UTF8.GetBytes(dosage)).Root)]);
}
