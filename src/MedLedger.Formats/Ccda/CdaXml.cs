using System.Net;
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
    public const int MaxAttributes = 1_000;
    private const string V3 = "urn:hl7-org:v3";
    private const string Extension = "urn:hl7-org:sdtc";

    /// <summary>The elements at the top: one of a document, several of a fragment.</summary>
    /// <exception cref="XmlException">when the text is not well-formed or names a document type.</exception>
    /// <exception cref="InvalidDataException">when it is over a limit.</exception>
    public static IReadOnlyList<CdaElement> Parse(string text)
    {
        var roots = new List<CdaElement>();
        var open = new Stack<(CdaElement Element, Dictionary<string, int> Counts)>();
        var top = new Dictionary<string, int>(StringComparer.Ordinal);
        var prefixes = new XmlNamespaceManager(new NameTable());
        foreach (var reader in Walk(text))
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    prefixes.PushScope();
                    var outer = open.Count > 0 ? open.Peek() : (Element: null, Counts: top);
                    var attributes = Attributes(reader, prefixes);
                    var name = Local(reader.Name, prefixes);
                    var element = new CdaElement(name, outer.Element, outer.Counts[name] = outer.Counts.GetValueOrDefault(name) + 1, attributes);
                    if (outer.Element is { } parent) parent.Add(element);
                    else roots.Add(element);
                    if (reader.IsEmptyElement) prefixes.PopScope();
                    else open.Push((element, new(StringComparer.Ordinal)));
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    prefixes.PopScope();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open.Count > 0:
                    open.Peek().Element.Add(reader.Value);
                    break;
                // Nothing declares it, since no document type is taken. Left out, "5 &micro;g" would be 5 g.
                case XmlNodeType.EntityReference when open.Count > 0:
                    open.Peek().Element.Add(WebUtility.HtmlDecode($"&{reader.Name};"));
                    break;
            }
        }

        return roots;
    }

    /// <summary>Whether the text declares a document type, for the refusal's reason.</summary>
    public static bool HasDocumentType(string text) => text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Node by node, within the limits; nothing is kept.</summary>
    internal static IEnumerable<XmlTextReader> Walk(string text)
    {
        // The reader takes in all attributes of an element before it shows one, and compares each with each other.
        if (HasCrowdedTag(text)) throw new InvalidDataException("An element has too many attributes.");
        // A fragment may hold several elements and no declaration; the characters are decoded already.
        using var reader = new XmlTextReader(Declaration().Replace(text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n'), "", 1), XmlNodeType.Element, null)
        {
            Namespaces = false,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            WhitespaceHandling = WhitespaceHandling.All,
        };
        for (var elements = 0; reader.Read();)
        {
            if (reader.NodeType == XmlNodeType.Element && (++elements > MaxElements || reader.Depth >= MaxDepth)) throw new InvalidDataException("The XML is over a limit.");
            yield return reader;
        }
    }

    // A start tag goes to the first '>' outside quotes (XML 1.0, section 3.1), and no '<' stands in it.
    private static bool HasCrowdedTag(ReadOnlySpan<char> text)
    {
        for (int open; (open = text.IndexOf('<')) >= 0;)
        {
            text = text[(open + 1)..];
            var quote = '\0';
            var attributes = 0;
            foreach (var c in text)
            {
                if (c == '<' || (c == '>' && quote == '\0')) break;
                if (quote != '\0') quote = c == quote ? '\0' : quote;
                else if (c is '"' or '\'') quote = c;
                else if (c == '=' && ++attributes > MaxAttributes) return true;
            }
        }

        return false;
    }

    private static Dictionary<string, string> Attributes(XmlTextReader reader, XmlNamespaceManager prefixes)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.MoveToNextAttribute())
        {
            if (reader.Name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                // These two are bound for ever (Namespaces in XML 1.0, section 3).
                if (reader.Name["xmlns:".Length..] is var prefix and not ("xml" or "xmlns")) prefixes.AddNamespace(prefix, reader.Value);
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
        return attributes;
    }

    private static string Local(string name, XmlNamespaceManager prefixes)
    {
        var colon = name.IndexOf(':');
        if (colon < 0) return name;
        var prefix = name[..colon];
        return prefixes.LookupNamespace(prefix) switch
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
