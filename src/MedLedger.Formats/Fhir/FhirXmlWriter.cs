using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace MedLedger.Formats.Fhir;

/// <summary>A FHIR R4 resource in JSON as XML (FHIR R4, 2.6.2 and 2.6.1): elements in the order of the definitions, values as attributes, the narrative as XHTML.</summary>
public static partial class FhirXmlWriter
{
    private const string Fhir = "http://hl7.org/fhir";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    private static readonly XmlWriterSettings _writing = new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CheckCharacters = true };

    // The narrative is our own or a stranger's: no document type, no entity, nothing fetched.
    private static readonly XmlReaderSettings _narrative = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>UTF-8 XML of one resource.</summary>
    /// <exception cref="InvalidDataException">when the JSON holds an element that FHIR R4 does not define, or characters that XML cannot hold.</exception>
    /// <exception cref="JsonException">when it is not JSON.</exception>
    public static byte[] Write(ReadOnlyMemory<byte> json)
    {
        using var document = StrictJson.Parse(json);
        using var bytes = new MemoryStream();
        try
        {
            using var xml = XmlWriter.Create(bytes, _writing);
            Resource(xml, document.RootElement);
        }
        catch (Exception trouble) when (trouble is XmlException or ArgumentException)
        {
            throw new InvalidDataException($"The resource cannot be written as XML: {trouble.Message}", trouble);
        }

        return bytes.ToArray();
    }

    private static void Resource(XmlWriter xml, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("resourceType", out var named) || named.GetString() is not { } type)
            throw new InvalidDataException("A resource without a resourceType.");
        xml.WriteStartElement(type, Fhir);
        Children(xml, json, type);
        xml.WriteEndElement();
    }

    private static void Children(XmlWriter xml, JsonElement json, string type)
    {
        var children = FhirElements.Of(type) ?? throw new InvalidDataException($"FHIR R4 has no type {type}.");
        var known = new HashSet<string>(StringComparer.Ordinal) { "resourceType" };
        foreach (var child in children.Where(child => child.IsAttribute))
            if (known.Add(child.Name) && json.TryGetProperty(child.Name, out var value)) xml.WriteAttributeString(child.Name, Value(value));
        foreach (var child in children.Where(child => !child.IsAttribute))
            foreach (var (name, of) in Named(json, child))
            {
                known.Add(name);
                known.Add("_" + name);
                Element(xml, json, name, of);
            }

        foreach (var property in json.EnumerateObject())
            if (!known.Contains(property.Name)) throw new InvalidDataException($"{type} has no element {property.Name}.");
    }

    // A choice is present under its name and its type: valueQuantity of value[x].
    private static List<(string Name, string? Type)> Named(JsonElement json, FhirElements.Child child)
    {
        if (!child.IsChoice) return [(child.Name, child.Type)];
        return [.. json.EnumerateObject().Select(property => property.Name.TrimStart('_'))
            .Where(name => name.Length > child.Name.Length && name.StartsWith(child.Name, StringComparison.Ordinal) && char.IsAsciiLetterUpper(name[child.Name.Length]))
            .Distinct(StringComparer.Ordinal)
            .Select(name => (name, FhirElements.Of(name[child.Name.Length..]) is null ? null : name[child.Name.Length..]))];
    }

    private static void Element(XmlWriter xml, JsonElement parent, string name, string? type)
    {
        var values = Items(parent, name);
        // "_name" carries id and extensions of a primitive, place by place (FHIR R4, 2.6.2.3).
        var more = Items(parent, "_" + name);
        for (var i = 0; i < Math.Max(values.Count, more.Count); i++)
        {
            var value = i < values.Count && values[i].ValueKind != JsonValueKind.Null ? values[i] : (JsonElement?)null;
            var beside = i < more.Count && more[i].ValueKind != JsonValueKind.Null ? more[i] : (JsonElement?)null;
            if (value is null && beside is null) throw new InvalidDataException($"{name} holds an empty place.");
            if (name == "div" && value is { ValueKind: JsonValueKind.String } narrative) Narrative(xml, narrative.GetString()!);
            else One(xml, name, type, value, beside);
        }
    }

    private static void One(XmlWriter xml, string name, string? type, JsonElement? value, JsonElement? beside)
    {
        xml.WriteStartElement(name, Fhir);
        switch (value)
        {
            case { ValueKind: JsonValueKind.Object } content when type == "Resource":
                Resource(xml, content);
                break;
            case { ValueKind: JsonValueKind.Object } content:
                Children(xml, content, type ?? throw new InvalidDataException($"{name} is a primitive and cannot hold elements."));
                break;
            default:
                if (value is { } primitive) Primitive(xml, name, type, primitive, beside);
                else Children(xml, beside!.Value, "Element");
                break;
        }

        xml.WriteEndElement();
    }

    private static void Primitive(XmlWriter xml, string name, string? type, JsonElement value, JsonElement? beside)
    {
        if (type is not null) throw new InvalidDataException($"{name} wants elements, not a value.");
        // id comes first so that attributes stand together; the order of attributes means nothing.
        if (beside is { } more && more.TryGetProperty("id", out var id)) xml.WriteAttributeString("id", Value(id));
        xml.WriteAttributeString("value", Value(value));
        if (beside is { } also) Element(xml, also, "extension", "Extension");
    }

    private static List<JsonElement> Items(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    // A number keeps the digits it was written with: 1.0 is not 1 (FHIR R4, 2.24.0.1).
    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new InvalidDataException("A value is neither text, number nor truth."),
    };

    private static void Narrative(XmlWriter xml, string div)
    {
        using var reader = XmlReader.Create(new StringReader(NamedEntity().Replace(div, entity => Named(entity.Value))), _narrative);
        reader.MoveToContent();
        if (reader.LocalName != "div" || reader.NamespaceURI != Xhtml) throw new InvalidDataException("A narrative is not an XHTML div.");
        xml.WriteNode(reader, defattr: false);
    }

    // XHTML knows more names than XML without a document type; what is left unknown fails to parse.
    private static string Named(string entity) => entity is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;" ? entity : WebUtility.HtmlDecode(entity);

    [GeneratedRegex("&[A-Za-z][A-Za-z0-9]*;", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamedEntity();
}
