using System.Globalization;
using MedLedger.Clinical.Summary.Wording;

namespace MedLedger.Clinical.Summary;

/// <summary>The newest values of a test as a small line that ends in a dot; its label says the values for those who do not see it.</summary>
internal static class TrendLine
{
    private const double Width = 48;
    private const double Height = 12;
    private const double Margin = 2;

    public static string Of(IReadOnlyList<decimal> values, PageWords words)
    {
        var (low, high) = ((double)values.Min(), (double)values.Max());
        var points = values.Select((value, i) => (
            X: Margin + (i * (Width - (2 * Margin)) / (values.Count - 1)),
            Y: high > low ? Height - Margin - (((double)value - low) / (high - low) * (Height - (2 * Margin))) : Height / 2)).ToList();
        var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        var label = words.Of("trend", values.Count, string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture))));
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"trend\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{HtmlText.Encode(label)}\"><polyline points=\"{line}\"/><circle cx=\"{points[^1].X:0.#}\" cy=\"{points[^1].Y:0.#}\" r=\"2\"/></svg>");
    }
}
