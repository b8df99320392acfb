using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Tests.Tagging;

public class ModelMentionTests
{
    private static readonly ClinicalTextAnalyzer WithModels = ClinicalTextAnalyzer.CreateWithModels();

    [Fact]
    public void What_the_lexicon_knows_keeps_its_code_and_the_models_add_the_rest()
    {
        var mentions = WithModels.Analyze(new("A 54-year-old woman with severe hypertension took lisinopril.")).Mentions;
        Assert.Null(Assert.Single(mentions, mention => mention.Text == "hypertension").Model);
        Assert.Equal("maccrobat: Age", Assert.Single(mentions, mention => mention.Text == "54-year-old").Model);
    }

    [Fact]
    public void Assertions_hold_for_what_a_model_found()
    {
        var mentions = WithModels.Analyze(new("The patient presented with fever. She denied any frothy sputum production.")).Mentions;
        Assert.All(mentions.Where(mention => mention.Text.Contains("sputum", StringComparison.Ordinal)), mention => Assert.True(mention.Assertion.Negated));
    }

    [Theory]
    [InlineData("Aspirin 81 mg daily. Fever since Monday, resolved.")]
    [InlineData("Allergies: penicillin (rash)\nMedications: warfarin 5 mg daily")]
    public void Models_change_no_fact(string text) =>
        Assert.Equal(Understanding.Reading.Of(text).Findings.Select(found => found.Span), WithModels.Analyze(new(text)).Findings.Select(found => found.Span));

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u001b[31m fever")]
    [InlineData("\u202Eחום 38.5\u202C fever")]
    [InlineData("<p>fever &amp; cough</p>")]
    [InlineData("fev3r, c0ugh and h3adache; aspir1n 8l mg")]
    public void Odd_text_is_answered_with_mentions_in_order_and_apart(string text)
    {
        var end = 0;
        foreach (var mention in WithModels.Analyze(new(text)).Mentions)
        {
            Assert.Equal(text[mention.Span.Start..mention.Span.End], mention.Text);
            Assert.True(mention.Span.Start >= end);
            end = mention.Span.End;
        }
    }

    [Theory]
    [InlineData("\u202Eגלולה warfarin 5 mg\u202C حساسية")]
    [InlineData("<li>warfarin 5&nbsp;mg daily</li><p>severe headache</p>")]
    [InlineData("asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(asp5-/(")]
    public void A_model_tells_nothing_of_tags_other_scripts_and_endless_words(string text) =>
        Assert.All(WithModels.Analyze(new(text)).Mentions.Where(mention => mention.Model is not null), mention =>
            Assert.True(mention.Text.Length <= 200 && !mention.Text.Contains('<') && !mention.Text.Contains("&nbsp;", StringComparison.Ordinal) && !mention.Text.Any(c => c is '\u202C' or '\u202E' or > '\u0590' and < '\u0700'), mention.Text));

    [Fact]
    public void Another_language_is_said_and_only_sure_mentions_stay()
    {
        var analysis = WithModels.Analyze(new(string.Concat(Enumerable.Repeat("Der Patient wurde mit Fieber und Husten bei uns aufgenommen und die Therapie mit Amoxicillin wurde nicht vertragen. ", 4))));
        Assert.NotNull(analysis.LanguageNote);
        Assert.All(analysis.Mentions.Where(mention => mention.Model is not null), mention => Assert.True(mention.Score >= 0.8));
    }
}
