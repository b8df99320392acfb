using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.SecondReading;

public class PoorLineTests
{
    private static readonly Func<Area, SeenLine> NothingCloser = _ => new([], 0);

    [Fact]
    public void Rows_are_found_by_their_ink_though_loops_hang_into_the_next()
    {
        var page = Drawn.Blank(600, 300);
        foreach (var top in (int[])[40, 100, 160])
            for (var x = 20; x < 560; x += 24) page.Box(x, top, 14, 20);
        // Tails of the first row that reach to the second.
        foreach (var x in (int[])[44, 116, 212]) page.Box(x, 60, 3, 44);
        var rows = InkRows.Find(page, new(0, 20, 600, 200), [], 24);
        Assert.Equal([50, 110, 170], rows.Select(row => (int)Math.Round(row.Middle / 5) * 5));
        Assert.All(rows, row => Assert.InRange(row.SmallHeight, 14, 30));
    }

    [Fact]
    public void Ink_of_other_lines_makes_no_row()
    {
        var page = Drawn.Blank(600, 200);
        for (var x = 20; x < 560; x += 24) page.Box(x, 40, 14, 20).Box(x, 100, 14, 20);
        Assert.Single(InkRows.Find(page, new(0, 20, 600, 140), [new(0, 30, 600, 40)], 24));
    }

    [Theory]
    [InlineData("z5o", "250")]
    [InlineData("6z.5", "62.5")]
    [InlineData("1o", "10")]
    [InlineData("Zo15,", "2015,")]
    [InlineData("so", "so")]
    [InlineData("oil", "oil")]
    [InlineData("B12", "B12")]
    [InlineData("3b", "3b")]
    public void Look_alikes_beside_figures_are_figures(string read, string meant) => Assert.Equal(meant, Figures.Mended(read));

    [Fact]
    public void A_number_that_both_readers_saw_is_accepted_and_one_that_they_did_not_is_unsure_with_both_readings()
    {
        var seen = new SeenLine([Seen("250", 0, 60), Seen("84", 100, 40)], 0.95);
        PlacedWord[] line = [Word("250", 0, 60, 0.8), Word("34", 100, 40, 0.9)];
        var words = WordVote.Of(seen, line, [], NothingCloser);
        Assert.Equal([("250", false), ("84", true)], words.Select(word => (word.Text, word.Unsure)));
        Assert.Equal(["34"], words[1].Others);
    }

    [Theory]
    [InlineData("losarkan", "losartan", "losartan", "losartan", false)]
    [InlineData("losarkan", "lesarlan", "losarkan", "losarkan", false)]
    [InlineData("losarkan", "lesarlan", "losartan", "losarkan", true)]
    [InlineData("Losartan", "lesarlan", "losartan", "Losartan", false)]
    public void A_word_is_sure_where_two_of_three_readers_say_the_same(string second, string first, string shape, string text, bool unsure)
    {
        var word = Assert.Single(WordVote.Of(new([Seen(second, 0, 160)], 0.8), [Word(first, 0, 160, 0.5)], [], NothingCloser, _ => new(shape, 0.9)));
        Assert.Equal((text, unsure), (word.Text, word.Unsure));
    }

    [Theory]
    [InlineData("20", "zo", "20", false)]
    [InlineData("20", "", "", true)]
    [InlineData("20", "20", "70", true)]
    public void A_number_in_a_poor_line_needs_two_readers_and_none_that_differs(string second, string first, string shape, bool unsure)
    {
        var line = first.Length == 0 ? Array.Empty<PlacedWord>() : [Word(first, 0, 40, 0.8)];
        var word = Assert.Single(WordVote.Of(new([Seen(second, 0, 40)], 0.95), line, [], area => new([new(second, area, 0.97, 0.97)], 0.97), _ => new(shape, 0.99)));
        Assert.Equal((second, unsure), (word.Text, word.Unsure));
    }

    [Fact]
    public void A_number_that_only_one_reader_saw_is_never_accepted_however_often_it_looks()
    {
        var word = Assert.Single(WordVote.Of(new([Seen("50", 0, 40)], 0.99), [], [], area => new([new("50", area, 0.99, 0.99)], 0.99)));
        Assert.Equal(("50", true), (word.Text, word.Unsure));
    }

    [Fact]
    public void Blanks_that_one_reader_lost_are_kept_where_the_other_saw_the_same_words()
    {
        var seen = new SeenLine([Seen("Take1.5tablets", 0, 200)], 0.95);
        PlacedWord[] line = [Word("Take", 0, 60, 0.9), Word("1.5", 70, 40, 0.9), Word("tablets", 120, 80, 0.9)];
        Assert.Equal(["Take", "1.5", "tablets"], WordVote.Of(seen, line, [], NothingCloser).Select(word => word.Text));
    }

    [Fact]
    public void White_and_the_first_readers_words_part_what_the_second_ran_together()
    {
        // Three letters, a blank, two letters; the second reader saw no blank.
        var page = Drawn.Blank(300, 40).Box(10, 10, 14, 20).Box(30, 10, 14, 20).Box(50, 10, 14, 20).Box(100, 10, 14, 20).Box(120, 10, 14, 20);
        ReadCharacter[] read = [At('a', 17), At('n', 37), At('d', 57), At('i', 107), At('f', 127)];
        var line = SeenLine.Of(read, page, new(0, 0, 300, 40), [Word("and", 10, 54, 0.5), Word("if", 100, 34, 0.5)]);
        Assert.Equal(["and", "if"], line.Words.Select(word => word.Text));
    }

    [Fact]
    public void A_word_of_a_row_stands_where_its_ink_is()
    {
        var page = Drawn.Blank(300, 60).Box(10, 20, 40, 16).Box(120, 14, 12, 22).Box(150, 30, 3, 3).Box(200, 20, 60, 16);
        ReadCharacter[] read = [At('a', 15), At('t', 45), At(' ', 80), At('6', 113), At(' ', 170), At('m', 210), At('g', 250)];
        var line = SeenLine.Of(read, page, new(0, 0, 300, 60), [Word("at", 10, 40, 0.5), Word("6", 105, 12, 0.5), Word("mg", 200, 60, 0.5)]);
        Assert.Equal(["at", "6", "mg"], line.Words.Select(word => word.Text));
        Assert.Equal(new Area(120, 14, 12, 22), line.Words[1].Area);
    }

    private static ReadCharacter At(char value, double x) => new(value, 0.95, x / 300);

    private static SeenWord Seen(string text, double x, double width) => new(text, new(x, 0, width, 30), 0.95, 0.97);

    private static PlacedWord Word(string text, double x, double width, double confidence) => new(text, new(x, 0, width, 30), confidence, 0, 0);
}
