using System.IO.Compression;
using System.Text;
using MedLedger.Ingestion.Parsing;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Parsing;

public class PdfImageSignTests
{
    [Fact]
    public void A_document_of_text_holds_no_images() => Assert.False(PdfImageSigns.MayHoldImages(PdfBuilder.Build(["Take amlodipine 10 mg."])));

    [Theory]
    [InlineData("1 0 obj << /Subtype /Image /Width 2 >> stream\nxx\nendstream endobj", true)]
    [InlineData("1 0 obj << /ProcSet [/PDF /Text /ImageB /ImageC] >> endobj", false)]
    [InlineData("1 0 obj << /Length 30 >> stream\nq BI /W 2 /H 2 ID xxxx EI Q\nendstream endobj", true)]
    [InlineData("1 0 obj << /Filter /LZWDecode /Length 4 >> stream\nxxxx\nendstream endobj", true)]
    [InlineData("trailer << /Encrypt 5 0 R >>", true)]
    public void Images_inline_images_and_what_cannot_be_looked_into_count(string pdf, bool holds) => Assert.Equal(holds, PdfImageSigns.MayHoldImages(Encoding.Latin1.GetBytes(pdf)));

    [Theory]
    [InlineData("BT (plain) Tj ET", false)]
    [InlineData("q BI /W 2 /H 2 ID xxxx EI Q", true)]
    public void Deflated_pages_are_looked_into(string content, bool holds)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true)) zlib.Write(Encoding.ASCII.GetBytes(content));
        byte[] pdf = [.. "1 0 obj << /Filter /FlateDecode >> stream\n"u8, .. packed.ToArray(), .. "\nendstream endobj"u8];
        Assert.Equal(holds, PdfImageSigns.MayHoldImages(pdf));
    }
}
