using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.DoseGate;

public class NumbersOnThePageTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(20, 3)]
    public void A_range_is_parted_where_white_parts_it(int gap, int words)
    {
        // Two figures, a dash, two figures: 18 wide, 6 apart, and the gap on both sides of the dash.
        var page = Drawn.Blank(200, 40).Box(10, 5, 14, 28).Box(30, 5, 14, 28);
        var dash = 44 + gap;
        page.Box(dash, 18, 10, 3).Box(dash + 10 + gap, 5, 14, 28).Box(dash + 30 + gap, 5, 14, 28);
        var read = new PlacedWord("10-20", new(10, 5, dash + 44 + gap - 10, 28), 0.9, 0, 0);
        Assert.Equal(words, Ranges.Part(Prepared(page), [read]).Count());
    }

    [Fact]
    public void A_number_that_may_go_on_in_the_next_word_is_unsure_in_both()
    {
        PlacedWord[] words = [Word("108.", 0, 40), Word("8", 46, 12), Word("kg", 70, 20)];
        Assert.Equal([true, true, false], Neighbours.Doubt(words, 28).Select(word => word.Unsure));
    }

    [Fact]
    public void Numbers_a_word_apart_stay_sure()
    {
        PlacedWord[] words = [Word("10", 0, 40), Word("20", 70, 40)];
        Assert.All(Neighbours.Doubt(words, 28), word => Assert.False(word.Unsure));
    }

    [Fact]
    public void The_parts_of_a_date_that_was_cut_at_its_dash_are_unsure()
    {
        PlacedWord[] words = [Word("12-", 0, 40), Word("May-2024", 70, 90), Word("10", 300, 30)];
        Assert.Equal([true, true, false], Neighbours.Doubt(words, 28).Select(word => word.Unsure));
    }

    [Fact]
    public void A_date_whose_dashes_were_lost_is_unsure_and_so_is_one_cut_between_two_lines()
    {
        PlacedWord[] lost = [Word("2022", 0, 60), Word("06", 80, 30), Word("24", 130, 30)];
        Assert.All(Neighbours.Doubt(lost, 28), word => Assert.True(word.Unsure));
        PlacedWord[] cut = [Word("2025-10-", 0, 120), Word("14", 130, 30) with { Line = 7 }];
        Assert.All(Neighbours.Doubt(cut, 28), word => Assert.True(word.Unsure));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(45, false)]
    public void How_close_is_too_close_is_measured_by_the_page_itself(int gap, bool unsure)
    {
        // A needle printer's words, forty pixels apart: there even the room of a whole figure does not part two numbers.
        List<PlacedWord> words = [Word("10.", 0, 40), Word("5", 40 + gap, 18)];
        for (var i = 0; i < 14; i++) words.Add(Word("word", 200 + (i * 100), 60));
        Assert.Equal(unsure, Neighbours.Doubt(words, 28)[0].Unsure);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(12, false)]
    public void A_code_shaped_number_that_starts_with_a_bare_stem_is_unsure(int width, bool unsure)
    {
        var page = Drawn.Blank(120, 40).Box(10, 5, width, 28).Box(30, 5, 14, 28).Box(50, 5, 14, 28);
        Assert.Equal(unsure, BareStems.Doubt(Prepared(page), [Word("110", 10, 54) with { Area = new(10, 5, 54, 28) }]).Single().Unsure);
    }

    [Fact]
    public void A_word_that_is_crossed_out_is_unsure()
    {
        var page = Drawn.Blank(200, 60);
        for (var x = 10; x < 100; x += 12) page.Box(x, 10, 5, 30);
        var word = Word("Warfarin", 10, 88) with { Area = new(10, 10, 88, 30) };
        Assert.False(Struck.Mark(Prepared(page), [word]).Single().Unsure);
        for (var x = 5; x < 105; x++) page.Box(x, 22 + (x / 30), 1, 3);
        Assert.True(Struck.Mark(Prepared(page), [word]).Single().Unsure);
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(45, false)]
    [InlineData(5, false)]
    public void A_stroke_that_went_with_the_rules_of_a_form_still_crosses_out(int y, bool struck)
    {
        var page = Drawn.Blank(300, 80);
        for (var x = 40; x < 240; x += 12) page.Box(x, 10, 5, 30);
        page.Box(20, y, 240, 3);
        var rules = Rules.Erase(page, 88);
        Assert.NotEmpty(rules);
        var word = Word("Warfarin", 40, 198) with { Area = new(40, 10, 198, 30) };
        Assert.Equal(struck, Struck.Mark(Prepared(page) with { Rules = rules }, [word]).Single().IsStruck);
    }

    private static PlacedWord Word(string text, double x, double width) => new(text, new(x, 0, width, 28), 0.9, 0, 0);

    private static PreparedPage Prepared(GreyImage page) => new(page, 300, 28, [], [], new(page.Width, page.Height, page.Width, page.Height, 0, 1, 0));
}
