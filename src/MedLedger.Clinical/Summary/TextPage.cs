using System.Text;

namespace MedLedger.Clinical.Summary;

/// <summary>The one page for a terminal. Control characters of documents never reach it.</summary>
public static class TextPage
{
    public static string Render(OnePage page, int width)
    {
        width = Math.Max(40, width);
        var text = new StringBuilder();
        var rule = new string('─', width);
        text.Append(HtmlText.Plain(page.Name.Text)).Append("    patient summary, ").Append($"{page.AsOf:yyyy-MM-dd}\n");
        Wrap(text, string.Join(" · ", page.Identity.Select(Words)), width, "");
        text.Append(rule).Append('\n');
        Wrap(text, $"{page.Freshness}{(page.UnsureCount > 0 ? $" · {page.UnsureCount} unsure" : "")}", width, "");
        foreach (var notice in page.Notices) Wrap(text, $"! {(notice.Document is { } name ? $"{HtmlText.Plain(name)}: " : "")}{HtmlText.Plain(notice.Text)}", width, "  ");
        if (page.NoticesNotShown > 0) text.Append($"! {page.NoticesNotShown} more remarks on documents, not shown\n");
        text.Append(rule).Append('\n');
        if (page.Synthesis.Count > 0) Wrap(text, string.Join("  |  ", page.Synthesis.Select(Words)), width, "");
        foreach (var block in page.Blocks)
        {
            text.Append('\n').Append(block.Title.ToUpperInvariant()).Append('\n');
            if (block.Lines.Count == 0 && block.NotShown == 0) Wrap(text, "  " + block.Empty, width, "  ");
            foreach (var line in block.Lines) Wrap(text, $"  {Words(line)}", width, "      ");
            if (block.NotShown > 0) text.Append($"  {block.NotShown} more, not shown\n");
        }

        return text.ToString();
    }

    private static string Words(PageLine line)
    {
        var words = HtmlText.Plain($"{line.Text} {line.Detail}");
        if (line.Date is { } date) words += $" ({HtmlText.Plain(date)})";
        if (line.IsUnsure) words += $" [UNSURE: {HtmlText.Plain(line.UnsureBecause)}]";
        return line.Conflict is { } conflict ? $"{words} [CONFLICT: {HtmlText.Plain(conflict)}]" : words;
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
