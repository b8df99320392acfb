using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>Text in; coded, qualified, located facts out. Pure: the same text gives the same analysis.</summary>
public interface IClinicalTextAnalyzer
{
    TextAnalysis Analyze(ClinicalText text);
}

/// <param name="Text">The text as read; offsets in the analysis are UTF-16 code units of it.</param>
/// <param name="Date">The document's day where its structure gives one; otherwise the text's own header is asked.</param>
/// <param name="DayFirst">Whether days stand before months in what else is known of the patient's documents; null where nothing tells. The text's own proof comes first.</param>
public sealed record ClinicalText(string Text, PartialDate? Date = null, bool? DayFirst = null);

public sealed record TextAnalysis
{
    public IReadOnlyList<TextMention> Mentions { get; init; } = [];

    public IReadOnlyList<TextFinding> Findings { get; init; } = [];

    /// <summary>Who the header says the text is about, without sources.</summary>
    public required PatientClaim Patient { get; init; }

    /// <summary>Where the header's words about the patient stand.</summary>
    public IReadOnlyList<TextSpan> PatientSpans { get; init; } = [];

    public PartialDate? DocumentDate { get; init; }

    public DayOrder DayOrder { get; init; }

    public required string Title { get; init; }

    /// <summary>Set when the text is not in a language the rules know well.</summary>
    public string? LanguageNote { get; init; }
}

/// <summary>UTF-16 code units [Start, End).</summary>
public readonly record struct TextSpan(int Start, int End);

/// <summary>Words that name something clinical, with their meaning in context. <paramref name="Type"/> is problem, finding, drug, allergen, reaction, lab, vital, vaccine, device, procedure or directive; <paramref name="Rule"/> the words that qualified it, or how it was matched.</summary>
public sealed record TextMention(TextSpan Span, string Text, string Type, Assertion Assertion, string Section, IReadOnlyList<Code> Codes, double Score, string Rule)
{
    /// <summary>The trained model that found the words and its type for them; null where the lexicon did. <see cref="Score"/> is then the model's probability.</summary>
    public string? Model { get; init; }
}

/// <summary>A finding without sources, and the words it rests on. <paramref name="Confidence"/> (0 to 1) is how far the rule can be trusted when the words were read rightly.</summary>
public sealed record TextFinding(Finding Finding, TextSpan Span, string Rule, double Confidence)
{
    /// <summary>The words that must have been read with certainty, where these are fewer than <see cref="Span"/>: a value with its name and unit, without flag and range.</summary>
    public IReadOnlyList<TextSpan>? Core { get; init; }
}
