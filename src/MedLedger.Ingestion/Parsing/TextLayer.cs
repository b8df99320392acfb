using System.Globalization;
using System.Net;
using System.Text;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Parsing;

/// <summary>The output of `pdftotext -bbox-layout`: words with boxes in points. Read line by line, so that odd characters in a word cannot break the rest.</summary>
internal static class TextLayer
{
    public static IReadOnlyList<Page> Parse(string xhtml, int firstPage)
    {
        var pages = new List<Page>();
        var words = new List<PlacedWord>();
        int block = 0, line = 0, width = 0, height = 0;
        foreach (var row in xhtml.AsSpan().Split('\n'))
        {
            var text = xhtml.AsSpan(row).TrimStart();
            if (text.StartsWith("<word ")) AddWord(text, line, block, words);
            else if (text.StartsWith("<line ")) line++;
            else if (text.StartsWith("<block ")) block++;
            else if (text.StartsWith("<page ")) (width, height) = ((int)Math.Ceiling(Number(text, "width=\"")), (int)Math.Ceiling(Number(text, "height=\"")));
            else if (text.StartsWith("</page>"))
            {
                pages.Add(Compose(firstPage + pages.Count, width, height, words));
                words.Clear();
            }
        }

        return pages;
    }

    /// <summary>A page for which there is no layer.</summary>
    public static Page Empty(int number, (double Width, double Height) size) => Compose(number, (int)Math.Ceiling(size.Width), (int)Math.Ceiling(size.Height), []);

    private static Page Compose(int number, int width, int height, List<PlacedWord> placed)
    {
        var (text, words) = Page.Compose(ReadingOrder.Of(placed).Select(word => new Word
        {
            Text = word.Text,
            Line = word.Line,
            Box = new PixelBox((int)word.Area.X, (int)word.Area.Y, (int)Math.Ceiling(word.Area.Width), (int)Math.Ceiling(word.Area.Height)),
        }));
        return new() { Number = number, Width = width, Height = height, Dpi = 72, Origin = PageOrigin.TextLayer, Text = text, Words = words };
    }

    private static void AddWord(ReadOnlySpan<char> tag, int lineNumber, int block, List<PlacedWord> words)
    {
        int start = tag.IndexOf('>') + 1, end = tag.LastIndexOf("</word>");
        if (start == 0 || end < start) return;
        // NFKC undoes ligatures (ﬁ) that fonts leave in the layer.
        var inside = tag[start..end];
        var decoded = inside.Contains('&') ? WebUtility.HtmlDecode(inside.ToString()) : inside.ToString();
        var text = Composed(decoded);
        if (text.Any(IsNothing)) text = new string([.. text.Where(c => !IsNothing(c))]);
        if (text.Length == 0) return;
        tag = tag[..start];
        double left = Number(tag, "xMin=\""), top = Number(tag, "yMin=\""), right = Number(tag, "xMax=\""), bottom = Number(tag, "yMax=\"");
        words.Add(new(text, new(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top)), 1, lineNumber, block));
    }

    private static bool IsNothing(char c) => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\u00AD';

    private static string Composed(string text)
    {
        if (!text.Any(c => c is >= '\uFB00' and <= '\uFB06')) return text;
        var plain = new StringBuilder();
        foreach (var c in text) plain.Append(c is >= '\uFB00' and <= '\uFB06' ? c.ToString().Normalize(NormalizationForm.FormKC) : c.ToString());
        return plain.ToString();
    }

    // Zero where the attribute is missing or no number.
    private static double Number(ReadOnlySpan<char> tag, ReadOnlySpan<char> attribute)
    {
        var at = tag.IndexOf(attribute);
        if (at < 0) return 0;
        var value = tag[(at + attribute.Length)..];
        var end = value.IndexOf('"');
        return end > 0 && double.TryParse(value[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Math.Clamp(number, -100_000, 100_000) : 0;
    }
}
