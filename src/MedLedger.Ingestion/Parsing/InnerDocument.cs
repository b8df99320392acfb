using System.Buffers.Text;
using System.Text;

namespace MedLedger.Ingestion.Parsing;

/// <summary>A document inside a document: the PDF in an unstructured CDA, the CDA in a DICOM object, a report in an HL7 message.</summary>
/// <param name="Bytes">As they were before they were wrapped.</param>
/// <param name="Where">Its place in the outer document, for the report.</param>
internal sealed record InnerDocument(byte[] Bytes, string Where)
{
    /// <summary>Null when the text is no base64.</summary>
    public static InnerDocument? FromBase64(string text, string where)
    {
        var ascii = Encoding.ASCII.GetBytes(text);
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(ascii.Length)];
        try
        {
            return Convert.TryFromBase64String(text, bytes, out var written) && written > 0 ? new(bytes[..written], where) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
