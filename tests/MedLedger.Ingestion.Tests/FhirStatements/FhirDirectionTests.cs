using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

/// <summary>A direction that is only coded says in words all that its codes say.</summary>
public class FhirDirectionTests
{
    [Theory]
    [InlineData("""{"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d","dayOfWeek":["mon"]}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}""", "10 mg weekly on Mon", 1.0 / 7)]
    [InlineData("""{"timing":{"code":{"coding":[{"code":"QD"}]},"repeat":{"dayOfWeek":["mon","thu"]}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}""", "10 mg on Mon, Thu", 2.0 / 7)]
    [InlineData("""{"timing":{"repeat":{"frequency":1,"period":2,"periodUnit":"wk","dayOfWeek":["fri"]}}}""", "1 x / 2 wk on Fri", null)]
    [InlineData("""{"timing":{"repeat":{"frequency":1,"frequencyMax":2,"period":4,"periodMax":6,"periodUnit":"h"}},"doseAndRate":[{"doseRange":{"low":{"value":1,"unit":"tablet"},"high":{"value":2,"unit":"tablet"}}}],"asNeededCodeableConcept":{"text":"pain"},"maxDosePerPeriod":{"numerator":{"value":4,"unit":"g"},"denominator":{"value":1,"unit":"d"}}}""", "1 - 2 tablet 1-2 x / 4-6 h as needed for pain max 4 g / d", null)]
    [InlineData("""{"doseAndRate":[{"rateQuantity":{"value":75,"unit":"mL/h"}}]}""", "at 75 mL/h", null)]
    [InlineData("""{"doseAndRate":[{"rateRatio":{"numerator":{"value":100,"unit":"mL"},"denominator":{"value":1,"unit":"h"}}}]}""", "at 100 mL / h", null)]
    [InlineData("""{"timing":{"repeat":{"when":["HS"]}},"doseAndRate":[{"doseQuantity":{"value":5,"unit":"mg"}}]}""", "5 mg at bedtime", 1.0)]
    [InlineData("""{"timing":{"repeat":{"timeOfDay":["08:00:00","20:00:00"]}}}""", "at 08:00 at 20:00", 2.0)]
    public async Task Nothing_of_a_coded_direction_is_lost(string dosage, string words, double? perDay)
    {
        var dosing = (await Drug($$""","dosageInstruction":[{{dosage}}]""")).Dosing!;
        Assert.Equal(words, dosing.Text);
        Assert.Equal(perDay ?? 0, (double)(dosing.TimesPerDay ?? 0), 6);
    }

    [Theory]
    [InlineData("mL", "100 U / mL")]
    [InlineData("tablet", "100 U")]
    public async Task A_strength_keeps_what_it_is_dissolved_in(string unit, string strength)
    {
        var drug = await Drug($$""","dosageInstruction":[{"text":"daily"}]""", $$"""{"resourceType":"Medication","id":"m","code":{"text":"insulin"},"ingredient":[{"itemCodeableConcept":{"text":"insulin"},"strength":{"numerator":{"value":100,"unit":"U"},"denominator":{"value":1,"unit":"{{unit}}"} } }]}""");
        Assert.Equal(strength, drug.Dosing!.Strength);
    }

    private static async Task<MedicationFinding> Drug(string more, string? medication = null)
    {
        var drug = medication is null ? "\"medicationCodeableConcept\":{\"text\":\"methotrexate\"}" : "\"medicationReference\":{\"reference\":\"Medication/m\"}";
        var request = $$"""{"resourceType":"MedicationRequest","status":"active","intent":"order",{{drug}}{{more}}}""";
        return medication is null ? await Reads.OneFhir<MedicationFinding>(request) : await Reads.OneFhir<MedicationFinding>(request, medication);
    }
}
