using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MedLedger.Domain.Documents;

namespace MedLedger.Server.Commands;

/// <summary>
/// A document as one HTML file without script: each scan with its words outlined by how sure the reading is. The picture is
/// the reader's own copy, so that no byte of a hostile document reaches a browser.
/// </summary>
internal static class ReadPage
{
    private const double Sure = 0.9;
    private const double Fair = 0.7;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Html(string name, ReadOutcome outcome, ReadView view)
    {
        var pages = outcome switch
        {
            ReadOutcome.Read(var reading) => reading.Pages,
            ReadOutcome.PartlyRead(var reading, _) => reading.Pages,
            ReadOutcome.Unreadable(var reading, _) => reading.Pages,
            _ => [],
        };
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{Text(name)} as read</title>\n<style>\n{ReadPageStyle.Css}</style>\n</head>\n<body>\n");
        html.Append($"<header><h1>{Text(name)}</h1><p>{Text(Summary(view, pages))}</p>");
        if (view.Reason is not null) html.Append($"<p class=\"problem\" role=\"status\">{Text(view.Reason)} {Text(view.NextStep)}</p>");
        foreach (var note in view.Notes ?? []) html.Append($"<p class=\"problem\">Not used: {Text(note)}.</p>");
        html.Append("<p class=\"legend\"><span class=\"sure\">sure</span> <span class=\"fair\">fairly sure</span> <span class=\"poor\">unsure</span> <span class=\"review\">look at the picture before you rely on it</span></p></header>\n");
        foreach (var page in pages) AppendPage(html, page);
        return html.Append($"<footer>SHA-256 of the document: <code>{Text(view.Document.Sha256)}</code></footer>\n</body>\n</html>\n").ToString();
    }

    private static string Summary(ReadView view, IReadOnlyList<Page> pages)
    {
        var review = pages.Sum(page => page.Words.Count(word => word.NeedsReview));
        return $"{view.Status} · {view.Document.MediaType} · {Count(pages.Count, "page")} · {Count(pages.Sum(page => page.Words.Count), "word")} · {review} to review";
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    private static void AppendPage(StringBuilder html, Page page)
    {
        var origin = page.Origin switch { PageOrigin.Ocr => "read from the picture", PageOrigin.TextLayer => "text of the document", _ => "structured" };
        html.Append($"<section aria-label=\"Page {page.Number}\">\n<h2>Page {page.Number} <small>{origin}{(page.Origin == PageOrigin.Ocr ? $", mean confidence {Percent(page.Confidence)}" : "")}</small></h2>\n<div class=\"both\">\n");
        if (page is { Preview.Length: > 0, Width: > 0, Height: > 0 }) AppendPicture(html, page);
        html.Append("<div class=\"words\">\n");
        AppendReview(html, page);
        html.Append($"<details{(page.Preview is null ? " open" : "")}><summary>Text of the page</summary><pre>{string.Join('\n', page.Text.Split('\n').Select(Text))}</pre></details>\n</div>\n</div>\n</section>\n");
    }

    private static void AppendPicture(StringBuilder html, Page page)
    {
        // Shown upright: the boxes stay in pixels of the page as given and are turned with it.
        var turned = page.Rotation is 90 or 270;
        var (width, height) = turned ? (page.Height, page.Width) : (page.Width, page.Height);
        var transform = page.Rotation switch
        {
            90 => $" transform=\"translate({page.Height} 0) rotate(90)\"",
            180 => $" transform=\"translate({page.Width} {page.Height}) rotate(180)\"",
            270 => $" transform=\"translate(0 {page.Width}) rotate(270)\"",
            _ => "",
        };
        html.Append($"<svg class=\"sheet\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"Picture of page {page.Number} with its words\"><g{transform}>\n");
        html.Append($"<image width=\"{page.Width}\" height=\"{page.Height}\" preserveAspectRatio=\"none\" href=\"data:{(page.PreviewMediaType is "image/png" ? "image/png" : "image/jpeg")};base64,{Convert.ToBase64String(page.Preview!)}\"/>\n");
        // The outline stands clear of the letters, so that a faint digit can still be judged.
        var clear = Math.Max(1, page.Width / 500);
        for (var i = 0; i < page.Words.Count; i++)
        {
            if (page.Words[i] is not { Box: { Width: > 0, Height: > 0 } box } word) continue;
            // In reading order, so the tabulator walks the page as it is read.
            html.Append($"<a id=\"{Id(page, i)}\" href=\"#{Id(page, i)}\" aria-label=\"{Text(Description(word))}\"><rect class=\"{Class(word)}\" x=\"{box.X - clear}\" y=\"{box.Y - clear}\" width=\"{box.Width + (2 * clear)}\" height=\"{box.Height + (2 * clear)}\"/><title>{Text(Description(word))}</title></a>\n");
        }

        html.Append("</g></svg>\n");
    }

    private static void AppendReview(StringBuilder html, Page page)
    {
        var doubtful = page.Words.Select((word, i) => (Word: word, Index: i)).Where(one => one.Word.NeedsReview).ToList();
        if (doubtful.Count == 0)
        {
            html.Append("<p>Nothing on this page waits for review.</p>\n");
            return;
        }

        html.Append($"<h3>To review ({doubtful.Count})</h3>\n<ol>\n");
        foreach (var (word, index) in doubtful)
        {
            var others = word.Alternatives.Count == 0 ? "" : $" <span class=\"other\">or {string.Join(", or ", word.Alternatives.Select(other => $"<b>{Text(other)}</b>"))}</span>";
            html.Append($"<li><a href=\"#{Id(page, index)}\">{Text(word.Text)}</a>{others} <small>{Percent(word.Confidence)}</small></li>\n");
        }

        html.Append("</ol>\n");
    }

    private static string Id(Page page, int word) => $"w{page.Number}-{word}";

    private static string Class(Word word) => (word.Confidence >= Sure ? "sure" : word.Confidence >= Fair ? "fair" : "poor") + (word.NeedsReview ? " review" : "");

    private static string Description(Word word) =>
        $"{word.Text} — {Percent(word.Confidence)}{(word.Alternatives.Count > 0 ? $", or: {string.Join(", ", word.Alternatives)}" : "")}{(word.NeedsReview ? ", needs review" : "")}";

    private static string Percent(double share) => (double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0).ToString("P0", CultureInfo.InvariantCulture);

    // Direction overrides could make a dose read backwards; control characters are not for a page.
    private static string Text(string? text) => Encoder.Encode(new string([.. (text ?? "").Where(c => !char.IsControl(c) && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F'))]));
}
