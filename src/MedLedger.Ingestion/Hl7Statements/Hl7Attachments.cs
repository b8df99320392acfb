using System.Text;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.Parsing;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>Documents that a message carries as encapsulated data (OBX of type ED; HL7 v2, chapter 2A.24). What they are, their bytes say.</summary>
internal static class Hl7Attachments
{
    public static IEnumerable<InnerDocument> Read(Hl7Message message)
    {
        foreach (var obx in message.Of("OBX").Where(obx => obx.Value(2) is "ED" && obx.Value(11) is not ("D" or "W")))
        {
            var data = obx.Field(5);
            var where = $"OBX segment {obx.Ordinal}";
            if (data[5] is not { } content) continue;
            if (string.Equals(data[4], "Base64", StringComparison.OrdinalIgnoreCase) && InnerDocument.FromBase64(content, where) is { } encoded) yield return encoded;
            else if (data[4] is "A" or null) yield return new(Encoding.UTF8.GetBytes(content), where);
        }
    }
}
