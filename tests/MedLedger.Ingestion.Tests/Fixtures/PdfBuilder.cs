using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>Small whole PDFs: each page its lines of Helvetica text at 12 points.</summary>
internal static class PdfBuilder
{
    public static byte[] Build(params string[][] pages) => Build(595, 842, pages);

    public static byte[] Build(int width, int height, params string[][] pages)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Length} /Kids [{string.Join(' ', Enumerable.Range(0, pages.Length).Select(i => $"{4 + (2 * i)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        };
        for (var i = 0; i < pages.Length; i++)
        {
            var text = string.Concat(pages[i].Select((line, row) => Line(line, height - 60 - (20 * row))));
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + (2 * i)} 0 R >>");
            objects.Add($"<< /Length {text.Length} >>\nstream\n{text}endstream");
        }

        return Write(objects);
    }

    /// <summary>A page whose content is packed twice, so that a few kilobytes unpack to hundreds of megabytes.</summary>
    public static byte[] Packed(string content)
    {
        var packed = Deflate(Deflate(Encoding.ASCII.GetBytes(content)));
        return Write(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            $"<< /Length {packed.Length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n{Encoding.Latin1.GetString(packed)}\nendstream",
        ]);
    }

    private static byte[] Deflate(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(plain);
        return packed.ToArray();
    }

    private static string Line(string line, int y)
    {
        // A bar parts the cells of a table row.
        var cells = line.Split('|');
        return string.Concat(cells.Select((cell, column) => $"BT /F1 12 Tf {(50 + (column * 140)).ToString(CultureInfo.InvariantCulture)} {y} Td ({cell.Replace("(", "\\(").Replace(")", "\\)")}) Tj ET\n"));
    }

    private static byte[] Write(List<string> objects)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
