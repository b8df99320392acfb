using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>A section in words (FHIR R4 narrative: XHTML without anything active).</summary>
internal static class Narrative
{
    public static Utf8JsonWriter WithNarrative(this Utf8JsonWriter json, IReadOnlyList<string> lines, string? remark = null)
    {
        var div = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        if (lines.Count > 0) div.Append("<ul>");
        foreach (var line in lines) div.Append("<li>").Append(Encode(line)).Append("</li>");
        if (lines.Count > 0) div.Append("</ul>");
        if (remark is not null) div.Append("<p>").Append(Encode(remark)).Append("</p>");
        return json.Name("text").Open().With("status", "generated").With("div", div.Append("</div>").ToString()).Close();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(Json.Clean(text) ?? "not stated");
}
