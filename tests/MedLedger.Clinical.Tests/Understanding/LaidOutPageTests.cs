using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Understanding;

public sealed class LaidOutPageTests
{
    private const int Letter = 10;

    [Fact]
    public void Columns_of_a_table_stand_below_one_another_and_words_of_a_cell_beside_one_another()
    {
        var page = Laid((0, "Drug", 0), (0, "Frequency", 300), (1, "Doxycycline", 0), (1, "100", 120), (1, "mg", 160), (1, "once", 300), (1, "daily,", 350), (1, "last", 420), (1, "dose", 470), (2, "Senna", 0), (2, "at", 300), (2, "night", 340));
        var lines = page.Text.Split('\n');
        Assert.Equal(lines[0].IndexOf("Frequency", StringComparison.Ordinal), lines[1].IndexOf("once", StringComparison.Ordinal));
        Assert.Contains("Doxycycline 100 mg", lines[1], StringComparison.Ordinal);
        Assert.Contains("once daily, last dose", lines[1], StringComparison.Ordinal);
        Assert.All(page.Words, word => Assert.Equal(word.Text, page.Text.Substring(word.Start, word.Text.Length)));
    }

    [Fact]
    public void What_goes_on_below_within_a_cell_follows_in_that_cell()
    {
        var page = Laid((0, "Doxycycline", 0), (0, "once", 300), (0, "daily,", 350), (0, "last", 420), (0, "dose", 470), (0, "NEW", 700), (1, "08/03/2025", 300), (2, "Senna", 0), (2, "at", 300), (2, "night", 330), (2, "Unchanged", 700));
        Assert.Contains("once daily, last dose 08/03/2025", page.Text.Split('\n')[0], StringComparison.Ordinal);
        Assert.StartsWith("Senna", page.Text.Split('\n')[1], StringComparison.Ordinal);
        Assert.All(page.Words, word => Assert.Equal(word.Text, page.Text.Substring(word.Start, word.Text.Length)));
    }

    [Fact]
    public void Two_lists_beside_each_other_are_read_one_after_the_other()
    {
        var page = Laid((0, "Problems", 0), (0, "Allergies", 400), (1, "Gout", 0), (1, "Latex", 400), (1, "-", 460), (1, "hives", 480), (2, "Asthma", 0), (3, "Operations", 0), (3, "Cefalexin", 400), (4, "Appendicectomy", 0));
        Assert.Equal(["Problems", "Gout", "Asthma", "Allergies", "Latex - hives", "Cefalexin", "Operations", "Appendicectomy"], page.Text.Split('\n').Select(line => line.Trim()));
        Assert.All(page.Words, word => Assert.Equal(word.Text, page.Text.Substring(word.Start, word.Text.Length)));
    }

    [Fact]
    public void A_list_of_medicines_stored_column_by_column_is_one_table_again()
    {
        (int Row, string Text, int X)[] words = [(0, "Drug", 0), (1, "Amlodipine", 0), (2, "Bisoprolol", 0), (0, "Dosage", 400), (0, "Qty", 700), (1, "One", 400), (1, "daily", 440), (1, "28", 700), (2, "Two", 400), (2, "daily", 440), (2, "56", 700)];
        var (text, placed) = Page.Compose(words.Select(word => new Word { Text = word.Text, Line = word.X == 0 ? word.Row : word.Row + 3, Box = new PixelBox(word.X, word.Row * 20, word.Text.Length * Letter, 15) }));
        var lines = LaidOutPage.Of(new() { Number = 1, Origin = PageOrigin.Ocr, Text = text, Words = placed }).Text.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Bisoprolol", lines[2], StringComparison.Ordinal);
        Assert.Contains("Two daily", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_in_another_column_of_a_form_is_no_cell()
    {
        var page = Laid((0, "Tuberculosis", 0), (0, "Hydrochlorothiazide", 300), (1, "STOP", 300), (1, "TODAY", 350));
        Assert.Equal(2, page.Text.Split('\n').Length);
    }

    [Fact]
    public void The_gaps_of_a_hand_are_no_columns()
    {
        var page = Laid((0, "Prescription", 0, Letter), (1, "lisinopril", 40, 30), (1, "10", 400, 30), (1, "mg", 520, 30));
        Assert.EndsWith("lisinopril 10 mg", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_places_stays_as_it_is()
    {
        var page = new Page { Number = 1, Origin = PageOrigin.Structured, Text = "a  b" };
        Assert.Same(page, LaidOutPage.Of(page));
    }

    private static Page Laid(params (int Line, string Text, int X)[] words) => Laid([.. words.Select(word => (word.Line, word.Text, word.X, Letter))]);

    private static Page Laid(params (int Line, string Text, int X, int Letter)[] words)
    {
        var (text, placed) = Page.Compose(words.Select(word => new Word { Text = word.Text, Line = word.Line, Box = new PixelBox(word.X, word.Line * 20, word.Text.Length * word.Letter, 15) }));
        return LaidOutPage.Of(new() { Number = 1, Origin = PageOrigin.Ocr, Text = text, Words = placed });
    }
}
