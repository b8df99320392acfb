using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;

namespace MedLedger.Ingestion.Parsing;

/// <summary>
/// A page with a text layer and a picture: two witnesses. A scanner's hidden layer is OCR of unknown quality, so a word
/// that the picture contradicts is not believed blindly; what only the picture shows is added.
/// </summary>
internal static class LayerAgainstPicture
{
    // Below this the layer is of another page, or not text at all.
    private const double Believed = 0.4;
    private const double LegiblePicture = 0.7;
    private const double LegibleEnough = 0.4;
    private const double OnlyInTheLayer = 0.6;
    private const double Doubted = 0.5;
    private const double WorthAdding = 0.6;

    /// <param name="layer">The text layer, in points.</param>
    /// <param name="seen">The picture as it was read, in pixels.</param>
    /// <param name="suspect">Whether the layer does not even look like words.</param>
    public static (Page Page, bool LayerBelieved) Merge(Page layer, Page seen, bool suspect)
    {
        if (seen.Words.Count == 0) return (layer with { Preview = seen.Preview, PreviewMediaType = seen.PreviewMediaType }, true);
        var scale = (double)seen.Width / Math.Max(1, layer.Width);
        var words = layer.Words.Select(word => word with { Box = Scaled(word.Box, scale) }).ToList();
        var places = words.Select(word => seen.Words.Where(other => Same(word.Box, other.Box)).ToList()).ToList();
        var agreeing = words.Where((word, i) => Agrees(word.Text, places[i])).Count();
        if (seen.Confidence >= (suspect ? LegibleEnough : LegiblePicture) && agreeing < Believed * words.Count) return (seen, false);

        var lines = words.Select((word, i) => Judged(word, places[i])).GroupBy(word => word.Line).Select(line => line.ToList()).ToList();
        var used = places.SelectMany(place => place).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var line in seen.Words.Where(word => !used.Contains(word) && word.Confidence >= WorthAdding && !words.Any(other => Touches(word.Box, other.Box))).GroupBy(word => word.Line))
            Insert(lines, [.. line]);
        var (text, placed) = Page.Compose(lines.SelectMany((line, number) => line.OrderBy(word => word.Box?.X).Select(word => word with { Line = number })));
        return (seen with { Text = text, Words = placed, Confidence = placed.Average(word => word.Confidence), Rotation = 0 }, true);
    }

    private static Word Judged(Word word, List<Word> place)
    {
        if (Agrees(word.Text, place)) return word;
        var hasDigit = word.Text.Any(char.IsDigit);
        if (place.Count == 0) return word with { Confidence = OnlyInTheLayer, NeedsReview = hasDigit };
        var other = string.Concat(place.OrderBy(one => one.Box?.X).Select(one => one.Text));
        return word with { Confidence = Doubted, NeedsReview = hasDigit || other.Any(char.IsDigit) || place.Any(one => one.NeedsReview), Alternatives = [other] };
    }

    private static bool Agrees(string text, List<Word> place)
    {
        if (place.Count == 0) return false;
        var core = Core(text);
        // One word of the layer may be two of the picture, or the other way round.
        return place.Any(other => Core(other.Text) == core) || Core(string.Concat(place.OrderBy(one => one.Box?.X).Select(one => one.Text))) == core
            || (core.Length > 0 && !core.Any(char.IsDigit) && place.Any(other => Core(other.Text).Contains(core, StringComparison.Ordinal)));
    }

    private static string Core(string text) => text.Trim('.', ',', ';', ':', '"', '\'', '(', ')', '[', ']', '|', '•', '-', '–', '—').Normalize(System.Text.NormalizationForm.FormKC);

    // Into the row that it continues, else before the first row that lies wholly below it.
    private static void Insert(List<List<Word>> lines, List<Word> added)
    {
        var (top, bottom) = Extent(added);
        var row = lines.FirstOrDefault(line => Extent(line) is var (t, b) && Math.Min(b, bottom) - Math.Max(t, top) > 0.5 * Math.Min(b - t, bottom - top));
        if (row is not null)
        {
            row.AddRange(added);
            return;
        }

        var below = lines.FindIndex(line => Extent(line).Top >= bottom - 1);
        lines.Insert(below < 0 ? lines.Count : below, added);
    }

    private static (int Top, int Bottom) Extent(List<Word> line) =>
        (line.Min(word => word.Box?.Y ?? 0), line.Max(word => (word.Box?.Y + word.Box?.Height) ?? 0));

    private static PixelBox? Scaled(PixelBox? box, double scale) =>
        box is { } b ? new PixelBox((int)(b.X * scale), (int)(b.Y * scale), (int)Math.Ceiling(b.Width * scale), (int)Math.Ceiling(b.Height * scale)) : null;

    private static bool Same(PixelBox? a, PixelBox? b) => a is { } one && b is { } two && Shared(one, two) * 2 >= Math.Min((long)one.Width * one.Height, (long)two.Width * two.Height);

    private static bool Touches(PixelBox? a, PixelBox? b) => a is { } one && b is { } two && Shared(one, two) * 5 > (long)one.Width * one.Height;

    private static long Shared(PixelBox a, PixelBox b) =>
        Math.Max(0L, Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X)) * Math.Max(0L, Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y));
}
