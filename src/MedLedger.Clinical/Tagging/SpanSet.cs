using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Tagging;

/// <summary>Spans that do not overlap, found by their place.</summary>
internal sealed class SpanSet
{
    private readonly SortedSet<TextSpan> _spans = new(Comparer<TextSpan>.Create((one, other) => one.Start.CompareTo(other.Start)));

    public SpanSet(IEnumerable<TextSpan> spans)
    {
        foreach (var span in spans) Add(span);
    }

    /// <summary>Adds a span unless a known one overlaps it.</summary>
    public bool Add(TextSpan span)
    {
        var before = _spans.GetViewBetween(new(int.MinValue, 0), new(span.End - 1, 0)).Max;
        if (before.End > span.Start) return false;
        return _spans.Add(span);
    }
}
