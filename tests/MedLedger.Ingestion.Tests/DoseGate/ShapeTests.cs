using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.DoseGate;

public class ShapeTests
{
    [Fact]
    public void A_half_that_was_read_as_another_sign_is_a_half_and_unsure()
    {
        var page = Stroke(Drawn.Blank(200, 60).Box(10, 10, 4, 14).Box(24, 24, 9, 14));
        var word = Assert.Single(Fractions.Restore(Prepared(page), [new("%", new(9, 9, 26, 30), 0.8, 0, 0)]));
        Assert.Equal(("½", true), (word.Text, word.Unsure));
        Assert.Equal(["%"], word.Others);
    }

    [Fact]
    public void A_per_cent_sign_stays_one()
    {
        var rings = Drawn.Blank(200, 60).Box(6, 10, 10, 12).Box(9, 13, 4, 6, 255).Box(24, 26, 10, 12).Box(27, 29, 4, 6, 255);
        Assert.Equal("%", Assert.Single(Fractions.Restore(Prepared(Stroke(rings)), [new("%", new(6, 9, 29, 30), 0.8, 0, 0)])).Text);
    }

    [Theory]
    [InlineData(false, "µmol/L", true)]
    [InlineData(true, "pmol/L", false)]
    public void A_micro_sign_encloses_nothing_and_a_p_does(bool closed, string text, bool unsure)
    {
        // A stem that hangs below the line, a bowl closed above or open, and letters on the line.
        var page = Drawn.Blank(200, 60).Box(10, 10, 4, 30).Box(24, 10, 4, 20).Box(10, 26, 18, 4);
        if (closed) page.Box(10, 10, 18, 4);
        foreach (var x in (int[])[40, 60, 80, 100]) page.Box(x, 10, 12, 20);
        var word = Assert.Single(MicroSigns.Restore(Prepared(page), [new("pmol/L", new(9, 9, 105, 32), 0.95, 0, 0)]));
        Assert.Equal((text, unsure), (word.Text, word.Unsure));
    }

    [Theory]
    [InlineData(26, new[] { "24", "h" })]
    [InlineData(8, new[] { "24h" })]
    public void A_number_is_parted_from_the_word_behind_it_where_a_blank_stands(int gap, string[] expected)
    {
        var page = Drawn.Blank(200, 60).Box(10, 10, 14, 24).Box(30, 10, 14, 24).Box(44 + gap, 10, 14, 24);
        var words = LostBlanks.Restore(Prepared(page), [new("24h", new(10, 10, 48 + gap, 24), 0.9, 0, 0)]);
        Assert.Equal(expected, words.Select(word => word.Text));
    }

    [Fact]
    public void A_date_is_never_parted_at_its_dash()
    {
        var page = Drawn.Blank(200, 60).Box(10, 10, 14, 24).Box(30, 20, 10, 4).Box(70, 10, 14, 24).Box(90, 10, 14, 24);
        Assert.Single(LostBlanks.Restore(Prepared(page), [new("1-14", new(10, 10, 94, 24), 0.9, 0, 0)]));
    }

    [Fact]
    public void A_round_spot_before_an_item_is_a_bullet_whatever_it_was_read_as()
    {
        var page = Drawn.Blank(300, 120).Box(12, 16, 8, 8).Box(40, 8, 60, 24).Box(12, 76, 8, 8).Box(40, 68, 60, 24);
        PlacedWord[] words = [new("*", new(12, 16, 8, 8), 0.5, 0, 0), new("Digoxin", new(40, 8, 60, 24), 0.9, 0, 0), new("Ramipril", new(40, 68, 60, 24), 0.9, 1, 0)];
        var restored = Bullets.Restore(Prepared(page), words).ToList();
        Assert.Equal(["•", "•"], restored.Where(word => word.Text == "•").Select(word => word.Text));
        Assert.DoesNotContain(restored, word => word.Text == "*");
    }

    [Fact]
    public void A_stop_on_the_line_is_no_bullet()
    {
        var page = Drawn.Blank(300, 60).Box(12, 26, 6, 6).Box(40, 8, 60, 24);
        PlacedWord[] words = [new("Digoxin", new(40, 8, 60, 24), 0.9, 0, 0)];
        Assert.Single(Bullets.Restore(Prepared(page), words));
    }

    // From the lower left to the upper right.
    private static GreyImage Stroke(GreyImage page)
    {
        for (var i = 0; i < 28; i++) page.Box(14 + (i / 2), 37 - i, 2, 1);
        return page;
    }

    private static PreparedPage Prepared(GreyImage page) => new(page, 240, 24, Ink.Blots(page), [], new(page.Width, page.Height, page.Width, page.Height, 0, 1, 0));
}
