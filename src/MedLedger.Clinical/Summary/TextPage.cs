using System.Text;
using MedLedger.Clinical.Summary.Wording;

namespace MedLedger.Clinical.Summary;

/// <summary>The one page for a terminal. Control characters of documents never reach it.</summary>
public static class TextPage
{
    public static string Render(OnePage page, int width)
    {
        width = Math.Max(40, width);
        var words = page.Words;
        var text = new StringBuilder();
        var rule = new string('─', width);
        text.Append(HtmlText.Plain(page.Name.Text)).Append($"    {words["title"]}, {page.AsOf:yyyy-MM-dd}\n");
        Wrap(text, string.Join(" · ", page.Identity.Select(line => Words(line, words))), width, "");
        text.Append(rule).Append('\n');
        Wrap(text, $"{page.Freshness}{(page.UnsureCount > 0 ? $" · {words.Of("unsure.count", page.UnsureCount)}" : "")}{(page.Unread.Count > 0 ? $" · {words.Of("unread.count", page.Unread.Count, page.Documents.Count)}" : "")}", width, "");
        foreach (var notice in page.Notices) Wrap(text, $"! {HtmlPage.Frame(notice.Kind, words)}: {(notice.Document is { } name ? $"{HtmlText.Plain(name)}: " : "")}{HtmlText.Plain(notice.Text)}", width, "  ");
        if (page.NoticesNotShown > 0) text.Append($"! {words.Of("notices.more", page.NoticesNotShown)}\n");
        text.Append(rule).Append('\n');
        foreach (var block in page.Blocks)
        {
            if (page.Left is [var first, ..] && block == first && page.Synthesis.Count > 0)
            {
                text.Append('\n');
                Wrap(text, string.Join("  |  ", page.Synthesis.Select(line => Words(line, words))), width, "");
            }

            text.Append('\n').Append(block.Title.ToUpperInvariant()).Append('\n');
            if (block.Lines.Count == 0 && block.NotShown == 0) Wrap(text, "  " + block.Empty, width, "  ");
            foreach (var line in block.Lines) Wrap(text, $"  {Words(line, words)}", width, "      ");
            if (block.NotShown > 0) text.Append($"  {words.Of("more", block.NotShown)}\n");
        }

        return text.ToString();
    }

    private static string Words(PageLine line, PageWords said)
    {
        var words = HtmlText.Plain($"{line.Text} {line.Detail}");
        if (line.Date is { } date) words += $" ({HtmlText.Plain(date)})";
        if (line.IsUnsure) words += $" [{said["unsure"].ToUpperInvariant()}{(line.UnsureBecause is { } why ? $": {HtmlText.Plain(why)}" : "")}]";
        if (line.Remark is { } remark) words += $" [{HtmlText.Plain(remark)}]";
        return line.Conflict is { } conflict ? $"{words} [{HtmlText.Plain(said.Of("conflict", conflict))}]" : words;
    }

    private static void Wrap(StringBuilder text, string words, int width, string indent)
    {
        var used = 0;
        var lead = words.Length - words.TrimStart(' ').Length;
        text.Append(' ', lead);
        used += lead;
        foreach (var word in words.TrimStart(' ').Split(' '))
        {
            if (used > lead && used + word.Length > width)
            {
                text.Append('\n').Append(indent);
                used = indent.Length;
            }

            text.Append(word).Append(' ');
            used += word.Length + 1;
        }

        while (text.Length > 0 && text[^1] == ' ') text.Length--;
        text.Append('\n');
    }
}
