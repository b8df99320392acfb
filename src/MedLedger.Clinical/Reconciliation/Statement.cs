using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>A finding with the day on which its document says so. Order is its place among all statements: older documents first, then as they stand in the document.</summary>
internal sealed record Statement<T>(T Finding, UnderstoodDocument Document, PartialDate? Date, int Order)
    where T : Finding
{
    public bool IsSure => Finding.Certainty == ReadingCertainty.Sure && Finding.Assertion.Likelihood == Likelihood.Confirmed;

    /// <summary>The newest day on which it still stands so: a coded list repeats its old entries on the day of the list. Null where only <see cref="Date"/> is known.</summary>
    public PartialDate? StillOn { get; init; }

    /// <summary>Undated statements count as the oldest.</summary>
    public DateOnly Day => (StillOn ?? Date)?.Earliest ?? DateOnly.MinValue;

    public DateOnly LastDay => (StillOn ?? Date)?.Latest ?? DateOnly.MinValue;

    /// <summary>Within one document by the day of each entry, between documents by the day on which each still stands; days that overlap are not after each other.</summary>
    public bool IsAfter<TOther>(Statement<TOther> other) where TOther : Finding =>
        Document == other.Document ? Date?.Earliest > (other.Date?.Latest ?? DateOnly.MinValue) : Day > other.LastDay;

    public bool IsCoded => Finding.Sources.Any(source => source.Method == ReadingMethod.Coded);

    public string Dated => Date is { } date ? $"{Document.Title}, {date}" : $"{Document.Title}, undated";

    public string? UnsureBecause => IsSure ? null : Finding.UnsureBecause ?? (Finding.Assertion.Likelihood == Likelihood.Possible ? "suspected, not confirmed" : "read without certainty");

    public Statement<TOther> With<TOther>(TOther finding) where TOther : Finding => new(finding, Document, Date, Order) { StillOn = StillOn };
}

internal static class Statements
{
    public static IEnumerable<Statement<T>> OldestFirst<T>(this IEnumerable<Statement<T>> statements) where T : Finding =>
        statements.OrderBy(statement => statement.Day).ThenBy(statement => statement.Date?.Earliest ?? DateOnly.MinValue).ThenBy(statement => statement.Order);

    /// <summary>All sources, newest first, each once.</summary>
    public static IReadOnlyList<Source> AllSources<T>(this IEnumerable<Statement<T>> statements) where T : Finding =>
        Once(statements.OldestFirst().Reverse().SelectMany(statement => statement.Finding.Sources));

    public static IReadOnlyList<Source> Once(IEnumerable<Source> sources) => [.. sources.DistinctBy(Key)];

    /// <summary>Spans with lists have no value equality of their own, so a source is compared by what it says.</summary>
    public static string Key(Source source) => $"{source.Document.Hex} {source.Method} {Place(source.Span)} {source.Quote}";

    public static Trace Trace<T>(string rule, string because, IEnumerable<Statement<T>> statements) where T : Finding =>
        new(rule, because, [.. statements.Select(statement => statement.Document.Reading.Document).Distinct().Order()]);

    private static string Place(SourceSpan span) => span switch
    {
        SourceSpan.Characters characters => $"{characters.Page}:{characters.Start}-{characters.End}",
        SourceSpan.BoxesOnPage boxes => $"{boxes.Page}:" + string.Join(';', boxes.Boxes.Select(box => $"{box.X},{box.Y},{box.Width},{box.Height}")),
        SourceSpan.ElementPath element => element.Path,
        SourceSpan.SegmentField field => $"{field.Segment}{field.Ordinal}.{field.Field}",
        _ => throw new InvalidOperationException("The kinds of spans are fixed."),
    };
}
