using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Tests.Reconciliation;

public class ShortenedNameTests
{
    [Theory]
    [InlineData("No seizures. Leve weaning: now 250mg bd from today", "Leve weaning: now 250mg")]
    [InlineData("plan: reduce leve to 250 mg", "leve to 250 mg")]
    public void The_first_letters_with_an_amount_may_mean_the_drug(string text, string quote) => Assert.Equal(quote, Find(text)?.Quote);

    [Theory]
    [InlineData("Levemir 10 units at night")]
    [InlineData("Leve, and 250 mg of something else")]
    [InlineData("Lev 250 mg bd")]
    [InlineData("Leve weaning planned")]
    public void Other_words_and_words_without_an_amount_mean_nothing(string text) => Assert.Null(Find(text));

    private static (int Start, string Quote)? Find(string text) => ShortenedName.Find(new Page { Number = 1, Origin = PageOrigin.TextLayer, Text = text }, ["levetiracetam"]);
}
