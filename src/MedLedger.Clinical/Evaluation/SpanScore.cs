namespace MedLedger.Clinical.Evaluation;

/// <summary>Exact span and type, counted over all documents: how many of the annotators' mentions were found, and how many of ours they marked. Doubles count once.</summary>
public sealed record SpanScore(int Hits, int Gold, int Predicted)
{
    public double Precision => Predicted == 0 ? 0 : 100.0 * Hits / Predicted;

    public double Recall => Gold == 0 ? 0 : 100.0 * Hits / Gold;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>The score over all types, then each type's.</summary>
    public static (SpanScore All, IReadOnlyList<(string Type, SpanScore Score)> ByType) Of(IEnumerable<AnnotatedDocument> gold, IEnumerable<AnnotatedDocument> predicted)
    {
        var wanted = Set(gold);
        var found = Set(predicted);
        var types = wanted.Concat(found).Select(span => span.Span.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return (Compare(wanted, found, null), [.. types.Select(type => (type, Compare(wanted, found, type)))]);
    }

    private static HashSet<(string Id, AnnotatedSpan Span)> Set(IEnumerable<AnnotatedDocument> documents) =>
        [.. documents.SelectMany(document => document.Spans.Select(span => (document.Id, span)))];

    private static SpanScore Compare(HashSet<(string, AnnotatedSpan Span)> gold, HashSet<(string, AnnotatedSpan Span)> predicted, string? type) => new(
        gold.Count(span => (type is null || span.Span.Type == type) && predicted.Contains(span)),
        gold.Count(span => type is null || span.Span.Type == type),
        predicted.Count(span => type is null || span.Span.Type == type));
}
