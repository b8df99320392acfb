using System.Text;
using MedLedger.Ingestion.Tests.Fixtures;
using MedLedger.TestKit;

namespace MedLedger.Ingestion.Tests.Confinement;

/// <summary>Seeded bit flips, cuts, swaps, repetitions and nesting: every mutant ends as an outcome, none as an exception, a hang or a dead parent.</summary>
public class MutantTests
{
    private static readonly int TextMutants = Soak.Times(200, 10_000);
    private static readonly int RenderedMutants = Soak.Times(40, 1_000);

    [Fact]
    public Task Mutated_FHIR_ends_as_an_outcome() => SurviveAsync(TextMutants, Encoding.UTF8.GetBytes(
        """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"AllergyIntolerance","code":{"text":"Latex"},"recordedDate":"2020-01-02"}},{"resource":{"resourceType":"MedicationRequest","status":"active","medicationCodeableConcept":{"text":"x"},"dosageInstruction":[{"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":5,"unit":"mg"}}]}]}}]}"""));

    [Fact]
    public Task Mutated_HL7_ends_as_an_outcome() => SurviveAsync(TextMutants,
        "MSH|^~\\&|LAB|H|||20250120||ORU^R01|1|P|2.5.1\rPID|1||7^^^H^MR||Example^Ada||19500203|F\rOBX|1|SN|2823-3^K^LN||>^5.9|mmol/L|3-5|H|||F\rRXE|1^BID^^2025|1^x^L|80||mg\r"u8.ToArray());

    [Fact]
    public Task Mutated_CCDA_ends_as_an_outcome() => SurviveAsync(TextMutants, Encoding.UTF8.GetBytes(Cda.Document(
        Cda.Section("48765-2", "Allergies", "<table><tr><td ID=\"a\">latex</td></tr></table>", Cda.Allergy("<name>latex</name>")),
        Cda.Section("10160-0", "Medications", "", Cda.Medication("<name>ramipril</name>", "<effectiveTime xsi:type=\"PIVL_TS\"><period value=\"12\" unit=\"h\"/></effectiveTime><doseQuantity value=\"5\" unit=\"mg\"/>")))));

    [Fact]
    public Task Mutated_DICOM_ends_as_an_outcome() => SurviveAsync(TextMutants, new Dicom().Person()
        .AddSequence(0x0040_A730, true, new Dicom().Add(0x0040_A040, "CS", "TEXT").Coded(0x0040_A043, "121071", "DCM", "Finding").Add(0x0040_A160, "UT", "No pneumothorax.")).File("1.2.840.10008.1.2.1"));

    [Fact]
    public Task Mutated_text_ends_as_an_outcome() => SurviveAsync(TextMutants, "Dear colleague,\r\nthe patient takes amlodipine 10 mg once daily.\r\n"u8.ToArray());

    [Fact]
    public Task Mutated_PDF_ends_as_an_outcome() => SurviveAsync(RenderedMutants, PdfBuilder.Build(300, 200, ["Take amlodipine 10 mg."]));

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("tiff")]
    public async Task Mutated_images_end_as_outcomes(string format) =>
        await SurviveAsync(RenderedMutants, await ProgramRun.RasterAsync(PdfBuilder.Build(200, 100, ["amlodipine 10 mg"]), 60, format));

    [Theory]
    [InlineData("bmp")]
    [InlineData("gif")]
    [InlineData("webp")]
    public async Task Mutated_pictures_of_other_kinds_end_as_outcomes(string format)
    {
        var picture = await Picture.OfAsync(200, 100, 60, "amlodipine 10 mg");
        await SurviveAsync(RenderedMutants, format switch { "gif" => picture.Gif(), "webp" => WebP.Of(picture), _ => picture.Bmp() });
    }

    [Fact]
    public async Task Mutated_scans_in_a_PDF_end_as_outcomes() => await SurviveAsync(RenderedMutants, ScannedPdf.Build(
        await Picture.OfAsync(200, 100, 60, "amlodipine 10 mg"), (0, 0, ScannedPdf.Width, ScannedPdf.Height), hidden: true, (50, 200, "amlodipine 10 mg")));

    private static async Task SurviveAsync(int mutants, byte[] original)
    {
        await using var reader = await ConfinedReaderTests.StartAsync();
        var random = new Random(20260101);
        for (var i = 0; i < mutants; i++)
        {
            var code = Reads.Code(await ConfinedReaderTests.ReadAsync(reader, Mutant.Of(original, random)));
            Assert.NotEqual("time-limit", code);
        }
    }
}
