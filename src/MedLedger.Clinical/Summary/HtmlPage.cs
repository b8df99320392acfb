using System.Security.Cryptography;
using System.Text;
using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.Summary;

/// <summary>The one page as a single HTML file: exactly one A4 sheet in print, no script, nothing loaded from anywhere, every line a link to its sources.</summary>
public static class HtmlPage
{
    public static string Render(OnePage page)
    {
        var sources = new HtmlSources(page);
        var style = HtmlStyle.Of(page.LetterSize);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; form-action 'none'; base-uri 'none'\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Append($"<title>Patient summary of {page.AsOf:yyyy-MM-dd}</title>\n<style>{style}</style>\n</head>\n<body>\n");
        var body = Body(page, sources);
        html.Append(sources.Pictures()).Append(body).Append(sources.Panels()).Append("</body>\n</html>\n");
        return html.ToString();
    }

    private static string Body(OnePage page, HtmlSources sources)
    {
        var html = new StringBuilder();
        html.Append("<main class=\"page\" id=\"page\">\n<header><h1>").Append(Link(page.Name, sources)).Append($"</h1><div class=\"day\">Patient summary, {page.AsOf:yyyy-MM-dd}</div></header>\n");
        html.Append("<div class=\"identity\">").AppendJoin("", page.Identity.Select(line => $"<span>{Link(line, sources)}</span>")).Append("</div>\n");
        html.Append(Banner(page));
        if (page.Synthesis.Count > 0) html.Append("<div class=\"synthesis\">").AppendJoin("", page.Synthesis.Select(line => $"<span class=\"chip\">{Link(line, sources)}</span>")).Append("</div>\n");
        html.Append("<section class=\"allergies\"><h2>").Append(HtmlText.Encode(page.Allergies.Title)).Append("</h2>");
        if (page.Allergies.Lines.Count == 0) html.Append($"<span class=\"empty\">{HtmlText.Encode(page.Allergies.Empty)}</span>");
        html.AppendJoin("", page.Allergies.Lines.Select(line => Link(line, sources))).Append("</section>\n<div class=\"columns\">");
        html.Append("<div>").AppendJoin("", page.Left.Select(block => Block(block, sources))).Append("</div>");
        html.Append("<div>").AppendJoin("", page.Right.Select(block => Block(block, sources))).Append("</div></div>\n");
        var used = page.Documents.Count(one => one.IsUsed && !page.Unread.Contains(one.Document.Name));
        html.Append($"<footer>From {used} of {page.Documents.Count} documents. Facts with their sources; alerts and scores by rules that no clinician has reviewed. What is not listed is not known to be absent.</footer>\n</main>\n");
        return html.ToString();
    }

    private static string Banner(OnePage page)
    {
        var html = new StringBuilder("<div class=\"banner\"><b>").Append(HtmlText.Encode(page.Freshness)).Append("</b>");
        if (page.UnsureCount > 0) html.Append($" &#183; <b>{page.UnsureCount} unsure</b>, marked on the page");
        html.Append("<ul>").AppendJoin("", page.Notices.Select(Notice));
        if (page.NoticesNotShown > 0) html.Append($"<li class=\"more\">{page.NoticesNotShown} more remarks on documents, not shown</li>");
        return html.Append("</ul></div>\n").ToString();
    }

    private static string Notice(Notice notice)
    {
        var what = notice.Kind switch
        {
            NoticeKind.Held => "Held back",
            NoticeKind.NotRead => "Not read",
            NoticeKind.PartlyRead => "Partly read",
            NoticeKind.AfterTheDay => "Not used",
            NoticeKind.Doubtful => "Doubtful",
            NoticeKind.Conflict or NoticeKind.IdentityDisagrees => "Conflict",
            _ => "Note",
        };
        return $"<li><b>{what}:</b> {(notice.Document is { } name ? $"{HtmlText.Encode(name)} &#8211; " : "")}{HtmlText.Encode(notice.Text)}</li>";
    }

    private static string Block(PageBlock block, HtmlSources sources)
    {
        var html = new StringBuilder($"<section><h2>{HtmlText.Encode(block.Title)}</h2>");
        if (block.Lines.Count == 0 && block.NotShown == 0) html.Append($"<div class=\"empty\">{HtmlText.Encode(block.Empty)}</div>");
        html.Append("<ul class=\"lines\">").AppendJoin("", block.Lines.Select(line => $"<li>{Link(line, sources)}</li>"));
        if (block.NotShown > 0) html.Append($"<li class=\"more\">{block.NotShown} more, not shown</li>");
        return html.Append("</ul></section>").ToString();
    }

    private static string Link(PageLine line, HtmlSources sources)
    {
        var html = new StringBuilder();
        html.Append(line.Critical ? $"<b>{HtmlText.Encode(line.Text)}</b>" : HtmlText.Encode(line.Text));
        if (line.Detail is { Length: > 0 } detail) html.Append(' ').Append(HtmlText.Encode(detail));
        if (line.Date is { } date) html.Append($" <time>{HtmlText.Encode(date)}</time>");
        if (line.IsUnsure) html.Append($" <em class=\"unsure\">unsure</em> <span class=\"why\">{HtmlText.Encode(line.UnsureBecause)}</span>{sources.Crop(line)}");
        if (line.Conflict is { } conflict) html.Append($" <span class=\"conflict\">conflict: {HtmlText.Encode(conflict)}</span>");
        return sources.PanelOf(line) is { } panel ? $"<a class=\"line\" href=\"#{panel}\">{html}</a>" : $"<span class=\"line\">{html}</span>";
    }
}
