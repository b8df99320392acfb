using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Ocr;

public class PageReaderTests
{
    private static readonly string[] Lines =
    [
        "Harbour Street Clinic", "Patient: Ada Example", "Potassium|5.5|mmol/L|3.5 - 5.1", "Sodium|139|mmol/L|136 - 145",
        "The patient takes amlodipine 10 mg once daily.", "There is no known allergy to any medicine or food.",
    ];

    [Fact]
    public async Task A_printed_table_is_read_row_by_row_with_boxes_on_the_page_as_given()
    {
        var pdf = PdfBuilder.Build(595, 300, Lines);
        var page = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(await ProgramRun.RasterAsync(pdf, 300, "png"), new())).Reading.Pages[0];
        Assert.Equal(PageOrigin.Ocr, page.Origin);
        Assert.Equal(string.Join('\n', Lines).Replace('|', ' '), page.Text);
        var value = page.Words.First(word => word.Text == "5.5");
        // 190 points from the left, 100 from the top, at 300 dpi.
        Assert.InRange(value.Box!.Value.X, 786, 800);
        Assert.InRange(value.Box!.Value.Y, 375, 420);
        Assert.True(page.Confidence > 0.8);
        Assert.NotNull(page.Preview);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task A_turned_page_is_read_and_its_boxes_lie_on_the_turned_page(int turn)
    {
        var lines = Enumerable.Range(0, 5).SelectMany(_ => Lines).ToArray();
        using var upright = Pix.Decode(await ProgramRun.RasterAsync(PdfBuilder.Build(lines), 150, "png"))!;
        using var turned = upright.TurnClockwise(turn);
        using var engine = new TesseractEngine();
        var page = new PageReader(engine, null, new ReaderLimits { PreviewWidth = 0 }).Read(turned, 1, 150);
        Assert.Equal((360 - turn) % 360, page.Rotation);
        Assert.Contains("Harbour Street Clinic", page.Text, StringComparison.Ordinal);
        Assert.Equal((turned.Width, turned.Height), (page.Width, page.Height));
        var box = page.Words.First(word => word.Text == "Harbour").Box!.Value;
        // Upright it starts 50 points from the left and ends 60 from the top: 104 and 125 pixels.
        var (x, y) = turn switch
        {
            90 => (turned.Width - 125, 104),
            180 => (turned.Width - 104 - box.Width, turned.Height - 125),
            _ => (125 - box.Width, turned.Height - 104 - box.Height),
        };
        Assert.InRange(box.X, x - 8, x + 8);
        Assert.InRange(box.Y, y - 8, y + 8);
    }

    [Fact]
    public void Noise_gives_no_words()
    {
        // A seeded hiss, as a bitmap without compression.
        var random = new Random(7);
        var bytes = new byte[54 + (400 * 300 * 3)];
        random.NextBytes(bytes);
        "BM"u8.CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes.AsSpan(2), bytes.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(6), 0);
        BitConverter.TryWriteBytes(bytes.AsSpan(10), 54);
        BitConverter.TryWriteBytes(bytes.AsSpan(14), 40);
        BitConverter.TryWriteBytes(bytes.AsSpan(18), 400);
        BitConverter.TryWriteBytes(bytes.AsSpan(22), 300);
        BitConverter.TryWriteBytes(bytes.AsSpan(26), (short)1);
        BitConverter.TryWriteBytes(bytes.AsSpan(28), (short)24);
        bytes.AsSpan(30, 24).Clear();
        using var noise = Pix.Decode(bytes)!;
        using var engine = new TesseractEngine();
        var page = new PageReader(engine, null, new ReaderLimits()).Read(noise, 1, null);
        Assert.Empty(page.Words);
        Assert.Equal("", page.Text);
    }

    [Fact]
    public async Task A_cut_off_image_is_never_silently_read()
    {
        foreach (var format in (string[])["png", "jpeg"])
        {
            var whole = await ProgramRun.RasterAsync(PdfBuilder.Build(595, 300, Lines), 150, format);
            var outcome = await Reads.Bytes(whole[..(whole.Length / 2)]);
            Assert.IsNotType<ReadOutcome.Read>(outcome);
            Assert.Equal("truncated", Reads.Code(outcome));
        }
    }

    [Fact]
    public async Task Too_many_pixels_are_refused_by_the_header()
    {
        var image = await ProgramRun.RasterAsync(PdfBuilder.Build(595, 300, Lines), 150, "png");
        Assert.Equal("too-many-pixels", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Bytes(image, new() { MaxPixels = 100_000 }))));
    }
}
