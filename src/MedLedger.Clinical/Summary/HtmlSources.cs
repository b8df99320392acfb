using System.Globalization;
using System.Text;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>The panels behind the lines: for each source its document, page, method and confidence, and the words marked in the text or on the picture.</summary>
internal sealed class HtmlSources(OnePage page)
{
    private const int MostSources = 8;
    private const double TallRow = 1.8;
    private const double FlatCrop = 1.15;
    private const double TallCrop = 2.3;
    private const int WholePage = 1600;
    private const int Around = 500;

    private readonly PageWords _words = page.Words;
    private readonly Dictionary<Sha256Digest, JudgedDocument> _documents = page.Documents.ToDictionary(one => one.Document.Reading.Document);
    private readonly List<(string Id, PageLine Line)> _panels = [];
    private readonly Dictionary<(Sha256Digest, int), (string Id, Page Page)> _pictures = [];

    /// <summary>Id of the line's panel; null where no document stands behind it.</summary>
    public string? PanelOf(PageLine line)
    {
        if (line.Sources.Count == 0) return null;
        var id = $"src-{_panels.Count + 1}";
        _panels.Add((id, line));
        return id;
    }

    /// <summary>The words of an unsure line as a picture, for eyes to judge.</summary>
    public string Crop(PageLine line)
    {
        foreach (var source in line.Sources)
        {
            if (source.Span is not SourceSpan.BoxesOnPage { Boxes.Count: > 0 } boxes || Picture(source, boxes.Page) is not { } picture) continue;
            var box = boxes.Boxes[0];
            var turned = picture.Page.Rotation is 90 or 270;
            var (width, height) = turned ? (box.Height, box.Width) : (box.Width, box.Height);
            if (width <= 0 || height <= 0) continue;
            // The row of a crooked scan takes the height of several: smaller than this, nobody could judge it.
            var tall = height > TallRow * RowHeight(picture.Page, turned);
            var em = Math.Clamp((tall ? TallCrop : FlatCrop) * width / height, 1, tall ? 16 : 9).ToString("0.##", CultureInfo.InvariantCulture);
            return " " + View(picture, box, 4, $"class=\"{(tall ? "crop tall" : "crop")}\" width=\"{em}em\" role=\"img\" aria-label=\"{HtmlText.Encode(_words["picture"])}\"", []);
        }

        return "";
    }

    private static double RowHeight(Page page, bool turned)
    {
        var heights = page.Words.Where(word => word.Box is not null).Select(word => turned ? word.Box!.Value.Width : word.Box!.Value.Height).Order().ToList();
        return heights.Count == 0 ? double.PositiveInfinity : heights[heights.Count / 2];
    }

    /// <summary>Each picture once; everything else refers to it.</summary>
    public string Pictures()
    {
        foreach (var (_, line) in _panels)
            foreach (var source in line.Sources.Take(MostSources))
                if (source.Span is SourceSpan.BoxesOnPage boxes) Picture(source, boxes.Page);
        if (_pictures.Count == 0) return "";
        var html = new StringBuilder("<svg class=\"defs\" aria-hidden=\"true\"><defs>");
        foreach (var (id, picture) in _pictures.Values)
        {
            var type = picture.PreviewMediaType is "image/png" ? "image/png" : "image/jpeg";
            html.Append($"<image id=\"{id}\" width=\"{picture.Width}\" height=\"{picture.Height}\" preserveAspectRatio=\"none\" href=\"data:{type};base64,{Convert.ToBase64String(picture.Preview!)}\"/>");
        }

        return html.Append("</defs></svg>\n").ToString();
    }

    public string Panels()
    {
        var html = new StringBuilder();
        foreach (var (id, line) in _panels)
        {
            html.Append($"<section class=\"source\" id=\"{id}\" aria-labelledby=\"{id}-h\"><div class=\"card\"><a class=\"close\" href=\"#page\">{HtmlText.Encode(_words["source.close"])}</a><h2 id=\"{id}-h\">{HtmlText.Encode($"{line.Text} {line.Detail}")}</h2>");
            if (line.IsUnsure) html.Append($"<p><em class=\"unsure\">{HtmlText.Encode(_words["unsure"])}</em> {HtmlText.Encode(line.UnsureBecause)}</p>");
            if (line.Conflict is { } conflict) html.Append($"<p class=\"conflict\">{HtmlText.Encode(_words.Of("conflict", conflict))}</p>");
            html.AppendJoin("", line.Sources.Take(MostSources).Select(Panel));
            if (line.Sources.Count > MostSources) html.Append($"<p class=\"more\">{HtmlText.Encode(_words.Of("source.more", line.Sources.Count - MostSources))}</p>");
            html.Append("</div></section>\n");
        }

        return html.ToString();
    }

