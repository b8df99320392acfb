using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Parsing;

public class PdfTests
{
    private static readonly string[] Letter = ["Discharge letter", "Potassium|5.5|mmol/L", "Sodium|139|mmol/L", "Take amlodipine 10 mg once daily."];

    [Fact]
    public async Task A_text_layer_is_read_without_OCR_row_by_row()
    {
        var page = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(PdfBuilder.Build(Letter))).Reading.Pages[0];
        Assert.Equal(PageOrigin.TextLayer, page.Origin);
        Assert.Equal("Discharge letter\nPotassium 5.5 mmol/L\nSodium 139 mmol/L\nTake amlodipine 10 mg once daily.", page.Text);
        Assert.Equal((595, 842), (page.Width, page.Height));
        var value = page.Words.Single(word => word.Text == "5.5");
        Assert.Equal(page.Text.IndexOf("5.5", StringComparison.Ordinal), value.Start);
        Assert.InRange(value.Box!.Value.X, 185, 195);
        Assert.InRange(value.Box!.Value.Y, 60, 85);
    }

    [Fact]
    public async Task Every_page_is_read()
    {
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(PdfBuilder.Build(["page one"], ["page two"]))).Reading;
        Assert.Equal(["page one", "page two"], reading.Pages.Select(page => page.Text));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public async Task A_cut_off_PDF_is_never_silently_read(double share)
    {
        var whole = PdfBuilder.Build(Letter, Letter, Letter);
        var outcome = await Reads.Bytes(whole[..(int)(whole.Length * share)]);
        Assert.IsNotType<ReadOutcome.Read>(outcome);
        Assert.Equal("truncated", Reads.Code(outcome));
    }

    [Fact]
    public async Task A_PDF_with_a_broken_cross_reference_table_is_read_in_part_at_most()
    {
        var text = System.Text.Encoding.Latin1.GetString(PdfBuilder.Build(Letter));
        var outcome = await Reads.Bytes(System.Text.Encoding.Latin1.GetBytes(text.Replace("startxref\n", "startxref\n9", StringComparison.Ordinal)));
        Assert.IsNotType<ReadOutcome.Read>(outcome);
        Assert.Equal("damaged", Reads.Code(outcome));
    }

    [Fact]
    public async Task Of_too_many_pages_the_first_are_read_and_the_rest_is_named()
    {
        var outcome = Assert.IsType<ReadOutcome.PartlyRead>(await Reads.Bytes(PdfBuilder.Build([["one"], ["two"], ["three"]]), new() { MaxPages = 2, PreviewWidth = 0 }));
        Assert.Equal("too-many-pages", outcome.Problem.Code);
        Assert.Contains("3 pages", outcome.Problem.Reason, StringComparison.Ordinal);
        Assert.Equal(["one", "two"], outcome.Reading.Pages.Select(page => page.Text));
    }

    [Fact]
    public async Task When_the_time_is_over_what_was_read_is_kept_and_the_rest_is_named()
    {
        var outcome = await Reads.Bytes(PdfBuilder.Build([["one"], ["two"]]), new() { LastPageBegins = TimeSpan.Zero, PreviewWidth = 0 });
        Assert.Equal("time-limit", Reads.Code(outcome));
    }

    [Fact]
    public async Task A_preview_shows_the_page()
    {
        var reading = Reads.Of(await Reads.Bytes(PdfBuilder.Build(Letter), new()));
        Assert.Equal("image/jpeg", reading.Pages[0].PreviewMediaType);
        Assert.Equal([0xFF, 0xD8], reading.Pages[0].Preview![..2]);
    }

    [QpdfFact]
    public async Task A_password_is_asked_for_by_name()
    {
        var folder = Directory.CreateTempSubdirectory("pdf");
        try
        {
            var plain = Path.Combine(folder.FullName, "plain.pdf");
            var locked = Path.Combine(folder.FullName, "locked.pdf");
            await File.WriteAllBytesAsync(plain, PdfBuilder.Build(Letter));
            await ProgramRun.RunAsync("qpdf", [], "--encrypt", "user", "owner", "256", "--", plain, locked);
            Assert.Equal("password-protected", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Bytes(await File.ReadAllBytesAsync(locked)))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class QpdfFactAttribute : FactAttribute
    {
        public QpdfFactAttribute()
        {
            if (!File.Exists("/usr/bin/qpdf")) Skip = "needs qpdf to make an encrypted file";
        }
    }
}
