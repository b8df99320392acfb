using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>A section in words (FHIR R4 narrative: XHTML without anything active).</summary>
internal static class Narrative
{
    public static JsonObject Of(IReadOnlyList<string> lines, string? remark = null)
    {
        var items = string.Concat(lines.Select(line => $"<li>{Encode(line)}</li>"));
        var list = items.Length > 0 ? $"<ul>{items}</ul>" : "";
        var note = remark is null ? "" : $"<p>{Encode(remark)}</p>";
        return new() { ["status"] = "generated", ["div"] = $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{list}{note}</div>" };
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(Json.Clean(text) ?? "not stated");
}
