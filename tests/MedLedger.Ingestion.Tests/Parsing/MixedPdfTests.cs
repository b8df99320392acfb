using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Parsing;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Parsing;

public class MixedPdfTests
{
    private static readonly (int, int, int, int) WholePage = (0, 0, ScannedPdf.Width, ScannedPdf.Height);

    // PdfBuilder prints line n at 60 + 20 n points from the top, 50 from the left.
    private static readonly string[] Printed = ["Laboratory report of the ward", "Potassium 5.5 mmol/L", "Sodium 139 mmol/L", "Take amlodipine 10 mg daily"];

    [Fact]
    public async Task A_hidden_layer_that_the_picture_confirms_is_the_text()
    {
        var page = await ReadAsync(hidden: true, Printed);
        Assert.Equal(string.Join('\n', Printed), page.Text);
        Assert.DoesNotContain(page.Words, word => word.NeedsReview);
    }

    [Fact]
    public async Task A_number_of_a_hidden_layer_that_the_picture_contradicts_waits_for_review_with_both_readings()
    {
        var page = await ReadAsync(hidden: true, [Printed[0], "Potassium 8.5 mmol/L", Printed[2], Printed[3]]);
        var value = Assert.Single(page.Words, word => word.NeedsReview);
        Assert.Equal("8.5", value.Text);
        Assert.Equal(["5.5"], value.Alternatives);
    }

    [Fact]
    public async Task A_layer_of_another_page_is_dropped_for_the_picture_and_named()
    {
        var outcome = await OutcomeAsync(hidden: true, ["Dear colleague, thank you for", "referring this gentleman whom", "we saw in our clinic this week", "with a fracture of the wrist"]);
        var reading = Assert.IsType<ReadOutcome.Read>(outcome).Reading;
        Assert.Contains("Potassium 5.5 mmol/L", reading.Pages[0].Text, StringComparison.Ordinal);
        Assert.Equal(PageOrigin.Ocr, reading.Pages[0].Origin);
        // A machine without the files of the second reader names those too.
        Assert.Single(reading.NotUnderstood, what => what.Contains("text layer of page 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_garbage_layer_is_read_from_the_picture()
    {
        // Every letter three places on, as fonts with a broken character map give it.
        var shifted = Printed.Select(line => new string([.. line.Select(c => char.IsAsciiLetter(c) ? (char)(((char.ToLowerInvariant(c) - 'a' + 3) % 26) + 'a') : c)])).ToArray();
        var reading = Assert.IsType<ReadOutcome.Read>(await OutcomeAsync(hidden: true, shifted)).Reading;
        Assert.Contains("Take amlodipine 10 mg daily", reading.Pages[0].Text, StringComparison.Ordinal);
        Assert.NotEmpty(reading.NotUnderstood);
    }

    [Fact]
    public async Task A_page_with_text_and_a_scanned_part_gives_both_in_their_order()
    {
        var scan = await Picture.OfAsync(300, 110, 200, "Warfarin 5 mg tablets", "once daily in the evening");
        var pdf = ScannedPdf.Build(scan, (40, 60, 300, 110), hidden: false, (50, 260, "The label of the box says:"), (50, 30, "Seen and copied by the nurse."));
        var page = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(pdf)).Reading.Pages[0];
        Assert.Equal("The label of the box says:\nWarfarin 5 mg tablets\nonce daily in the evening\nSeen and copied by the nurse.", page.Text);
    }

    [Theory]
    [InlineData("The patient was admitted with chest pain and treated with aspirin 100 mg.")]
    [InlineData("Der Patient wurde wegen Brustschmerzen aufgenommen; Blutdruck 120/80 mmHg, Größe 178 cm.")]
    [InlineData("Le malade a été hospitalisé pour une pneumonie; température 38,5 °C.")]
    [InlineData("Пациент поступил с жалобами на боль в груди, давление 120/80.")]
    [InlineData("Haemoglobin 13.2 g/dL Leukocytes 7.1 x10^9/L MCHC 33.1 g/dL eGFR 78 mL/min/1.73m2 HbA1c 41 mmol/mol TSH 2.1 mU/L")]
    public void Words_of_many_languages_are_words(string text) => Assert.Equal(LayerQuality.Kind.Words, LayerQuality.Of(Layer(text)));

    [Theory]
    [InlineData("(cid:36)(cid:12) (cid:71)(cid:80) (cid:11)(cid:12)(cid:99)")]
    [InlineData("\uE012\uE044\uE013 \uE099\uE100 \uFFFD\uFFFD\uFFFD")]
    [InlineData("Wkh sdwlhqw zdv dgplwwhg zlwk fkhvw sdlq dqg wuhdwhg zlwk dvslulq 100 pj.")]
    [InlineData("'LVFKDUJH VXPPDU\\ RI WKH SDWLHQW DGPLWWHG ZLWK FKHVW SDLQ")]
    [InlineData("x~#l 4$kz@ %%pq !!o9w b{{r} ^^tt ~~zz@ ##a1x q|w|e")]
    public void Glyph_numbers_private_characters_and_shifted_letters_are_garbage(string text) => Assert.Equal(LayerQuality.Kind.Garbage, LayerQuality.Of(Layer(text)));

    private static Page Layer(string text)
    {
        var (composed, words) = Page.Compose(text.Split(' ').Select(word => new Word { Text = word }));
        return new() { Number = 1, Origin = PageOrigin.TextLayer, Text = composed, Words = words };
    }

    private static async Task<Page> ReadAsync(bool hidden, string[] layer) => Reads.Of(await OutcomeAsync(hidden, layer)).Pages[0];

    private static async Task<ReadOutcome> OutcomeAsync(bool hidden, string[] layer)
    {
        var scan = await Picture.OfAsync(ScannedPdf.Width, ScannedPdf.Height, 200, Printed);
        return await Reads.Bytes(ScannedPdf.Build(scan, WholePage, hidden, [.. layer.Select((line, i) => (50, ScannedPdf.Height - 60 - (20 * i), line))]));
    }
}
