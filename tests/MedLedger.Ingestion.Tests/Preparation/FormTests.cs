using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Preparation;

public class FormTests
{
    [Fact]
    public void Rules_go_and_letters_that_touch_them_stay()
    {
        var page = Drawn.Blank(600, 300).Box(20, 100, 560, 3).Box(300, 20, 3, 260).Box(100, 70, 6, 60).Box(200, 60, 30, 6);
        Rules.Erase(page, 112);
        Assert.Equal(255, page[50, 101]);
        Assert.Equal(255, page[301, 200]);
        Assert.True(page[102, 101] < 128);
        Assert.True(page[210, 62] < 128);
    }

    [Fact]
    public void Tick_boxes_are_told_apart_and_taken_off_the_page()
    {
        var page = Drawn.Blank(400, 100).Frame(20, 30, 32).Frame(100, 30, 32).Frame(180, 30, 32);
        for (var i = 5; i < 27; i++) page.Box(100 + i, 30 + i, 3, 3).Box(100 + i, 61 - i, 3, 3);
        for (var i = 0; i < 8; i++) page.Box(186 + i, 46 + i, 3, 3);
        for (var i = 0; i < 16; i++) page.Box(194 + i, 54 - (int)(i * 1.2), 3, 3);
        var ticks = TickBoxes.Take(page, Ink.Blots(page), 28);
        Assert.Equal("☐☒☑", string.Concat(ticks.OrderBy(tick => tick.Area.X).Select(tick => tick.Text)));
        Assert.DoesNotContain(page.Pixels, pixel => pixel < 128);
    }

    [Fact]
    public void A_round_letter_is_no_tick_box()
    {
        var page = Drawn.Blank(100, 100);
        for (var y = 0; y < 100; y++)
            for (var x = 0; x < 100; x++)
                if (Math.Abs(Math.Sqrt(((x - 50) * (x - 50)) + ((y - 50) * (y - 50))) - 15) < 2) page.Pixels[(y * 100) + x] = 0;
        Assert.Empty(TickBoxes.Take(page, Ink.Blots(page), 28));
    }

    [Fact]
    public void Ink_that_touches_at_a_corner_is_one_blot()
    {
        var page = Drawn.Blank(50, 50).Box(5, 5, 5, 5).Box(10, 10, 5, 5).Box(30, 30, 4, 4);
        Assert.Equal([(10, 10), (4, 4)], Ink.Blots(page).Select(blot => (blot.Width, blot.Height)));
    }
}
