using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Parsing;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>Documents that resources carry inside, and the narrative of sections without an entry that is there. Addresses are never followed.</summary>
internal static partial class FhirAttachments
{
    public static IEnumerable<InnerDocument> Read(IEnumerable<FhirResource> resources)
    {
        foreach (var resource in resources)
        {
            if (resource.Type is not ("DocumentReference" or "DiagnosticReport" or "Binary")) continue;
            var body = resource.Body;
            // A superseded or mistaken document says nothing any more.
            if (body.Text("status") is "entered-in-error" or "superseded") continue;
            IEnumerable<FhirElement> attachments = resource.Type switch
            {
                "DocumentReference" => body.Items("content").Select(content => content["attachment"]),
                "DiagnosticReport" => body.Items("presentedForm"),
                _ => [body],
            };
            foreach (var attachment in attachments)
                if (attachment.Text("data") is { } data && InnerDocument.FromBase64(data, $"{resource.Path}.data") is { } inner) yield return inner;
        }
    }

    /// <summary>The words of a document's sections without entries, or whose entries all lead nowhere: title lines with a colon, then the text.</summary>
    public static string Narrative(IEnumerable<FhirResource> resources, FhirDocument document)
    {
        var words = new StringBuilder();
        foreach (var composition in resources.Where(resource => resource.Type == "Composition" && resource.Body.Text("status") != "entered-in-error"))
            foreach (var section in composition.Body.Items("section")) Append(section, words, entry => document.Resolve(entry, composition) is not null, depth: 0);
        return words.ToString().TrimEnd();
    }

    private static void Append(FhirElement section, StringBuilder words, Func<FhirElement, bool> isThere, int depth)
    {
        var empty = section["emptyReason"].Exists;
        if (!empty && !section.Items("entry").Any(isThere) && section["text"].Text("div") is { } div && Lines(div) is { Length: > 0 } lines)
            words.Append(section.Text("title") ?? "Section").Append(":\n").Append(lines).Append("\n\n");
        if (depth < 8)
            foreach (var inner in section.Items("section")) Append(inner, words, isThere, depth + 1);
    }

    private static string Lines(string xhtml)
    {
        var text = WebUtility.HtmlDecode(Tag().Replace(Block().Replace(Head().Replace(xhtml.ReplaceLineEndings(" "), " "), "\n"), " "));
        return string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0));
    }

    private const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex("<thead[^>]*>.*?</thead>", Plain)]
    private static partial Regex Head();

    [GeneratedRegex("</?(p|div|li|tr|br|ul|ol|table|tbody|h[1-6]|caption)[^>]*>", Plain)]
    private static partial Regex Block();

    [GeneratedRegex("<[^>]*>", Plain)]
    private static partial Regex Tag();
}
