using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Tests.Layout;

public class StackedTests
{
    private static readonly PlacedWord[] Row = [Word("visit", 20, 0, 0), Word("3", 100, 0, 0), Word("122.40", 160, 2, 0)];

    [Fact]
    public void A_column_of_figures_that_was_read_as_a_line_down_the_page_is_set_aside() =>
        Assert.Equal(Row, Stacked.Without([.. Row, Word("Kk", 100, 40, 1), Word("wo", 101, 80, 1), Word("wo", 99, 120, 1)]));

    [Fact]
    public void Lines_that_run_across_stay_however_they_lean()
    {
        PlacedWord[] words = [.. Row, Word("leaning", 20, 50, 1), Word("down", 100, 62, 1), Word("far", 160, 74, 1), Word("over", 20, 90, 2), Word("o", 24, 92, 2)];
        Assert.Equal(words, Stacked.Without(words));
    }

    private static PlacedWord Word(string text, double x, double y, int line) => new(text, new(x, y, 12 * text.Length, 24), 0.9, line, 0);
}
