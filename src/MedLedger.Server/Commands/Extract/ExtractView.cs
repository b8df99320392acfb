using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Server.Commands.Extract;

/// <summary>What `extract` prints; the names are fixed for other programs (docs/commands.md). Offsets are UTF-16 code units of the input.</summary>
internal sealed record ExtractView(string? Id, IReadOnlyList<ExtractView.MentionView> Mentions, IReadOnlyList<ExtractView.FactView> Facts, string? Language)
{
    public static ExtractView Of(TextAnalysis analysis, string? id) => new(
        id,
        [.. analysis.Mentions.Select(mention => new MentionView(
            mention.Span.Start, mention.Span.End, mention.Text, mention.Type, AssertionView.Of(mention.Assertion), mention.Section,
            [.. mention.Codes.Select(code => Code(code, mention.Score))], mention.Rule, mention.Model, mention.Score))],
        [.. analysis.Findings.Select(found => new FactView(found.Span.Start, found.Span.End, found.Rule, found.Confidence, found.Finding))],
        analysis.LanguageNote);

    private static CodeView Code(Code code, double score) => new(code.System, code.Value, code.Display, score);

    /// <param name="Start">First code unit.</param>
    /// <param name="End">Code unit behind the last.</param>
    /// <param name="Text">The words.</param>
    /// <param name="Type">What they name.</param>
    /// <param name="Assertion">How they are meant.</param>
    /// <param name="Section">The section they stand in.</param>
    /// <param name="Codes">Codes of the lexicon; none for what a model found.</param>
    /// <param name="Rule">The words that qualified it, or how it was matched.</param>
    /// <param name="Model">The trained model that found it; absent where the lexicon did.</param>
    /// <param name="Confidence">0 to 1; for a model its probability.</param>
    internal sealed record MentionView(
        int Start, int End, string Text, string Type, AssertionView Assertion, string Section, IReadOnlyList<CodeView> Codes, string Rule, string? Model, double Confidence);

    internal sealed record CodeView(string System, string Code, string? Display, double Score);

    internal sealed record FactView(int Start, int End, string Rule, double Confidence, Finding Fact);

    internal sealed record AssertionView(string Negation, string Certainty, string Temporality, string Experiencer)
    {
        public static AssertionView Of(Assertion assertion) => new(
            assertion.Negated ? "negated" : "affirmed", assertion.Likelihood.ToString().ToLowerInvariant(),
            assertion.Temporality.ToString().ToLowerInvariant(), assertion.Experiencer.ToString().ToLowerInvariant());

        /// <summary>The axes that are not as usual, in words: "not", "possible", "past", "family".</summary>
        public IEnumerable<string> Words()
        {
            if (Negation == "negated") yield return "not";
            if (Certainty != "confirmed") yield return Certainty;
            if (Temporality != "current") yield return Temporality == "historical" ? "past" : Temporality;
            if (Experiencer != "patient") yield return Experiencer;
        }
    }
}
