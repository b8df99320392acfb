using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Parsing;

public class ImageKindTests
{
    private const string Line = "Take amlodipine 10 mg daily";

    [Theory]
    [InlineData("gif")]
    [InlineData("bmp")]
    [InlineData("tiff-1")]
    [InlineData("tiff-8")]
    [InlineData("tiff-16")]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("jpegcmyk")]
    public async Task Every_kind_of_image_gives_its_words(string kind)
    {
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(await MakeAsync(kind))).Reading;
        Assert.Equal(Line, Assert.Single(reading.Pages).Text);
    }

    [Fact]
    public async Task Of_an_animated_image_the_first_picture_is_read_and_the_rest_is_named()
    {
        var outcome = Assert.IsType<ReadOutcome.PartlyRead>(await Reads.Bytes((await PictureAsync()).Gif(pictures: 2)));
        Assert.Equal("animated", outcome.Problem.Code);
        Assert.Equal(Line, outcome.Reading.Pages[0].Text);
    }

    [Fact]
    public async Task Printing_inks_in_a_TIFF_are_refused_by_name() =>
        Assert.Equal("unsupported-image", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Bytes(Picture.Tiff(8, 4, await PictureAsync())))));

    [Fact]
    public async Task A_blank_back_side_is_blank_and_takes_nothing_from_the_front()
    {
        var front = await PictureAsync();
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(Picture.Tiff(8, 1, front, Picture.White(front.Width, front.Height)))).Reading;
        Assert.Equal([Line, ""], reading.Pages.Select(page => page.Text));
        Assert.Equal("blank", Reads.Code(Assert.IsType<ReadOutcome.Unreadable>(await Reads.Bytes(Picture.White(600, 400).Bmp()))));
    }

    [Fact]
    public async Task A_page_of_blots_is_not_blank()
    {
        var page = Picture.White(1200, 800);
        var random = new Random(7);
        // Forty strokes of the size of letters that are no letters.
        for (var blot = 0; blot < 40; blot++)
        {
            var (x, y) = (random.Next(1150), random.Next(750));
            for (var i = 0; i < 700; i++) page.Pixels[((y + random.Next(30)) * 1200) + x + random.Next(24)] = 0;
        }

        Assert.NotEqual("blank", Reads.Code(await Reads.Bytes(page.Bmp())));
    }

    [Theory]
    [InlineData("gif", 8, 1)]
    [InlineData("bmp", 8, 3)]
    [InlineData("tiff-16", 16, 1)]
    [InlineData("png", 8, 3)]
    [InlineData("jpeg", 8, 3)]
    public async Task A_header_says_the_size_before_anything_is_decoded(string kind, int bits, int samples)
    {
        var image = await MakeAsync(kind);
        var picture = await PictureAsync();
        var header = ImageHeader.Read(image, TypeByContent.Recognise(image).MediaType)!;
        Assert.Equal((picture.Width, picture.Height, bits, samples), (header.Width, header.Height, header.BitsPerSample, header.Samples));
    }

    [Fact]
    public async Task No_mutant_of_a_header_throws()
    {
        var random = new Random(20260302);
        foreach (var kind in (string[])["gif", "bmp", "tiff-1", "tiff-8", "png", "jpeg"])
        {
            var image = await MakeAsync(kind);
            var type = TypeByContent.Recognise(image).MediaType;
            for (var i = 0; i < 2000; i++)
            {
                var mutant = image[..random.Next(8, Math.Min(image.Length, 400))];
                for (var flips = 0; flips < 4; flips++) mutant[random.Next(4, mutant.Length)] = (byte)random.Next(256);
                if (ImageHeader.Read(mutant, type) is { } header) Assert.True(header.Pixels >= 0);
            }
        }
    }

    private static async Task<byte[]> MakeAsync(string kind) => kind switch
    {
        "gif" => (await PictureAsync()).Gif(),
        "bmp" => (await PictureAsync()).Bmp(),
        "tiff-1" => Picture.Tiff(1, 1, await PictureAsync()),
        "tiff-8" => Picture.Tiff(8, 1, await PictureAsync()),
        "tiff-16" => Picture.Tiff(16, 1, await PictureAsync()),
        "jpegcmyk" => await SeparatedAsync(),
        _ => await ProgramRun.RasterAsync(PdfBuilder.Build(300, 120, [Line]), 200, kind),
    };

    // Printing inks are written to files only.
    private static async Task<byte[]> SeparatedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("inks");
        try
        {
            var name = Path.Combine(folder.FullName, "page");
            await ProgramRun.RunAsync("pdftoppm", PdfBuilder.Build(300, 120, [Line]), "-jpegcmyk", "-r", "200", "-singlefile", "-", name);
            return await File.ReadAllBytesAsync(name + ".jpg");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<Picture> PictureAsync() => Picture.OfAsync(300, 120, 200, Line);
}
