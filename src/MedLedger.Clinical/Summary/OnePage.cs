using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>What fits on one A4 page, in the order in which an emergency physician needs it. Every line points at its sources; what was left out is counted.</summary>
public sealed record OnePage
{
    public required DateOnly AsOf { get; init; }

    /// <summary>The language in which everything here is said.</summary>
    public required PageWords Words { get; init; }

    /// <summary>The patient's name, or that it is not stated.</summary>
    public required PageLine Name { get; init; }

    /// <summary>Birth date and age, sex, identifiers, blood group, address, telephone, contacts.</summary>
    public required IReadOnlyList<PageLine> Identity { get; init; }

    /// <summary>"newest source 2025-01-22, 38 days before this page".</summary>
    public required string Freshness { get; init; }

    /// <summary>What was held back or could not be read, most dangerous first.</summary>
    public required IReadOnlyList<Notice> Notices { get; init; }

    public required int NoticesNotShown { get; init; }

    public required int UnsureCount { get; init; }

    /// <summary>Anticoagulated, insulin, implants, pregnancy, code status: what changes the first minutes.</summary>
    public required IReadOnlyList<PageLine> Synthesis { get; init; }

    /// <summary>What the rules of decision support found and could not check, whole; the page shows the most dangerous of it.</summary>
    public required SafetyReview Safety { get; init; }

    /// <summary>Never cut.</summary>
    public required PageBlock Allergies { get; init; }

    public required IReadOnlyList<PageBlock> Left { get; init; }

    public required IReadOnlyList<PageBlock> Right { get; init; }

    /// <summary>Size of the letters in points that makes it fit.</summary>
    public required decimal LetterSize { get; init; }

    public required IReadOnlyList<JudgedDocument> Documents { get; init; }

    /// <summary>Names of documents of which nothing could be read.</summary>
    public required IReadOnlySet<string> Unread { get; init; }

    public IEnumerable<PageBlock> Blocks => [Allergies, .. Left, .. Right];

    /// <summary>Every line in reading order.</summary>
    public IEnumerable<PageLine> Lines => [Name, .. Identity, .. Allergies.Lines, .. Synthesis, .. Left.Concat(Right).SelectMany(block => block.Lines)];

    /// <summary>The page in English.</summary>
    public static OnePage From(PatientRecord record) => From(record, PageWords.English);

    public static OnePage From(PatientRecord record, PageWords words) => PageFit.Fit(PageDraft.Of(record, words));
}

/// <summary>Lines of one kind.</summary>
/// <param name="Kind">Stable, for programs: allergies, directives, medications …</param>
/// <param name="Title">For people.</param>
/// <param name="Lines">What is shown.</param>
/// <param name="NotShown">How many more there are.</param>
/// <param name="Empty">What to say when there is no line.</param>
public sealed record PageBlock(string Kind, string Title, IReadOnlyList<PageLine> Lines, int NotShown = 0, string? Empty = null);

public sealed record PageLine
{
    public required string Text { get; init; }

    public string? Detail { get; init; }

    public string? Date { get; init; }

    public ReadingCertainty Certainty { get; init; } = ReadingCertainty.Sure;

    public string? UnsureBecause { get; init; }

    public string? Conflict { get; init; }

    /// <summary>Who confirmed or disputed it, and when; null when nobody did.</summary>
    public string? Remark { get; init; }

    /// <summary>Names the line in a correction; null for what no document says by itself.</summary>
    public string? Line { get; init; }

    /// <summary>The newest values of a test, oldest first, where they make a line; otherwise empty.</summary>
    public IReadOnlyList<decimal> Trend { get; init; } = [];

    /// <summary>Shown in bold: an allergy, a critical drug, a flagged result.</summary>
    public bool Critical { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];

    public bool IsUnsure => Certainty == ReadingCertainty.Unsure;
}
