using MedLedger.Clinical.Tagging;

namespace MedLedger.Clinical.Tests.Tagging;

public class TagTokenizerTests
{
    private static string[] Cut(string text) => [.. TagTokenizer.Cut(text, new WordMemory(Vocabulary.Empty)).Select(token => text[token.Start..token.End])];

    [Theory]
    [InlineData("lithium-induced", "lithium|-|induced")]
    [InlineData("5mg/kg", "5|mg|/|kg")]
    [InlineData("0.25 mg,", "0.25|mg|,")]
    [InlineData("(G6PD)", "(|G6PD|)")]
    [InlineData("28-year-old", "28|-|year|-|old")]
    [InlineData("Ménière's", "Ménière|'|s")]
    public void A_mention_may_begin_and_end_at_each_mark(string text, string tokens) => Assert.Equal(tokens.Split('|'), Cut(text));

    [Fact]
    public void Every_character_that_is_no_space_belongs_to_one_token()
    {
        const string text = "a\u0301b \U0001F600 x\u0000y \u202Eabc\u202C [5-HT]6 1,2,3,";
        var tokens = TagTokenizer.Cut(text, new WordMemory(Vocabulary.Empty));
        var covered = tokens.SelectMany(token => Enumerable.Range(token.Start, token.End - token.Start)).ToList();
        Assert.Equal(covered.Distinct().Count(), covered.Count);
        Assert.All(Enumerable.Range(0, text.Length).Except(covered), at => Assert.True(char.IsWhiteSpace(text[at]) || char.IsControl(text[at])));
    }

    [Theory]
    [InlineData("He fell. She ran.", 2)]
    [InlineData("Seen by Dr. Meyer on Monday.", 1)]
    [InlineData("Given i.v. Heparin was stopped.", 1)]
    [InlineData("Sodium 140\nPotassium 4.1", 2)]
    [InlineData("pain in the\nleft arm", 1)]
    public void Sentences_end_at_full_stops_and_line_ends_but_not_at_abbreviations(string text, int sentences) =>
        Assert.Equal(sentences, TagTokenizer.Sentences(text, TagTokenizer.Cut(text, new WordMemory(Vocabulary.Empty))).Count);

    [Fact]
    public void A_sentence_without_end_is_cut()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 5000));
        Assert.All(TagTokenizer.Sentences(text, TagTokenizer.Cut(text, new WordMemory(Vocabulary.Empty))), sentence => Assert.InRange(sentence.Length, 1, 400));
    }
}
