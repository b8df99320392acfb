using System.Globalization;
using System.Net;
using System.Text;

namespace MedLedger.Server.Commands.Extract;

/// <summary>A text with its findings marked: colour says what they name; words and lines, never colour alone, say how they are meant. No script; every mark leads to its row below and back.</summary>
internal static class ExtractPage
{
    // Types that share a colour share a group in the legend; a type that is not named here is shown in grey.
    private static readonly (string Group, string[] Types)[] Groups =
    [
        ("problem", ["problem", "history"]),
        ("finding", ["finding", "reaction", "severity"]),
        ("drug", ["drug", "allergen", "vaccine", "dosage", "administration", "frequency", "duration"]),
        ("test", ["lab", "vital", "value", "diagnostic-procedure"]),
        ("procedure", ["procedure", "device", "directive"]),
        ("body", ["body-site"]),
    ];

    public static string Of(string text, ExtractView view)
    {
        var shown = Disjoint(view.Mentions);
        var page = new StringBuilder(text.Length * 2);
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Findings in a text</title>\n<style>\n")
            .Append(ExtractPageStyle.Css).Append("</style>\n</head>\n<body>\n<main>\n<h1>Findings in a text</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{view.Mentions.Count} mentions, {view.Facts.Count} facts. A mark leads to its row in the table.</p>\n");
        if (view.Language is not null) page.Append("<p class=\"note\" role=\"note\">").Append(Encode(view.Language)).Append("</p>\n");
        AppendLegend(page);
        page.Append("<h2>Text</h2>\n<div class=\"text\">");
        var at = 0;
        for (var number = 0; number < shown.Count; number++)
        {
            var mention = shown[number];
            page.Append(Encode(text[at..mention.Start]));
            AppendMark(page, mention, number, text);
            at = mention.End;
        }

        page.Append(Encode(text[at..])).Append("</div>\n");
        AppendMentions(page, shown);
        AppendFacts(page, view, text);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static List<ExtractView.MentionView> Disjoint(IReadOnlyList<ExtractView.MentionView> mentions)
    {
        var shown = new List<ExtractView.MentionView>();
        foreach (var mention in mentions.OrderBy(mention => mention.Start).ThenByDescending(mention => mention.End))
            if (shown.Count == 0 || mention.Start >= shown[^1].End) shown.Add(mention);
        return shown;
    }

    private static string GroupOf(string type) => Groups.FirstOrDefault(group => group.Types.Contains(type)).Group ?? "other";

    private static void AppendLegend(StringBuilder page)
    {
        page.Append("<section class=\"legend\" aria-label=\"Legend\">\n<ul>\n");
        foreach (var (group, types) in Groups)
            page.Append("<li><span class=\"mark ").Append(group).Append("\">").Append(string.Join(", ", types)).Append("</span></li>\n");
        page.Append("<li><span class=\"mark other\">date, age, sex, other</span></li>\n</ul>\n<ul>\n");
        foreach (var (style, words) in new[] { ("not", "denied"), ("possible", "possible or conditional"), ("past", "past"), ("family", "of another person") })
            page.Append("<li><span class=\"mark other ").Append(style).Append("\">words<small>").Append(style).Append("</small></span> ").Append(words).Append("</li>\n");
        page.Append("<li><span class=\"mark other model\">words</span> found by a trained model, not by the lexicon</li>\n</ul>\n</section>\n");
    }

    private static void AppendMark(StringBuilder page, ExtractView.MentionView mention, int number, string text)
    {
        var words = mention.Assertion.Words().ToList();
        page.Append("<a class=\"mark ").Append(GroupOf(mention.Type));
        foreach (var word in words) page.Append(' ').Append(StyleOf(word));
        if (mention.Model is not null) page.Append(" model");
        page.Append(CultureInfo.InvariantCulture, $"\" id=\"w{number}\" href=\"#m{number}\" title=\"").Append(Encode(Title(mention, words))).Append("\">").Append(Encode(text[mention.Start..mention.End]));
        if (words.Count > 0) page.Append("<small>").Append(Encode(string.Join(", ", words))).Append("</small>");
        page.Append("</a>");
    }

    private static string StyleOf(string word) => word switch
    {
        "hypothetical" => "possible",
        "planned" => "possible",
        "other" => "family",
        _ => word,
    };

    private static string Title(ExtractView.MentionView mention, List<string> words) =>
        string.Create(CultureInfo.InvariantCulture, $"{mention.Type}{(words.Count > 0 ? " (" + string.Join(", ", words) + ")" : "")}; {mention.Model ?? "lexicon"}; {mention.Rule}; confidence {mention.Confidence:0.00}");

    private static void AppendMentions(StringBuilder page, List<ExtractView.MentionView> mentions)
    {
        if (mentions.Count == 0)
        {
            page.Append("<p>Nothing was found.</p>\n");
            return;
        }

        page.Append("<h2>Mentions</h2>\n<table>\n<thead><tr><th scope=\"col\">Words</th><th scope=\"col\">Type</th><th scope=\"col\">Meant as</th><th scope=\"col\">Because</th><th scope=\"col\">Found by</th><th scope=\"col\">Section</th><th scope=\"col\">Code</th><th scope=\"col\">Confidence</th></tr></thead>\n<tbody>\n");
        for (var number = 0; number < mentions.Count; number++)
        {
            var mention = mentions[number];
            page.Append(CultureInfo.InvariantCulture, $"<tr id=\"m{number}\"><th scope=\"row\"><a href=\"#w{number}\">{Encode(mention.Text)}</a></th>");
            Cells(page, mention.Type, string.Join(", ", mention.Assertion.Words().DefaultIfEmpty("stated")), mention.Rule, mention.Model ?? "lexicon", mention.Section, string.Join(", ", mention.Codes.Select(code => code.Code)), mention.Confidence.ToString("0.00", CultureInfo.InvariantCulture));
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void AppendFacts(StringBuilder page, ExtractView view, string text)
    {
        if (view.Facts.Count == 0) return;
        page.Append("<h2>Facts</h2>\n<table>\n<thead><tr><th scope=\"col\">Words</th><th scope=\"col\">Fact</th><th scope=\"col\">Certainty</th><th scope=\"col\">Rule</th><th scope=\"col\">Confidence</th></tr></thead>\n<tbody>\n");
        foreach (var fact in view.Facts)
        {
            page.Append("<tr><th scope=\"row\">").Append(Encode(text[fact.Start..fact.End])).Append("</th>");
            Cells(page, fact.Fact.GetType().Name.Replace("Finding", "", StringComparison.Ordinal), fact.Fact.UnsureBecause ?? fact.Fact.Certainty.ToString(), fact.Rule, fact.Confidence.ToString("0.00", CultureInfo.InvariantCulture));
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void Cells(StringBuilder page, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells) page.Append("<td>").Append(Encode(cell)).Append("</td>");
        page.Append("</tr>\n");
    }

    // Control characters are not allowed in HTML (13.2.3.5); their place is kept visible.
    private static string Encode(string text) =>
        WebUtility.HtmlEncode(text.AsSpan().IndexOfAnyInRange('\0', '\u0008') < 0 && text.AsSpan().IndexOfAnyInRange('\u000B', '\u001F') < 0
            ? text
            : string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t' or '\r') ? '\uFFFD' : c)));
}
