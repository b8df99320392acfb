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

    public bool IsCoded
    {
        get
        {
            foreach (var source in Finding.Sources)
                if (source.Method == ReadingMethod.Coded) return true;
            return false;
        }
    }

    public string Dated => Date is { } date ? $"{Document.Title}, {date}" : $"{Document.Title}, undated";

    public string? UnsureBecause => IsSure ? null : Finding.UnsureBecause ?? (Finding.Assertion.Likelihood == Likelihood.Possible ? "suspected, not confirmed" : "read without certainty");

    public Statement<TOther> With<TOther>(TOther finding) where TOther : Finding => new(finding, Document, Date, Order) { StillOn = StillOn };
}

internal static class Statements
{
    public static IEnumerable<Statement<T>> OldestFirst<T>(this IEnumerable<Statement<T>> statements) where T : Finding =>
        statements.OrderBy(statement => statement.Day).ThenBy(statement => statement.Date?.Earliest ?? DateOnly.MinValue).ThenBy(statement => statement.Order);

    /// <summary>All sources, newest first, each once.</summary>
    public static IReadOnlyList<Source> AllSources<T>(this IReadOnlyList<Statement<T>> statements) where T : Finding =>
        statements is [var only] ? Once(only.Finding.Sources) : Once([.. statements.OldestFirst().Reverse().SelectMany(statement => statement.Finding.Sources)]);

    public static IReadOnlyList<Source> Once(IReadOnlyList<Source> sources) => sources.Count < 2 ? sources : [.. sources.Distinct(BySaying)];

    /// <summary>Two sources are one when they say the same words of the same place, read alike; spans with lists have no value equality of their own.</summary>
    public static IEqualityComparer<Source> BySaying { get; } = EqualityComparer<Source>.Create(
        (one, other) => ReferenceEquals(one, other) || (one is not null && other is not null && one.Method == other.Method && one.Quote == other.Quote && one.Document == other.Document && IsSamePlace(one.Span, other.Span)),
        source => HashCode.Combine(source.Quote, source.Span is SourceSpan.BoxesOnPage boxes ? boxes.Page : source.Span.GetHashCode()));

    public static Trace Trace<T>(string rule, string because, IEnumerable<Statement<T>> statements) where T : Finding
    {
        var documents = new List<UnderstoodDocument>();
        foreach (var statement in statements)
            if (!documents.Exists(known => ReferenceEquals(known, statement.Document))) documents.Add(statement.Document);
        return new(rule, because, [.. documents.Select(document => document.Reading.Document).Distinct().Order()]);
    }

    private static bool IsSamePlace(SourceSpan one, SourceSpan other) => (one, other) switch
    {
        (SourceSpan.BoxesOnPage boxes, SourceSpan.BoxesOnPage others) => boxes.Page == others.Page && boxes.Boxes.SequenceEqual(others.Boxes),
        _ => one == other,
    };
}
