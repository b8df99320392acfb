using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;

namespace MedLedger.Domain.Tests.Documents;

public class PageTests
{
    [Fact]
    public void Words_of_a_line_are_parted_by_a_blank_and_lines_by_a_line_feed()
    {
        var (text, words) = Page.Compose([At("Rivaroxaban", 0), At("15", 0), At("mg", 0), At("daily", 1)]);

        Assert.Equal("Rivaroxaban 15 mg\ndaily", text);
        Assert.Equal([0, 12, 15, 18], words.Select(word => word.Start));
    }

    [Fact]
    public void A_page_without_words_is_empty()
    {
        var (text, words) = Page.Compose([]);
        Assert.Equal("", text);
        Assert.Empty(words);
    }

    [Fact]
    public void Every_word_stands_where_it_says()
    {
        var random = new Random(404);
        for (var round = 0; round < 300; round++)
        {
            var line = 0;
            var given = Enumerable.Range(0, random.Next(40)).Select(_ => At(Letters(random), line += random.Next(3) / 2)).ToList();
            var (text, words) = Page.Compose(given);

            Assert.Equal(given.Select(word => word.Text), words.Select(word => text.Substring(word.Start, word.Text.Length)));
            Assert.Equal(text, Page.Compose(words).Text);
        }
    }

    [Fact]
    public void The_span_of_a_word_finds_this_word_and_no_neighbour()
    {
        var page = PageOf(At("no", 0), At("penicillin", 0), At("allergy", 1), At("noted", 1));
        foreach (var word in page.Words)
            Assert.Equal([word], page.WordsIn(word.Start, word.Start + word.Text.Length));
    }

    [Fact]
    public void The_blank_between_two_words_belongs_to_neither()
    {
        var page = PageOf(At("15", 0), At("mg", 0));
        Assert.Empty(page.WordsIn(2, 3));
    }

    [Fact]
    public void Words_with_boxes_are_shown_by_one_box_a_line()
    {
        var page = PageOf(
            At("Rivaroxaban", 0, new PixelBox(10, 100, 200, 30)), At("15", 0, new PixelBox(220, 95, 40, 32)),
            At("mg", 1, new PixelBox(10, 140, 50, 30)), At("daily", 1, new PixelBox(70, 140, 90, 30)));

        var span = Assert.IsType<SourceSpan.BoxesOnPage>(page.Locate(0, 17));

        Assert.Equal(3, span.Page);
        Assert.Equal([new PixelBox(10, 95, 250, 35), new PixelBox(10, 140, 50, 30)], span.Boxes);
    }

    [Fact]
    public void Words_without_boxes_are_shown_by_their_characters() =>
        Assert.Equal(new SourceSpan.Characters(3, 0, 2), PageOf(At("15", 0), At("mg", 0)).Locate(0, 2));

    [Fact]
    public void A_place_without_words_is_still_a_place() =>
        Assert.Equal(new SourceSpan.Characters(3, 2, 3), PageOf(At("15", 0, new(0, 0, 5, 5)), At("mg", 0, new(9, 0, 5, 5))).Locate(2, 3));

    [Fact]
    public void A_union_covers_both_boxes_whichever_comes_first()
    {
        PixelBox left = new(5, 40, 20, 10), right = new(30, 35, 10, 30);
        Assert.Equal(new PixelBox(5, 35, 35, 30), left.Union(right));
        Assert.Equal(left.Union(right), right.Union(left));
        Assert.Equal(left, left.Union(left));
    }

    private static Word At(string text, int line, PixelBox? box = null) => new() { Text = text, Line = line, Box = box };

    private static Page PageOf(params Word[] words)
    {
        var (text, placed) = Page.Compose(words);
        return new() { Number = 3, Origin = PageOrigin.Ocr, Text = text, Words = placed };
    }

    private static string Letters(Random random) => new([.. Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (char)('a' + random.Next(26)))]);
}
