using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;

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
        html.Append($"<!DOCTYPE html>\n<html lang=\"{page.Words.Language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; form-action 'none'; base-uri 'none'\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Append($"<title>{HtmlText.Encode(page.Words.Of("title.of", Day(page)))}</title>\n<style>{style}</style>\n</head>\n<body>\n");
        var body = Body(page, sources);
        html.Append(sources.Pictures()).Append(body).Append(sources.Panels()).Append(RuleSets(page)).Append("</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>The same page with what is known about its seal and about this very reading. The mark that is replaced cannot come from a document: their text is encoded.</summary>
    public static string WithIntegrity(string html, PageWords words, ulong leaf, ulong size) =>
        html.Replace(Integrity(words["integrity.none"]), Integrity(words.Of("integrity.read", leaf, size)), StringComparison.Ordinal);

    private static string Integrity(string text) => $"<span class=\"integrity\">{HtmlText.Encode(text)}</span>";

    // Not printed: the lists behind the alerts and scores, each with its date.
    private static string RuleSets(OnePage page) =>
        $"<section class=\"source\" id=\"sets\" aria-labelledby=\"sets-h\"><div class=\"card\"><a class=\"close\" href=\"#page\">{HtmlText.Encode(page.Words["source.close"])}</a><h2 id=\"sets-h\">{HtmlText.Encode(page.Words["sets"])}</h2><ul>{string.Concat(page.Safety.RuleSets.Select(set => $"<li>{HtmlText.Encode($"{set.Name}: {set.Date}")}</li>"))}</ul></div></section>\n";

    private static string Day(OnePage page) => page.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Body(OnePage page, HtmlSources sources)
    {
        var words = page.Words;
        var html = new StringBuilder();
        html.Append("<main class=\"page\" id=\"page\">\n<header><h1>").Append(Link(page.Name, sources, words)).Append($"</h1><div class=\"day\">{HtmlText.Encode(words["title"])}, {Day(page)}</div></header>\n");
        html.Append("<div class=\"identity\">").AppendJoin("", page.Identity.Select(line => $"<span>{Link(line, sources, words)}</span>")).Append("</div>\n");
        html.Append(Banner(page));
        html.Append("<section class=\"allergies\"><h2>").Append(HtmlText.Encode(page.Allergies.Title)).Append("</h2>");
        if (page.Allergies.Lines.Count == 0) html.Append($"<span class=\"empty\">{HtmlText.Encode(page.Allergies.Empty)}</span>");
        html.AppendJoin("", page.Allergies.Lines.Select(line => Link(line, sources, words))).Append("</section>\n");
        if (page.Synthesis.Count > 0) html.Append("<div class=\"synthesis\">").AppendJoin("", page.Synthesis.Select(line => $"<span class=\"chip\">{Link(line, sources, words)}</span>")).Append("</div>\n");
        html.Append("<div class=\"columns\">");
        html.Append("<div>").AppendJoin("", page.Left.Select(block => Block(block, sources, words))).Append("</div>");
        html.Append("<div>").AppendJoin("", page.Right.Select(block => Block(block, sources, words))).Append("</div></div>\n");
        var used = page.Documents.Count(one => one.IsUsed && !page.Unread.Contains(one.Document.Name));
        html.Append($"<footer>{HtmlText.Encode(words.Of("footer", used, page.Documents.Count))} {Integrity(words["integrity.none"])} <a class=\"sets\" href=\"#sets\">{HtmlText.Encode(words["sets"])}</a></footer>\n</main>\n");
        return html.ToString();
    }

    private static string Banner(OnePage page)
    {
        var html = new StringBuilder("<div class=\"banner\"><b>").Append(HtmlText.Encode(page.Freshness)).Append("</b>");
        var words = page.Words;
        if (page.UnsureCount > 0) html.Append($" &#183; <b>{HtmlText.Encode(words.Of("unsure.count", page.UnsureCount))}</b>, {HtmlText.Encode(words["unsure.marked"])}");
        if (page.Unread.Count > 0) html.Append($" &#183; <b>{HtmlText.Encode(words.Of("unread.count", page.Unread.Count, page.Documents.Count))}</b>");
        html.Append("<ul>").AppendJoin("", page.Notices.Select(notice => Notice(notice, words)));
        if (page.NoticesNotShown > 0) html.Append($"<li class=\"more\">{HtmlText.Encode(words.Of("notices.more", page.NoticesNotShown))}</li>");
        return html.Append("</ul></div>\n").ToString();
    }

    /// <summary>What kind of remark it is, in a word or two.</summary>
    internal static string Frame(NoticeKind kind, PageWords words) => words[kind switch
    {
        NoticeKind.Held => "notice.held",
        NoticeKind.NotRead => "notice.not-read",
        NoticeKind.PartlyRead => "notice.partly-read",
        NoticeKind.AfterTheDay => "notice.after-the-day",
        NoticeKind.Doubtful => "notice.doubtful",
        NoticeKind.Conflict or NoticeKind.IdentityDisagrees => "notice.conflict",
        _ => "notice.note",
    }];

    private static string Notice(Notice notice, PageWords words) =>
        $"<li><b>{HtmlText.Encode(Frame(notice.Kind, words))}:</b> {(notice.Document is { } name ? $"<bdi>{HtmlText.Encode(name)}</bdi> &#8211; " : "")}{HtmlText.Encode(notice.Text)}</li>";

    private static string Block(PageBlock block, HtmlSources sources, PageWords words)
    {
        var html = new StringBuilder($"<section><h2>{HtmlText.Encode(block.Title)}</h2>");
        if (block.Lines.Count == 0 && block.NotShown == 0) html.Append($"<div class=\"empty\">{HtmlText.Encode(block.Empty)}</div>");
        html.Append("<ul class=\"lines\">").AppendJoin("", block.Lines.Select(line => $"<li>{Link(line, sources, words)}</li>"));
        if (block.NotShown > 0) html.Append($"<li class=\"more\">{HtmlText.Encode(words.Of("more", block.NotShown))}</li>");
        return html.Append("</ul></section>").ToString();
    }

    private static string Link(PageLine line, HtmlSources sources, PageWords words)
    {
        var html = new StringBuilder();
        // A name written from right to left must not turn the dose and the date beside it around: each part stands for itself.
        html.Append(line.Critical ? $"<b><bdi>{HtmlText.Encode(line.Text)}</bdi></b>" : $"<bdi>{HtmlText.Encode(line.Text)}</bdi>");
        if (line.Detail is { Length: > 0 } detail) html.Append($" <bdi>{HtmlText.Encode(detail)}</bdi>");
        if (line.Trend.Count > 0) html.Append(' ').Append(TrendLine.Of(line.Trend, words));
        if (line.Date is { } date) html.Append($" <time>{HtmlText.Encode(date)}</time>");
        if (line.IsUnsure) html.Append($" <em class=\"unsure\">{HtmlText.Encode(words["unsure"])}</em>{(line.UnsureBecause is { } why ? $" <span class=\"why\"><bdi>{HtmlText.Encode(why)}</bdi></span>" : "")}{sources.Crop(line)}");
        if (line.Conflict is { } conflict) html.Append($" <span class=\"conflict\">{HtmlText.Encode(words.Of("conflict", conflict))}</span>");
        if (line.Remark is { } remark) html.Append($" <span class=\"remark\">{HtmlText.Encode(remark)}</span>");
        return sources.PanelOf(line) is { } panel ? $"<a class=\"line\" href=\"#{panel}\">{html}</a>" : $"<span class=\"line\">{html}</span>";
    }
}
