using System.Runtime.InteropServices;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>A picture as WebP without loss, written by leptonica.</summary>
internal static class WebP
{
    public static byte[] Of(Picture picture)
    {
        using var pix = Pix.Decode(picture.Bmp())!;
        Assert.Equal(0, pixWriteMemWebP(out var data, out var size, pix.Handle, 80, 1));
        var bytes = new byte[(int)size];
        Marshal.Copy(data, bytes, 0, bytes.Length);
        Leptonica.lept_free(data);
        return bytes;
    }

    [DllImport("liblept.so.5")]
    private static extern int pixWriteMemWebP(out nint data, out nuint size, nint pix, int quality, int lossless);
}
