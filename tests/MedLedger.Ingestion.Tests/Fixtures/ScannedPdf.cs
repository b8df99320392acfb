using System.Globalization;
using System.Text;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>One page: a picture in a rectangle, and lines of text that are visible or hidden under it as scanners hide them.</summary>
internal static class ScannedPdf
{
    public const int Width = 420;
    public const int Height = 300;

    /// <param name="scan">The picture, drawn into the rectangle (x, y from the bottom, width, height in points).</param>
    /// <param name="place">Where it is drawn.</param>
    /// <param name="hidden">Whether the text is invisible (text rendering mode 3, ISO 32000-1, 9.3.6).</param>
    /// <param name="text">Lines with the points of their baselines; the font is Helvetica at 12 points.</param>
    public static byte[] Build(Picture scan, (int X, int Y, int Width, int Height) place, bool hidden, params (int X, int Y, string Text)[] text)
    {
        var content = new StringBuilder();
        content.Append(CultureInfo.InvariantCulture, $"q {place.Width} 0 0 {place.Height} {place.X} {place.Y} cm /Im0 Do Q\n");
        foreach (var line in text)
            content.Append(CultureInfo.InvariantCulture, $"BT {(hidden ? 3 : 0)} Tr /F1 12 Tf {line.X} {line.Y} Td ({line.Text.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj ET\n");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font << /F1 3 0 R >> /XObject << /Im0 6 0 R >> >> /Contents 5 0 R >>",
            $"<< /Length {content.Length} >>\nstream\n{content}endstream",
            $"<< /Type /XObject /Subtype /Image /Width {scan.Width} /Height {scan.Height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length {scan.Pixels.Length} >>\nstream\n{Encoding.Latin1.GetString(scan.Pixels)}\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
