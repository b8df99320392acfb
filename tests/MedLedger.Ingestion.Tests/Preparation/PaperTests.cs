using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Preparation;

public class PaperTests
{
    [Fact]
    public void Ink_in_the_shade_and_ink_in_the_light_become_equally_dark_on_equally_bright_paper()
    {
        var page = Drawn.Blank(400, 200);
        for (var y = 0; y < 200; y++)
            for (var x = 0; x < 400; x++) page.Pixels[(y * 400) + x] = (byte)(230 - (x * 150 / 400));
        for (var x = 20; x < 380; x += 30)
            for (var y = 80; y < 100; y++)
                for (var i = 0; i < 6; i++) page.Pixels[(y * 400) + x + i] = (byte)(page[x + i, y] * 0.3);
        var even = Paper.Even(page);
        Assert.InRange(even[30, 40], 240, 255);
        Assert.InRange(even[370, 40], 240, 255);
        Assert.InRange(even[22, 90] - even[352, 90], -30, 30);
        Assert.True(even[352, 90] < 110);
    }

    [Fact]
    public void Faint_print_is_stretched_and_grain_is_not()
    {
        var page = Drawn.Blank(300, 100, 200);
        for (var i = 0; i < page.Pixels.Length; i += 7) page.Pixels[i] = 196;
        for (var x = 20; x < 280; x += 30) page.Box(x, 40, 6, 20, 150);
        var even = Paper.Even(page);
        Assert.True(even[22, 50] < 90);
        Assert.True(even[7, 0] > 245);
    }

    [Fact]
    public void Strokes_that_smoothing_made_too_faint_to_count_as_ink_are_darkened_again()
    {
        var page = Drawn.Blank(900, 500, 200);
        for (var row = 40; row < 460; row += 40)
            for (var x = 20; x < 880; x += 24) page.Box(x, row, 2, 20, 165).Box(x, row, 12, 2, 165);
        var random = new Random(3);
        for (var i = 0; i < page.Pixels.Length; i++) page.Pixels[i] = (byte)Math.Clamp(page.Pixels[i] + ((random.NextDouble() - 0.5) * 26), 0, 255);
        var prepared = PagePreparation.Plain.Apply(page, 240);
        Assert.InRange(prepared.Blots.Count(blot => blot.Height is > 14 and < 26), 0.9 * 36 * 11, 36 * 11);
    }

    [Fact]
    public void Dropped_fax_lines_are_filled_where_strokes_were_cut_and_blank_lines_between_rows_stay_blank()
    {
        var page = Drawn.Blank(400, 200);
        for (var x = 10; x < 390; x += 12) page.Box(x, 10, 4, 30);
        page.Box(0, 24, 400, 1, 255);
        LostRows.Mend(page);
        Assert.True(page[11, 24] < 128);
        Assert.Equal(255, page[11, 50]);
        Assert.Equal(255, page[6, 24]);
    }

    [Fact]
    public void A_toner_streak_down_the_page_is_taken_off_and_a_stroke_is_not()
    {
        var page = Drawn.Blank(300, 400).Box(100, 0, 2, 400, 120).Box(150, 100, 3, 60);
        LostRows.Mend(page);
        Assert.True(page[100, 200] > 230);
        Assert.True(page[151, 130] < 60);
    }

    [Fact]
    public void Grain_is_measured_on_paper_only()
    {
        var clean = Drawn.Blank(100, 100).Box(20, 20, 40, 40);
        var grainy = Drawn.Blank(100, 100, 230);
        for (var i = 0; i < grainy.Pixels.Length; i++) grainy.Pixels[i] = (byte)(210 + (i * 7919 % 40));
        Assert.True(Speckle.Measure(clean) < 1);
        Assert.True(Speckle.Measure(grainy) > 5);
        Assert.True(Speckle.Measure(Speckle.Smooth(grainy, 2)) < Speckle.Measure(grainy) / 2);
    }

    [Fact]
    public void Letters_are_found_on_a_page_that_is_strewn_with_grain()
    {
        var page = Drawn.Blank(700, 500);
        for (var row = 40; row < 460; row += 30)
            for (var x = 20; x < 680; x += 16) page.Box(x, row, 10, 14, 40);
        var random = new Random(7);
        for (var i = 0; i < page.Pixels.Length; i++) page.Pixels[i] = (byte)Math.Clamp(page.Pixels[i] - 20 + (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 190, 0, 255);
        Assert.True(Specks.Prevail(Ink.Blots(page)));
        var prepared = PagePreparation.Plain.Apply(page, 240);
        Assert.False(prepared.Swept);
        Assert.InRange(prepared.LetterHeight, 10, 18);
    }

    [Fact]
    public void Specks_that_no_smoothing_takes_are_swept_and_print_is_left()
    {
        var page = Drawn.Blank(2000, 2000).Box(100, 100, 16, 22);
        for (var y = 200; y < 2000; y += 8)
            for (var x = 0; x < 2000; x += 8) page.Box(x, y, 2, 2);
        Assert.True(Specks.Swept(page, Ink.Blots(page), 22));
        Assert.Equal(new Blot(100, 100, 115, 121, 16 * 22), Assert.Single(Ink.Blots(page)));
        Assert.False(Specks.Swept(page, Ink.Blots(page), 22));
    }
}
