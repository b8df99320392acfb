using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Layout;

public class LoneSignTests
{
    private static readonly PlacedWord Whole = new("whole", new(20, 10, 60, 34), 0.9, 0, 0);
    private static readonly PlacedWord Six = new("6", new(94, 4, 10, 45), 0.9, 0, 0);

    [Fact]
    public void A_lone_figure_that_was_placed_by_the_rhythm_of_its_line_is_placed_on_its_ink() =>
        Assert.Equal([Whole.Area, new Area(98, 14, 14, 22)], Placed(Page(98), Whole, Six));

    [Fact]
    public void A_box_stays_where_the_ink_may_be_a_neighbours_or_is_more_than_the_word_says()
    {
        Assert.Equal(Six.Area, Placed(Page(98), Whole, Six, new("6th", new(90, 10, 40, 30), 0.9, 0, 0))[1]);
        Assert.Equal(Six.Area, Placed(Page(86, 102), Whole, Six)[1]);
    }

    [Theory]
    [InlineData("6", 10)]
    [InlineData("65", 22)]
    public void A_box_stays_where_the_ink_is_a_piece_of_a_sign_or_one_of_two(string text, int height)
    {
        var word = Six with { Text = text };
        var image = Drawn.Blank(300, 60).Box(98, 14, 14, height);
        Assert.Equal(word.Area, LoneSigns.Place(new(image, 240, 22, Ink.Blots(image), [], new PageGeometry(300, 60, 300, 60, 0, 1, 0, null)), [Whole, word]).Last().Area);
    }

    private static List<Area> Placed(PreparedPage page, params PlacedWord[] words) => [.. LoneSigns.Place(page, words).Select(word => word.Area)];

    private static PreparedPage Page(params int[] lefts)
    {
        var image = Drawn.Blank(300, 60);
        foreach (var left in lefts) image.Box(left, 14, 14, 22);
        return new(image, 240, 22, Ink.Blots(image), [], new PageGeometry(300, 60, 300, 60, 0, 1, 0, null));
    }
}
