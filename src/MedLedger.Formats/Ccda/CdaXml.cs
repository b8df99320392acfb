using System.Text.RegularExpressions;
using System.Xml;

namespace MedLedger.Formats.Ccda;

/// <summary>
/// XML as hostile input: no document type, so no entity and nothing to fetch; bounded depth and number of elements.
/// Prefixes are read leniently, because fragments and some senders use them without declaring them.
/// </summary>
public static partial class CdaXml
{
    public const int MaxDepth = 100;
    public const int MaxElements = 1_000_000;
    private const string V3 = "urn:hl7-org:v3";
    private const string Extension = "urn:hl7-org:sdtc";

    /// <summary>The elements at the top: one of a document, several of a fragment.</summary>
    /// <exception cref="XmlException">when the text is not well-formed or names a document type.</exception>
    /// <exception cref="InvalidDataException">when it is over a limit.</exception>
    public static IReadOnlyList<CdaElement> Parse(string text)
    {
        // A fragment may hold several elements and no declaration; the characters are decoded already.
        using var reader = new XmlTextReader(Declaration().Replace(text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n'), "", 1), XmlNodeType.Element, null)
        {
            Namespaces = false,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            WhitespaceHandling = WhitespaceHandling.All,
        };
        var roots = new List<CdaElement>();
        var open = new Stack<(CdaElement Element, Dictionary<string, int> Counts, Dictionary<string, string> Prefixes)>();
        var top = new Dictionary<string, int>(StringComparer.Ordinal);
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        var elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++elements > MaxElements || open.Count >= MaxDepth) throw new InvalidDataException("The XML is over a limit.");
                    var outer = open.Count > 0 ? open.Peek() : (Element: null, Counts: top, Prefixes: none);
                    var (attributes, prefixes) = Attributes(reader, outer.Prefixes);
                    var name = Local(reader.Name, prefixes);
                    var element = new CdaElement(name, outer.Element, outer.Counts[name] = outer.Counts.GetValueOrDefault(name) + 1, attributes);
                    if (outer.Element is { } parent) parent.Add(element);
                    else roots.Add(element);
                    if (!reader.IsEmptyElement) open.Push((element, new(StringComparer.Ordinal), prefixes));
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open.Count > 0:
                    open.Peek().Element.Add(reader.Value);
                    break;
            }
        }

        return roots;
    }

    private static (Dictionary<string, string> Attributes, Dictionary<string, string> Prefixes) Attributes(XmlTextReader reader, Dictionary<string, string> outer)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var prefixes = outer;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                if (ReferenceEquals(prefixes, outer)) prefixes = new(outer, StringComparer.Ordinal);
                prefixes[reader.Name["xmlns:".Length..]] = reader.Value;
            }
            else if (reader.Name.EndsWith(":type", StringComparison.Ordinal))
            {
                attributes["xsi:type"] = reader.Value[(reader.Value.IndexOf(':') + 1)..];
            }
            else
            {
                attributes[reader.Name] = reader.Value;
            }
        }

        reader.MoveToElement();
        return (attributes, prefixes);
    }

    private static string Local(string name, Dictionary<string, string> prefixes)
    {
        var colon = name.IndexOf(':');
        if (colon < 0) return name;
        var prefix = name[..colon];
        return prefixes.GetValueOrDefault(prefix) switch
        {
            V3 => name[(colon + 1)..],
            Extension => "sdtc:" + name[(colon + 1)..],
            null when prefix is "cda" or "hl7" or "v3" or "n1" => name[(colon + 1)..],
            _ => name,
        };
    }

    [GeneratedRegex(@"<\?xml\s[^>]*\?>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();
}
