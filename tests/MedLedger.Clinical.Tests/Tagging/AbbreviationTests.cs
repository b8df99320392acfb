using MedLedger.Clinical.Tagging;

namespace MedLedger.Clinical.Tests.Tagging;

public class AbbreviationTests
{
    [Theory]
    [InlineData("He had congestive heart failure (CHF).", "congestive heart failure", "CHF")]
    [InlineData("deficiency of glucose-6-phosphate dehydrogenase (G6PD)", "glucose-6-phosphate dehydrogenase", "G6PD")]
    [InlineData("treated with 5-fluorouracil (5-FU) weekly", "5-fluorouracil", "5-FU")]
    public void A_short_form_in_brackets_is_joined_to_the_words_before_it(string text, string longForm, string shortForm)
    {
        var tokens = TagTokenizer.Cut(text, new WordMemory(Vocabulary.Empty));
        var pair = Assert.Single(Abbreviations.Find(text, tokens));
        Assert.Equal(longForm, text[tokens[pair.LongFirst].Start..tokens[pair.LongEnd - 1].End]);
        Assert.Equal(shortForm, text[tokens[pair.ShortFirst].Start..tokens[pair.ShortEnd - 1].End]);
    }

    [Theory]
    [InlineData("The drug was stopped (see below).")]
    [InlineData("Five patients (42) recovered.")]
    [InlineData("Plain (XQ) words.")]
    [InlineData("((((((((((((((((")]
    public void Other_brackets_are_left_alone(string text) => Assert.Empty(Abbreviations.Find(text, TagTokenizer.Cut(text, new WordMemory(Vocabulary.Empty))));
}
