using System.Text;

namespace MedLedger.Formats.Ccda;

/// <summary>An element of a CDA document. What is missing reads as missing, never as an error.</summary>
public sealed class CdaElement
{
    private readonly Dictionary<string, string> _attributes;
    private readonly List<object> _content = [];
    private readonly int _ordinal;

    internal CdaElement(string name, CdaElement? parent, int ordinal, Dictionary<string, string> attributes)
    {
        Name = name;
        Parent = parent;
        _ordinal = ordinal;
        _attributes = attributes;
    }

    /// <summary>The local name of an HL7 v3 element; others keep their prefix ("sdtc:raceCode").</summary>
    public string Name { get; }

    public CdaElement? Parent { get; }

    /// <summary>Elements and strings in document order.</summary>
    public IReadOnlyList<object> Content => _content;

    public IEnumerable<CdaElement> Children => _content.OfType<CdaElement>();

    /// <summary>Where it stands, as an XPath with counts from 1.</summary>
    public string Path => Parent is null ? Name : $"{Parent.Path}/{Name}[{_ordinal}]";

    /// <summary>Null where something says why there is no value (nullFlavor): its attributes then mean nothing.</summary>
    public bool IsNull => this["nullFlavor"] is not null;

    public bool Negated => this["negationInd"] is "true" or "1";

    /// <summary>An attribute, trimmed; null when missing or empty.</summary>
    public string? this[string attribute] =>
        _attributes.TryGetValue(attribute, out var value) && value.Trim() is { Length: > 0 } text ? text : null;

    public IEnumerable<CdaElement> All(string name) => Children.Where(child => child.Name == name);

    public CdaElement? First(string name) => Children.FirstOrDefault(child => child.Name == name);

    /// <summary>The first element below, step by step.</summary>
    public CdaElement? At(params ReadOnlySpan<string> steps)
    {
        var at = this;
        foreach (var step in steps)
        {
            at = at.First(step);
            if (at is null) return null;
        }

        return at;
    }

    /// <summary>Every element below, in document order.</summary>
    public IEnumerable<CdaElement> Below()
    {
        foreach (var child in Children)
        {
            yield return child;
            foreach (var deeper in child.Below()) yield return deeper;
        }
    }

    public IEnumerable<CdaElement> SelfAndAbove()
    {
        for (var at = this; at is not null; at = at.Parent) yield return at;
    }

    public bool HasTemplate(params ReadOnlySpan<string> roots)
    {
        foreach (var child in Children)
            if (child.Name == "templateId" && child["root"] is { } root && roots.Contains(root)) return true;
        return false;
    }

    /// <summary>All the words inside, parted by single blanks; null when there are none.</summary>
    public string? Text
    {
        get
        {
            var words = new StringBuilder();
            Append(words);
            var text = string.Join(' ', words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return text.Length == 0 ? null : text;
        }
    }

    internal void Add(object node) => _content.Add(node);

    private void Append(StringBuilder words)
    {
        foreach (var node in _content)
        {
            if (node is CdaElement child) child.Append(words.Append(' '));
            else words.Append((string)node);
        }

        words.Append(' ');
    }
}
