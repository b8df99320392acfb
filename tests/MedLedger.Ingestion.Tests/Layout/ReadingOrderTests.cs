using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Tests.Layout;

public class ReadingOrderTests
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
    public void A_closing_under_two_columns_is_read_after_both()
    {
        var columns = Prose("left", x: 0, block: 0, firstLine: 0).Concat(Prose("right", x: 400, block: 1, firstLine: 4));
        var text = Text([.. columns, Word("sincerely", 0, 146, 9, 2)]);
        Assert.EndsWith("sincerely", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_prose_that_an_engine_ran_together_are_parted()
    {
        var words = from line in Enumerable.Range(0, 6)
                    from column in Enumerable.Range(0, 12)
                    select Word(column < 6 ? "left" : "right", (column * 60) + (column < 6 ? 0 : 60), line * 30, line, 0);
        var text = Text([.. words]);
        Assert.True(text.LastIndexOf("left", StringComparison.Ordinal) < text.IndexOf("right", StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_some_of_whose_first_letters_were_lost_is_still_one_column()
    {
        var left = Tall("left", 0, 0, 0);
        var right = Tall("right", 400, 1, 10).Select(word => word.Line is 10 or 11 or 12 or 13 && word.Area.X < 410 ? word with { Area = new(word.Area.X + 26, word.Area.Y, 24, 20) } : word);
        var text = Text([.. left, .. right]);
        Assert.True(text.LastIndexOf("left", StringComparison.Ordinal) < text.IndexOf("right", StringComparison.Ordinal), text);
    }

    [Fact]
    public void A_table_with_names_of_several_words_stays_rows()
    {
        var words = Enumerable.Range(0, 8).SelectMany(line => (PlacedWord[])
        [
            Word("Total", 0, line * 30, line, 0), Word("serum", 55, line * 30, line, 0), Word("protein", 110, line * 30, line, 0),
            Word("7.1", 400, line * 30, line, 0), Word("g/dL", 520, line * 30, line, 0), Word("6.0-8.0", 700, line * 30, line, 0),
        ]);
        Assert.StartsWith("Total serum protein 7.1 g/dL 6.0-8.0/Total", Text([.. words]), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_one_above_the_other_stay_apart() =>
        Assert.Equal("one/two", Text([Word("one", 0, 0, 0, 0), Word("two", 0, 22, 1, 0)]));

    private static IEnumerable<PlacedWord> Prose(string word, double x, int block, int firstLine) =>
        from line in Enumerable.Range(0, 4)
        from column in Enumerable.Range(0, 6)
        select Word(word, x + (column * 60), line * 30, firstLine + line, block);

    private static IEnumerable<PlacedWord> Tall(string word, double x, int block, int firstLine) =>
        from line in Enumerable.Range(0, 10)
        from column in Enumerable.Range(0, 6)
        select Word(word, x + (column * 60), line * 30, firstLine + line, block);

    private static PlacedWord Word(string text, double x, double y, int line, int block) => new(text, new(x, y, 50, 20), 0.9, line, block);

    private static string Text(IReadOnlyList<PlacedWord> words) =>
        string.Join('/', ReadingOrder.Of(words).GroupBy(word => word.Line).Select(line => string.Join(' ', line.Select(word => word.Text))));
}