    private string Panel(Source source)
    {
        if (!_documents.TryGetValue(source.Document, out var judged)) return $"<p>{HtmlText.Encode(_words.Of("source.foreign", source.Document.Hex))}</p>";
        var document = judged.Document;
        var where = source.Span switch
        {
            SourceSpan.Characters characters => _words.Of("source.page", characters.Page),
            SourceSpan.BoxesOnPage boxes => _words.Of("source.page", boxes.Page),
            SourceSpan.ElementPath element => element.Path,
            SourceSpan.SegmentField field => field.Field is { } number ? _words.Of("source.field", field.Ordinal, field.Segment, number) : _words.Of("source.segment", field.Ordinal, field.Segment),
            _ => throw new InvalidOperationException("The kinds of spans are fixed."),
        };
        var confidence = (double.IsFinite(source.Confidence) ? Math.Clamp(source.Confidence, 0, 1) : 0) * 100;
        var how = $"{document.Title} · {document.Date?.ToString() ?? _words["source.undated"]} · {where} · {_words[$"method.{source.Method.ToString().ToLowerInvariant()}"]} · {_words.Of("source.confidence", confidence.ToString("0", CultureInfo.InvariantCulture))}";
        return $"<h3>{HtmlText.Encode(document.Name)}</h3><p class=\"how\">{HtmlText.Encode(how)}</p>{Words(source, document.Reading.Pages)}";
    }

    private string Words(Source source, IReadOnlyList<Page> pages)
    {
        switch (source.Span)
        {
            case SourceSpan.Characters characters when pages.FirstOrDefault(one => one.Number == characters.Page)?.Text is { Length: > 0 } text
                && characters.Start >= 0 && characters.End <= text.Length && characters.Start <= characters.End:
                return Marked(text, characters.Start, characters.End);
            case SourceSpan.BoxesOnPage { Boxes.Count: > 0 } boxes when Picture(source, boxes.Page) is { } picture:
                var all = boxes.Boxes.Aggregate((a, b) => a.Union(b));
                var whole = new PixelBox(0, 0, picture.Page.Width, picture.Page.Height);
                return Quote(source) + View(picture, all, 20, "class=\"closeup\"", []) + View(picture, whole, 0, "class=\"sheet\"", boxes.Boxes);
            default:
                return Quote(source);
        }
    }

    private static string Quote(Source source) => $"<pre><mark>{HtmlText.EncodeLines(source.Quote)}</mark></pre>";

    private static string Marked(string text, int start, int end)
    {
        var (from, to) = text.Length <= WholePage ? (0, text.Length) : (Math.Max(0, start - Around), Math.Min(text.Length, end + Around));
        return $"<pre tabindex=\"0\">{(from > 0 ? "… " : "")}{HtmlText.EncodeLines(text[from..start])}<mark>{HtmlText.EncodeLines(text[start..end])}</mark>{HtmlText.EncodeLines(text[end..to])}{(to < text.Length ? " …" : "")}</pre>";
    }

    private (string Id, Page Page)? Picture(Source source, int number)
    {
        if (_pictures.TryGetValue((source.Document, number), out var known)) return known;
        if (!_documents.TryGetValue(source.Document, out var judged)) return null;
        if (judged.Document.Reading.Pages.FirstOrDefault(one => one.Number == number) is not { Preview.Length: > 0, Width: > 0, Height: > 0 } found) return null;
        return _pictures[(source.Document, number)] = ($"pic-{_pictures.Count + 1}", found);
    }

    /// <summary>A part of the page image, turned upright; boxes are in pixels of the image as given.</summary>
    private static string View((string Id, Page Page) picture, PixelBox part, int margin, string attributes, IReadOnlyList<PixelBox> marks)
    {
        double centreX = part.X + (part.Width / 2.0), centreY = part.Y + (part.Height / 2.0);
        var turned = picture.Page.Rotation is 90 or 270;
        double width = (turned ? part.Height : part.Width) + (2 * margin), height = (turned ? part.Width : part.Height) + (2 * margin);
        var boxes = string.Concat(marks.Select(box => $"<rect class=\"box\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" height=\"{box.Height}\"/>"));
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg {attributes} viewBox=\"{centreX - (width / 2)} {centreY - (height / 2)} {width} {height}\"><g transform=\"rotate({picture.Page.Rotation} {centreX} {centreY})\"><use href=\"#{picture.Id}\"/>{boxes}</g></svg>");
    }
}
