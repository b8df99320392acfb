using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Tests.Layout;

public class BesideBoxesTests
{
    private static readonly PlacedWord Box = new("☐", new(10, 0, 20, 20), 0.95, -1, -1);

    [Fact]
    public void A_word_that_lies_over_a_box_begins_behind_it_and_shares_its_line()
    {
        PlacedWord word = new("Asthma", new(4, -6, 120, 24), 0.9, 0, 0);
        var trimmed = Assert.Single(BesideBoxes.Trim([word], [Box]));
        Assert.Equal(31, trimmed.Area.X);
        Assert.Equal(["☐", "Asthma"], ReadingOrder.Of([trimmed, Box]).Select(placed => placed.Text));
        Assert.Single(ReadingOrder.Of([trimmed, Box]).Select(placed => placed.Line).Distinct());
    }

    [Fact]
    public void A_bracket_that_was_a_frame_is_no_word()
    {
        PlacedWord frame = new("[", new(2, -3, 8, 26), 0.6, 0, 0);
        Assert.Empty(BesideBoxes.Trim([frame], [Box]));
    }

    [Fact]
    public void A_word_elsewhere_and_a_digit_beside_the_box_stay()
    {
        PlacedWord far = new("[", new(200, 0, 8, 26), 0.6, 0, 0);
        PlacedWord digit = new("7", new(32, 0, 10, 18), 0.9, 0, 0);
        Assert.Equal([far, digit], BesideBoxes.Trim([far, digit], [Box]));
    }
}
