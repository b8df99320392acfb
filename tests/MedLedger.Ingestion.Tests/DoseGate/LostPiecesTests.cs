using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.SecondReading;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.DoseGate;

/// <summary>Numbers of which a piece may be missing, told by the ink and the words around them.</summary>
public class LostPiecesTests
{
    private const int Pale = 205;

    [Theory]
    [InlineData(4, Pale, true)]
    [InlineData(4, 0, true)]
    [InlineData(26, Pale, false)]
    public void A_number_is_unsure_where_ink_that_no_word_covers_stands_closer_than_a_word(int gap, byte ink, bool unsure)
    {
        var page = Drawn.Blank(200, 60).Box(20, 10, 14, 24).Box(34 + gap, 10, 14, 24, ink);
        Assert.Equal(unsure, Beside(page, Word("9", 20, 14)).Single().Unsure);
    }

    [Fact]
    public void Ink_that_another_word_covers_is_no_doubt()
    {
        var page = Drawn.Blank(200, 60).Box(20, 10, 14, 24).Box(38, 10, 14, 24);
        Assert.False(Beside(page, Word("9", 20, 14), Word("h", 38, 14))[0].Unsure);
    }

    [Fact]
    public void A_rule_that_goes_on_above_and_below_is_no_piece_of_a_number()
    {
        var page = Drawn.Blank(200, 60).Box(20, 18, 14, 24).Box(38, 0, 4, 60);
        Assert.False(Beside(page, Word("9", 20, 14, 18)).Single().Unsure);
    }

    [Fact]
    public void The_grain_of_a_page_is_no_ink()
    {
        var page = Drawn.Blank(200, 60);
        for (var at = 0; at < page.Pixels.Length; at++) page.Pixels[at] = (byte)(at * 7919 % 13 * 8 + 150);
        Assert.False(Beside(page.Box(20, 10, 14, 24), Word("9", 20, 14)).Single().Unsure);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(12, false)]
    public void A_point_between_two_numbers_makes_them_one(int top, bool unsure)
    {
        var page = Drawn.Blank(200, 60).Box(20, 10, 14, 24).Box(41, top, 4, 4).Box(52, 10, 14, 24);
        Assert.All(Beside(page, Word("8", 20, 14), Word("2", 52, 14)), word => Assert.Equal(unsure, word.Unsure));
    }

    [Fact]
    public void A_number_where_no_ink_stands_is_unsure() =>
        Assert.True(Beside(Drawn.Blank(200, 60).Box(20, 10, 14, 24), Word("9", 20, 14), Word("7", 120, 14))[1].Unsure);

    [Theory]
    [InlineData("5.1 0.8 - 1.2", "")]
    [InlineData("12 0.8 - 12", "12 0.8 12")]
    [InlineData("20.0 110 - 24.0", "110 24.0")]
    [InlineData("5 3.5 0 5.1", "5")]
    [InlineData("12 08-12", "12 08-12")]
    [InlineData("44.7 s 25.0 - 37.0", "")]
    [InlineData("0.3 0 - 0.5", "")]
    public void A_limit_that_lost_its_point_is_unsure_and_so_is_a_whole_result_beside_fine_limits(string row, string unsure)
    {
        var words = row.Split(' ').Select((text, i) => Word(text, i * 100, 60)).ToList();
        Assert.Equal(unsure, string.Join(' ', LostPoints.Doubt(words).Where(word => word.Unsure).Select(word => word.Text)));
    }

    [Theory]
    [InlineData("E11.9, 279.4", true)]
    [InlineData("110, E11.9", true)]
    [InlineData("140, 279.4", false)]
    [InlineData("E11.9, 379.4", false)]
    public void A_number_in_a_list_of_diagnosis_codes_is_unsure_where_its_first_figure_looks_like_a_letter(string list, bool unsure)
    {
        var words = list.Split(' ').Select((text, i) => Word(text, i * 100, 60)).ToList();
        Assert.Equal(unsure, CodeRows.Doubt(words).Any(word => word.Unsure));
    }

    [Fact]
    public void A_number_under_the_label_of_a_diagnosis_code_is_unsure()
    {
        PlacedWord[] words = [Word("Diagnosis", 10, 80), Word("code", 100, 40), Word("148.0", 10, 50, 44), Word("148.0", 300, 50, 44)];
        Assert.Equal([false, false, true, false], CodeRows.Doubt(words).Select(word => word.Unsure));
    }

    [Theory]
    [InlineData("1E mg", "1E")]
    [InlineData("2. days", "2.")]
    [InlineData("6: hourly", "6:")]
    [InlineData("-Sep- 2023", "2023")]
    [InlineData("6. Then", "")]
    public void What_stands_beside_a_number_tells_that_it_was_cut(string text, string unsure)
    {
        List<PlacedWord> words = [Word("Give", 0, 40), .. text.Split(' ').Select((part, i) => Word(part, 70 + (i * 50), 30))];
        Assert.Equal(unsure, string.Join(' ', Neighbours.Doubt(words, 24).Where(word => word.Unsure).Select(word => word.Text)));
    }

