using MedLedger.Clinical.Context;
using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Context;

public sealed class AllergyHintsTests
{
    [Theory]
    [InlineData("Tramadol makes her see things, avoid.", "tramadol")]
    [InlineData("Metoclopramide - jaw locked aged 19. Never give.", "metoclopramide")]
    public void What_no_rule_called_an_allergy_is_shown_as_an_unsure_one(string sentence, string substance)
    {
        var hint = Assert.Single(Reading.Find<AllergyFinding>("Clinic letter 12 March 2026\n" + sentence));
        Assert.Equal((substance, ReadingCertainty.Unsure, AllergyHints.Because), (hint.Concept.Text, hint.Certainty, hint.UnsureBecause));
    }

    [Theory]
    [InlineData("Tramadol 50 mg four times a day, suits her well.")]
    [InlineData("She continues on metoclopramide before meals.")]
    public void What_is_taken_is_not_hinted_at(string sentence) =>
        Assert.Empty(Reading.Find<AllergyFinding>("Clinic letter 12 March 2026\n" + sentence));

    [Fact]
    public void What_a_rule_found_is_not_said_twice() =>
        Assert.Equal(ReadingCertainty.Sure, Assert.Single(Reading.Find<AllergyFinding>("Clinic letter 12 March 2026\nAllergies: tramadol (hallucinations, avoid).")).Certainty);
}
