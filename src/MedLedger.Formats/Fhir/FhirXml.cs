using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.Formats.Ccda;

namespace MedLedger.Formats.Fhir;

/// <summary>FHIR XML as the JSON of the same resource (FHIR R4, 2.6.2). A list of one stays a single element, which <see cref="FhirElement.Items"/> reads as a list.</summary>
public static partial class FhirXml
{
    /// <summary>UTF-8 JSON, or null when the XML holds no resource.</summary>
    /// <exception cref="System.Xml.XmlException">when the text is not well-formed or names a document type.</exception>
    /// <exception cref="InvalidDataException">when it is over a limit.</exception>
    public static byte[]? ToJson(string xml)
    {
        if (CdaXml.Parse(xml) is not [var root] || !IsResource(root)) return null;
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new() { MaxDepth = 256 })) WriteResource(writer, root);
        return json.ToArray();
    }

    private static bool IsResource(CdaElement element) => char.IsAsciiLetterUpper(element.Name[0]);

    private static void WriteResource(Utf8JsonWriter writer, CdaElement resource)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", resource.Name);
        WriteChildren(writer, resource);
        writer.WriteEndObject();
    }

    private static void WriteChildren(Utf8JsonWriter writer, CdaElement element)
    {
        if (element["id"] is { } id && !element.Children.Any(child => child.Name == "id")) writer.WriteString("id", id);
        if (element["url"] is { } url) writer.WriteString("url", url);
        foreach (var same in element.Children.GroupBy(child => child.Name, StringComparer.Ordinal))
        {
            var all = same.ToList();
            writer.WritePropertyName(same.Key);
            if (all.Count > 1) writer.WriteStartArray();
            foreach (var one in all) WriteValue(writer, one);
            if (all.Count > 1) writer.WriteEndArray();
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, CdaElement element)
    {
        // The narrative is XHTML: its words are kept, a line a block.
        if (element.Name == "div") writer.WriteStringValue(CdaNarrative.Lines(element, withHeaders: true));
        else if (element.Name is "resource" or "contained" or "outcome" && element.Children.FirstOrDefault() is { } inner && IsResource(inner)) WriteResource(writer, inner);
        else if (element["value"] is { } value && element.Name != "extension") WritePrimitive(writer, value);
        else
        {
            writer.WriteStartObject();
            WriteChildren(writer, element);
            writer.WriteEndObject();
        }
    }

    // XML does not tell a number from digits; FhirElement.Text gives back what was written either way.
    private static void WritePrimitive(Utf8JsonWriter writer, string value)
    {
        if (value is "true" or "false") writer.WriteBooleanValue(value == "true");
        else if (JsonNumber().IsMatch(value) && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) writer.WriteRawValue(value);
        else writer.WriteStringValue(value);
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,8})?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex JsonNumber();
}
