using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Tests.Layout;

public class PrintedRowsTests
{
    [Fact]
    public void Columns_of_a_table_become_rows()
    {
        PlacedWord[] words =
        [
            Word("Sodium", 0, 0, 0, 0), Word("Potassium", 0, 30, 1, 0),
            Word("139", 200, 1, 2, 1), Word("5.5", 200, 31, 3, 1),
            Word("mmol/L", 300, 0, 4, 2), Word("mmol/L", 300, 30, 5, 2),
        ];
        Assert.Equal("Sodium 139 mmol/L/Potassium 5.5 mmol/L", Text(words));
    }

    [Fact]
    public void Two_columns_of_prose_are_not_interleaved()
    {
        var left = Prose("left", x: 0, block: 0, firstLine: 0);
        var right = Prose("right", x: 400, block: 1, firstLine: 4);
        var text = Text([.. left, .. right]);
        Assert.True(text.LastIndexOf("left", StringComparison.Ordinal) < text.IndexOf("right", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_one_above_the_other_stay_apart() =>
        Assert.Equal("one/two", Text([Word("one", 0, 0, 0, 0), Word("two", 0, 22, 1, 0)]));

    private static IEnumerable<PlacedWord> Prose(string word, double x, int block, int firstLine) =>
        from line in Enumerable.Range(0, 4)
        from column in Enumerable.Range(0, 6)
        select Word(word, x + (column * 60), line * 30, firstLine + line, block);

    private static PlacedWord Word(string text, double x, double y, int line, int block) => new(text, new(x, y, 50, 20), 0.9, line, block);

    private static string Text(IReadOnlyList<PlacedWord> words) =>
        string.Join('/', ReadingOrder.Of(words).GroupBy(word => word.Line).Select(line => string.Join(' ', line.Select(word => word.Text))));
}
