using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.Reading;
using MedLedger.Ingestion.SecondReading;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.SecondReading;

public class SecondReadingTests
{
    [Fact]
    public void The_alphabet_holds_letters_digits_and_signs_and_folds_full_width_forms()
    {
        var alphabet = Alphabet.FromKeys(["7", "，", "μ", "字", "Ａ"]);
        Assert.Equal([0, 1, 2, 3, 5, 6], alphabet.Classes);
        Assert.Equal("\07,µA ", new string(alphabet.Characters));
    }

    [SecondReaderFact]
    public async Task The_second_reader_reads_numbers_and_units_from_their_picture()
    {
        using var page = Pix.Decode(await ProgramRun.RasterAsync(PdfBuilder.Build(595, 200, ["Levothyroxine 62.5 mg", "Potassium 5.5 mmol/L"]), 300, "png"))!;
        using var grey = page.ToGrey();
        using var engine = new TesseractEngine();
        using var recogniser = PaddleRecogniser.Open()!;
        var prepared = PagePreparation.Plain.Apply(GreyImage.Of(grey), 300);
        using var ready = prepared.Image.ToPix();
        var words = engine.Recognise(ready, prepared.Dpi);
        var opinions = new SecondReader(recogniser).Read(prepared, words, at => SecondReader.IsNeeded(words[at]));
        var seen = words.Zip(opinions).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.Text, pair => pair.Second!.Text);
        Assert.Equal("62.5", seen["62.5"]);
        Assert.Equal("5.5", seen["5.5"]);
        Assert.Equal("mmol/L", seen["mmol/L"]);
    }

    [SecondReaderFact]
    public async Task The_reader_of_figures_reads_numbers_and_the_white_between_them()
    {
        using var page = Pix.Decode(await ProgramRun.RasterAsync(PdfBuilder.Build(595, 200, ["Levothyroxine 62.5 mg", "Range 3.5 - 5.3"]), 300, "png"))!;
        using var grey = page.ToGrey();
        using var engine = new TesseractEngine();
        using var recogniser = FigureRecogniser.Open()!;
        var prepared = PagePreparation.Plain.Apply(GreyImage.Of(grey), 300);
        using var ready = prepared.Image.ToPix();
        var words = engine.Recognise(ready, prepared.Dpi);
        var reader = new SecondReader(recogniser);
        var opinions = reader.Read(prepared, words, at => SecondReader.IsNeeded(words[at]));
        Assert.Equal("62.5", words.Zip(opinions).Single(pair => pair.First.Text == "62.5").Second!.Text);
        // The first reader may have read "3.5-5.3": what it stands beside tells where it is.
        var label = words.Single(word => word.Text == "Range").Area;
        var range = words.Where(word => word.Area.X > label.X + label.Width && word.Area.Y < label.Y + label.Height && word.Area.Y + word.Area.Height > label.Y).Select(word => word.Area).Aggregate((one, two) => one.Union(two));
        Assert.Equal("3.5 - 5.3", string.Concat(reader.ReadArea(prepared.Image, range.Grown(6, 6)).Select(character => character.Value)).Trim());
    }

    [SecondReaderFact]
    public async Task A_lone_figure_that_the_first_reader_made_nothing_of_is_read_where_both_others_see_it()
    {
        using var page = Pix.Decode(await ProgramRun.RasterAsync(PdfBuilder.Build(595, 200, ["Units", "3"]), 300, "png"))!;
        using var grey = page.ToGrey();
        var prepared = PagePreparation.Plain.Apply(GreyImage.Of(grey), 300);
        var figure = prepared.Blots.MaxBy(blot => blot.Bottom);
        var area = new Area(figure.Left, figure.Top, figure.Width, figure.Height);
        using var recognisers = new Recognisers(PaddleRecogniser.Open()!, FigureRecogniser.Open());
        using var engine = new NothingInLines();
        var read = new SecondPass(engine, recognisers).Read(new([new("PPP", area.Grown(2, 8), 0.07, 0, 0)], prepared));
        Assert.Contains(read, word => word.First.Text == "3" && word.First.Area == area);
        Assert.DoesNotContain(read, word => word.First.Text == "PPP");
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public async Task Without_the_second_readers_files_the_reading_says_so(int readers, bool said)
    {
        var picture = await ProgramRun.RasterAsync(PdfBuilder.Build(400, 150, ["The patient takes amlodipine 10 mg."]), 150, "png");
        using var reader = new DocumentReader(new() { Readers = readers, PreviewWidth = 0 }, new TesseractEngine(), () => null);
        var reading = Reads.Of(await reader.ReadAsync(IncomingDocument.FromBytes("a scan", picture), CancellationToken.None));
        Assert.Equal(said, reading.NotUnderstood.Any(note => note.Contains("second reader", StringComparison.Ordinal)));
    }

    [Fact]
    public void Ink_that_no_word_covers_is_found_line_by_line()
    {
        var image = Drawn.Blank(600, 200);
        for (var x = 20; x < 140; x += 20) image.Box(x, 40, 10, 24).Box(x + 3, 44, 4, 14, 255);
        for (var x = 400; x < 440; x += 20) image.Box(x, 40, 10, 24).Box(x + 3, 44, 4, 14, 255);
        var page = new PreparedPage(image, 300, 24, Ink.Blots(image), [], new(600, 200, 600, 200, 0, 1, 0));
        PlacedWord[] read = [new("letters", new(20, 40, 130, 24), 0.9, 0, 0)];
        var area = Assert.Single(UnreadInk.Find(page, read));
        Assert.Equal((400, 430), ((int)area.X, (int)area.Right));
    }

    [Theory]
    [InlineData("ug", "µg")]
    [InlineData("10pg", "10µg")]
    [InlineData("mg", null)]
    [InlineData("ug/L", "µg/L")]
    public void The_usual_misreadings_of_a_micro_sign_are_known(string read, string? meant) => Assert.Equal(meant, UnitWords.WithMicro(read));

    [Theory]
    [InlineData("mg", true)]
    [InlineData("mmol/L", true)]
    [InlineData("mL/min/1.73m2", true)]
    [InlineData("tablet", false)]
    [InlineData("patient", false)]
    public void Units_are_told_from_words(string word, bool unit) => Assert.Equal(unit, UnitWords.IsUnit(word));

    private sealed class NothingInLines : IOcrEngine
    {
        public IReadOnlyList<PlacedWord> Recognise(Pix page, int dpi) => [];

        public IReadOnlyList<PlacedWord> RecogniseLine(Pix page, Area area, int dpi) => [];

        public void Dispose()
        {
        }
    }
}
