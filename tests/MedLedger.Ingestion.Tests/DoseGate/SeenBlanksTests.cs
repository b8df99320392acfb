using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.Tests.DoseGate;

public class SeenBlanksTests
{
    [Theory]
    [InlineData("40-129", new[] { 2, 3 }, "40|-|129")]
    [InlineData("in24h", new[] { 2 }, "in|24h")]
    [InlineData("960919", new[] { 3 }, "960|919")]
    [InlineData("40-129", new[] { 3 }, "40-129")]
    [InlineData("03-Mar-2024", new[] { 2, 3 }, "03-Mar-2024")]
    [InlineData("mgdaily", new[] { 2 }, "mgdaily")]
    public void A_word_is_parted_where_white_was_seen_beside_a_number(string text, int[] blanks, string parts)
    {
        var word = Word(text, 0);
        var read = new ReadWord(word, null, Figures: new(text, 0.99) { Blanks = [.. blanks.Select(at => (at, 12.0 * at))] });
        Assert.Equal(parts, string.Join('|', SeenBlanks.Part(read, word).Select(part => part.Text)));
    }

    [Fact]
    public void What_another_reading_was_taken_for_is_left_alone()
    {
        var word = Word("41-129", 0);
        var read = new ReadWord(word, null, Figures: new("40-129", 0.99) { Blanks = [(2, 24), (3, 36)] });
        Assert.Equal([word], SeenBlanks.Part(read, word));
    }

    [Fact]
    public void Numbers_close_to_each_other_are_believed_where_white_is_seen_between_them()
    {
        PlacedWord[] words = [Word("118,", 0), Word("9799", 52)];
        Assert.All(Neighbours.Doubt(words, 24), word => Assert.True(word.Unsure));
        Assert.All(Neighbours.Doubt(words, 24, _ => Seen("118, 9799")), word => Assert.False(word.Unsure));
        Assert.All(Neighbours.Doubt(words, 24, _ => Seen("118.9799")), word => Assert.True(word.Unsure));
    }

    [Fact]
    public void White_behind_a_point_is_no_blank_between_two_numbers()
    {
        PlacedWord[] words = [Word("total", 0), Word("233.", 100), Word("17", 160)];
        Assert.Equal([false, true, true], Neighbours.Doubt(words, 24, _ => Seen("233. 17")).Select(word => word.Unsure));
    }

    [Fact]
    public void A_date_broken_at_its_dash_is_unsure_in_both_lines()
    {
        PlacedWord[] words = [Word("seen", 200), Word("2025-10-", 300), Word("14", 10) with { Area = new(10, 40, 24, 20), Line = 1 }, Word("mg", 50) with { Area = new(50, 40, 24, 20), Line = 1 }];
        Assert.Equal([false, true, true, false], Neighbours.Doubt(words, 20).Select(word => word.Unsure));
    }

    [Fact]
    public void A_page_that_sets_its_ranges_apart_sets_all_of_them_apart()
    {
        var apart = Enumerable.Range(0, 4).SelectMany(_ => new[] { Word("3.5", 0), Word("-", 40), Word("5.3", 60) });
        Assert.Equal("20|-|41", string.Join('|', Ranges.PartAlike([.. apart, Word("20-41", 0)]).Skip(12).Select(word => word.Text)));
        Assert.Equal("555-0126", Ranges.PartAlike([.. apart, Word("555-0126", 0)]).Last().Text);
        Assert.Equal("20-41", Ranges.PartAlike([Word("20-41", 0)]).Single().Text);
    }

    [Fact]
    public void A_whole_number_before_a_range_with_decimals_may_have_lost_its_point()
    {
        PlacedWord[] row = [Word("Potassium", 0), Word("327", 120), Word("mmol/L", 180), Word("3.50", 300), Word("-", 360), Word("5.30", 380)];
        Assert.Equal(["327"], LostPoints.Doubt(row).Where(word => word.Unsure).Select(word => word.Text));
        PlacedWord[] whole = [Word("Sodium", 0), Word("139", 120), Word("mmol/L", 180), Word("135", 300), Word("-", 360), Word("145", 380)];
        Assert.All(LostPoints.Doubt(whole), word => Assert.False(word.Unsure));
        Assert.All(LostPoints.Doubt([Word("3.27", 120), .. row[2..]]), word => Assert.False(word.Unsure));
    }

    [Theory]
    [InlineData("6.4", "-", "8.3")]
    [InlineData("06-63", "", "")]
    public void A_whole_number_before_a_range_that_is_itself_in_doubt_is_unsure(string low, string dash, string high)
    {
        PlacedWord[] row = [Word("CK-MB", 0), Word("43", 120), Word("ng/mL", 180), Word(low, 300) with { Unsure = true }, .. dash.Length == 0 ? [] : new[] { Word(dash, 360), Word(high, 380) }];
        Assert.True(LostPoints.Doubt(row).Single(word => word.Text == "43").Unsure);
        Assert.False(LostPoints.Doubt([Word("10", 0), Word("mg", 60), Word("3", 120) with { Unsure = true }, Word("times", 180)]).First().Unsure);
    }

    private static ReadCharacter[] Seen(string text) => [.. text.Select((character, i) => new ReadCharacter(character, 0.99, i / (double)text.Length))];

    private static PlacedWord Word(string text, double x) => new(text, new(x, 0, 12 * text.Length, 20), 0.95, 0, 0);
}
