using System.Text;

namespace MedLedger.Formats.Ccda;

/// <summary>The narrative of a document: what people read, and what coded entries point at (CDA R2, section 4.3.5).</summary>
public sealed class CdaNarrative
{
    private const int LongestWords = 1000;
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal) { "paragraph", "item", "tr", "caption", "title", "br", "table", "list", "thead", "tbody", "tfoot" };
    private readonly Dictionary<string, CdaElement> _byId = new(StringComparer.Ordinal);

    public CdaNarrative(IEnumerable<CdaElement> roots)
    {
        foreach (var element in roots.SelectMany(root => root.Below().Prepend(root)))
            if ((element["ID"] ?? element["id"]) is { } id) _byId.TryAdd(id, element);
    }

    /// <summary>The words of an ED or originalText: its own, or those it points at.</summary>
    public string? Words(CdaElement? text)
    {
        if (text is null) return null;
        var words = Target(text)?.Text ?? text.Text;
        return words is null || words.Length <= LongestWords ? words : words[..LongestWords];
    }

    /// <summary>The narrative element that an ED points at.</summary>
    public CdaElement? Target(CdaElement? text) =>
        text?.First("reference")?["value"] is { } reference && _byId.TryGetValue(reference.TrimStart('#'), out var found) ? found : null;

    /// <summary>The table row that a narrative element stands in, or the element itself.</summary>
    public static CdaElement Row(CdaElement element) => element.SelfAndAbove().FirstOrDefault(above => above.Name == "tr") ?? element;

    /// <summary>The cell of the element's row under the first header that <paramref name="wanted"/> accepts; null where the table does not say.</summary>
    public static string? Cell(CdaElement element, Func<string, bool> wanted)
    {
        var row = Row(element);
        if (row.Name != "tr" || row.SelfAndAbove().FirstOrDefault(above => above.Name == "table") is not { } table) return null;
        var headers = table.At("thead", "tr")?.Children.Where(cell => cell.Name is "th" or "td").ToList();
        var cells = row.Children.Where(cell => cell.Name is "td" or "th").ToList();
        // A row with joined cells does not line up with its header.
        if (headers is null || headers.Count != cells.Count || cells.Any(cell => cell["colspan"] is not (null or "1"))) return null;
        var column = headers.FindIndex(header => header.Text is { } text && wanted(text));
        return column < 0 ? null : cells[column].Text;
    }

    /// <summary>A section's text as lines: a line a paragraph, list item or table row; header rows are left out where <paramref name="withHeaders"/> is false.</summary>
    public static string Lines(CdaElement text, bool withHeaders)
    {
        var lines = new StringBuilder();
        Append(text, lines, withHeaders);
        var kept = lines.ToString().Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0);
        return string.Join('\n', kept);
    }

    private static void Append(CdaElement element, StringBuilder lines, bool withHeaders)
    {
        // Text that was struck out in the original stays visible as such, and is no statement (CDA R2, 4.3.5.7).
        if (element["revised"] == "delete" || (element.Name == "thead" && !withHeaders)) return;
        var block = Blocks.Contains(element.Name);
        if (block) lines.Append('\n');
        foreach (var node in element.Content)
        {
            if (node is CdaElement child) Append(child, lines, withHeaders);
            else lines.Append(Plain((string)node, element));
        }

        lines.Append(block ? '\n' : ' ');
    }

    // Line ends of plain text are the author's where the section has no markup at all; in markup they are layout.
    private static string Plain(string text, CdaElement element) =>
        element.Name == "text" && !element.Children.Any() ? text : text.ReplaceLineEndings(" ");
}
