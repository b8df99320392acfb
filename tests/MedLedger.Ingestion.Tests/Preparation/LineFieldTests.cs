using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Preparation;

public class LineFieldTests
{
    [Fact]
    public void Bent_lines_are_laid_straight_and_their_places_lead_back()
    {
        var page = Lines(x => 22 * Math.Sin(x * Math.PI / 900));
        var field = Assert.IsType<LineField>(LineField.Measure(page));
        var straight = field.Straighten(page);
        // Every line's upper edge lies at one height now, wherever it is looked at.
        int[] edges = [.. new[] { 100, 300, 450, 600, 800 }.Select(x => FirstInk(straight, x, 380))];
        Assert.True(edges.Max() - edges.Min() <= 3, string.Join(' ', edges));
        var geometry = new PageGeometry(900, 1000, 900, 1000, 0, 1, 0, field);
        var back = geometry.Back(new Area(800, edges[4], 4, 4));
        Assert.InRange(back.Y - FirstInk(page, 800, (int)back.Y - 10), -3, 3);
    }

    [Fact]
    public void Straight_lines_are_left_alone() => Assert.Null(LineField.Measure(Lines(_ => 0)));

    [Fact]
    public void A_blank_page_has_no_bend() => Assert.Null(LineField.Measure(Drawn.Blank(900, 1000)));

    private static GreyImage Lines(Func<double, double> drop)
    {
        var page = Drawn.Blank(900, 1000);
        // Words of uneven length, so that no two strips look alike by chance.
        for (var line = 0; line < 20; line++)
            for (var x = 40; x < 860; x++)
                if ((x + (line * 37)) % 90 < 70 && x % 7 < 5) page.Box(x, (int)Math.Round(60 + (line * 44) + drop(x)), 1, 16);
        return page;
    }

    private static int FirstInk(GreyImage page, int x, int from)
    {
        for (var y = from; y < page.Height; y++)
            for (var near = x; near < x + 25; near++)
                if (page[near, y] < 128 && page[near, y - 1] >= 128) return y;
        return -1;
    }
}