    [Fact]
    public void A_lone_figure_behind_a_number_is_unsure_where_a_reader_saw_a_unit()
    {
        PlacedWord[] words = [Word("2", 0, 14), Word("9", 50, 14) with { Others = ["g"] }, Word("daily", 90, 60)];
        Assert.Equal([false, true, false], Neighbours.Doubt(words, 24).Select(word => word.Unsure));
    }

    [Fact]
    public void A_month_and_year_that_start_a_line_may_have_lost_their_day()
    {
        PlacedWord[] words = [Word("Aug-2026", 0, 100), Word("at", 130, 20), Word("Aug-2027", 180, 100)];
        Assert.Equal([true, false, false], Neighbours.Doubt(words, 24).Select(word => word.Unsure));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(60, true)]
    [InlineData(140, false)]
    public void Two_numbers_of_different_lines_that_touch_or_share_a_sign_are_unsure(double x, bool unsure)
    {
        PlacedWord[] words = [Word("27-Aug-2", 0, 80), Word("2025", x, 60) with { Line = 7 }];
        Assert.All(Neighbours.Doubt(words, 24), word => Assert.Equal(unsure, word.Unsure));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(12, false)]
    public void A_bare_stroke_that_opens_a_line_before_a_word_is_unsure(int width, bool unsure)
    {
        var page = Drawn.Blank(200, 60).Box(10, 10, width, 24);
        Assert.Equal(unsure, BareStems.Doubt(Prepared(page), [Word("1", 10, width), Word("would", 30, 80)]).First().Unsure);
        Assert.False(BareStems.Doubt(Prepared(page), [Word("1", 10, width), Word("tab", 30, 80)]).First().Unsure);
    }

    [Fact]
    public void A_number_whose_figures_a_blank_parts_is_unsure()
    {
        var page = Drawn.Blank(300, 60);
        int[] figures = [10, 30, 72, 92, 112];
        foreach (var x in figures) page.Box(x, 10, 14, 24);
        Assert.True(LostBlanks.Restore(Prepared(page), [Word("31555", 10, 116)]).Single().Unsure);
    }

    [Fact]
    public void A_date_is_not_parted_within_its_month()
    {
        var page = Drawn.Blank(400, 60);
        for (var i = 0; i < 11; i++) page.Box(10 + (i * 18) + (i > 3 ? 22 : 0), 10, 14, 24);
        Assert.Single(LostBlanks.Restore(Prepared(page), [Word("23-Mar-2025", 10, 216)]));
    }

    [Theory]
    [InlineData("- - - -", 1)]
    [InlineData("1 - 2 1 - 2 1 - 2 1 - 2", 3)]
    public void Only_dashes_between_numbers_tell_how_a_page_sets_its_ranges(string others, int pieces)
    {
        List<PlacedWord> words = [Word("2.0-3.0", 0, 70), .. others.Split(' ').Select((text, i) => Word(text, 100 + (i * 20), 10))];
        Assert.Equal(pieces + words.Count - 1, Ranges.PartAlike(words).Count());
    }

    [Fact]
    public void Signs_on_either_side_of_a_point_are_one_piece_of_unread_ink()
    {
        // A printer of fixed pitch sets the point with the room of a figure.
        var image = Drawn.Blank(300, 100);
        foreach (var x in (int[])[20, 40, 92, 112]) image.Box(x, 40, 10, 24).Box(x + 3, 44, 4, 14, 255);
        Assert.Equal(2, UnreadInk.Find(Prepared(image), []).Count);
        image.Box(68, 59, 5, 5);
        Assert.Equal((20, 122), Assert.Single(UnreadInk.Find(Prepared(image), [])) is var area ? ((int)area.X, (int)area.Right) : default);
    }

    [Theory]
    [InlineData("17-.", true)]
    [InlineData("23-M", true)]
    [InlineData("25-OH", false)]
    public void The_first_part_of_a_date_is_a_cut_form(string text, bool cut) => Assert.Equal(cut, Numbers.IsCutOrGlued(text));

    private static IReadOnlyList<PlacedWord> Beside(GreyImage page, params PlacedWord[] words) => InkBeside.Doubt(Prepared(page), words, words);

    private static PlacedWord Word(string text, double x, double width, double y = 10) => new(text, new(x, y, width, 24), 0.9, 0, 0);

    private static PreparedPage Prepared(GreyImage page) => new(page, 240, 24, Ink.Blots(page), [], new(page.Width, page.Height, page.Width, page.Height, 0, 1, 0));
}
