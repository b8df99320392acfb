using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Parsing;

/// <summary>The output of `pdftotext -bbox-layout`: words with boxes in points. Read line by line, so that odd characters in a word cannot break the rest.</summary>
internal static partial class TextLayer
{
    public static IReadOnlyList<Page> Parse(string xhtml, int firstPage)
    {
        var pages = new List<Page>();
        var words = new List<PlacedWord>();
        int block = 0, line = 0, width = 0, height = 0;
        foreach (var text in xhtml.Split('\n'))
        {
            var trimmed = text.AsSpan().TrimStart();
            if (trimmed.StartsWith("<word ")) AddWord(text, line, block, words);
            else if (trimmed.StartsWith("<line ")) line++;
            else if (trimmed.StartsWith("<block ")) block++;
            else if (trimmed.StartsWith("<page ") && PageTag().Match(text) is { Success: true } tag)
                (width, height) = ((int)Math.Ceiling(Number(tag, 1)), (int)Math.Ceiling(Number(tag, 2)));
            else if (trimmed.StartsWith("</page>"))
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

    private static void AddWord(string line, int lineNumber, int block, List<PlacedWord> words)
    {
        if (WordTag().Match(line) is not { Success: true } tag) return;
        // NFKC undoes ligatures (ﬁ) that fonts leave in the layer.
        var decoded = WebUtility.HtmlDecode(tag.Groups[5].Value);
        var text = new string([.. Composed(decoded).Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c) && c != '\u00AD')]);
        if (text.Length == 0) return;
        double left = Number(tag, 1), top = Number(tag, 2), right = Number(tag, 3), bottom = Number(tag, 4);
        words.Add(new(text, new(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top)), 1, lineNumber, block));
    }

    private static string Composed(string text)
    {
        if (!text.Any(c => c is >= '\uFB00' and <= '\uFB06')) return text;
        var plain = new StringBuilder();
        foreach (var c in text) plain.Append(c is >= '\uFB00' and <= '\uFB06' ? c.ToString().Normalize(NormalizationForm.FormKC) : c.ToString());
        return plain.ToString();
    }

    private static double Number(Match match, int group) =>
        double.TryParse(match.Groups[group].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, -100_000, 100_000) : 0;

    [GeneratedRegex("<page width=\"([0-9.]{1,20})\" height=\"([0-9.]{1,20})\"", RegexOptions.NonBacktracking)]
    private static partial Regex PageTag();

    [GeneratedRegex("<word xMin=\"(-?[0-9.]{1,20})\" yMin=\"(-?[0-9.]{1,20})\" xMax=\"(-?[0-9.]{1,20})\" yMax=\"(-?[0-9.]{1,20})\">(.*)</word>", RegexOptions.NonBacktracking)]
    private static partial Regex WordTag();
}
