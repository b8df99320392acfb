using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Tests.Ocr;

public class PageGeometryTests
{
    [Fact]
    public void Scaling_is_undone()
    {
        var area = new PageGeometry(100, 200, 300, 600, 0, 3, 0).Back(new(30, 60, 90, 30));
        Assert.Equal(new Area(10, 20, 30, 10), area);
    }

    [Theory]
    [InlineData(90, 20, 160, 10, 30)]
    [InlineData(180, 60, 170, 30, 10)]
    [InlineData(270, 70, 10, 10, 30)]
    public void Quarter_turns_are_undone(int turn, double x, double y, double width, double height)
    {
        var (w, h) = turn == 180 ? (100, 200) : (200, 100);
        Assert.Equal(new Area(x, y, width, height), new PageGeometry(100, 200, w, h, turn, 1, 0).Back(new(10, 20, 30, 10)));
    }

    [Fact]
    public void The_middle_of_a_straightened_page_stays_where_it_was()
    {
        var area = new PageGeometry(1000, 1000, 1000, 1000, 0, 1, 3).Back(new(490, 495, 20, 10));
        Assert.Equal(500, area.X + (area.Width / 2), 6);
        Assert.Equal(500, area.Y + (area.Height / 2), 6);
    }

    [Fact]
    public void A_page_straightened_clockwise_leaned_the_other_way()
    {
        // Turning a point clockwise (y down) about the middle by 90 degrees takes right to below; back takes below to right.
        var area = new PageGeometry(1000, 1000, 1000, 1000, 0, 1, 90).Back(new(495, 795, 10, 10));
        Assert.Equal(800, area.X + (area.Width / 2), 6);
        Assert.Equal(500, area.Y + (area.Height / 2), 6);
    }
}
