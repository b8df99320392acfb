using System.Runtime.InteropServices;

namespace MedLedger.Ingestion.Ocr;

/// <summary>The functions of liblept.so.5 that are used (leptonica 1.82, allheaders.h).</summary>
internal static class Leptonica
{
    private const string Library = "liblept.so.5";

    // L_SEVERITY_NONE: a damaged image would otherwise write a line per row.
    static Leptonica() => _ = setMsgSeverity(6);

    [DllImport(Library)] internal static extern int setMsgSeverity(int severity);

    [DllImport(Library)] internal static extern int pixReadHeaderMem(in byte data, nuint size, out int format, out int width, out int height, out int bitsPerSample, out int samples, out int colormap);

    [DllImport(Library)] internal static extern int readHeaderMemTiff(in byte data, nuint size, int page, out int width, out int height, out int bitsPerSample, out int samples, out int resolution, out int colormap, out int format);

    [DllImport(Library)] internal static extern nint pixReadMem(in byte data, nuint size);

    [DllImport(Library)] internal static extern nint pixReadMemTiff(in byte data, nuint size, int page);

    [DllImport(Library)] internal static extern nint pixCreate(int width, int height, int depth);

    [DllImport(Library)] internal static extern nint pixRemoveAlpha(nint pix);

    [DllImport(Library)] internal static extern nint pixConvertTo8(nint pix, int colormap);

    [DllImport(Library)] internal static extern nint pixConvertTo1(nint pix, int threshold);

    [DllImport(Library)] internal static extern nint pixScale(nint pix, float x, float y);

    [DllImport(Library)] internal static extern nint boxCreate(int x, int y, int width, int height);

    [DllImport(Library)] internal static extern void boxDestroy(ref nint box);

    [DllImport(Library)] internal static extern nint pixClipRectangle(nint pix, nint box, nint clipped);

    [DllImport(Library)] internal static extern nint pixRotateOrth(nint pix, int quarterTurns);

    [DllImport(Library)] internal static extern nint pixRotate(nint pix, float radians, int type, int background, int width, int height);

    [DllImport(Library)] internal static extern int pixFindSkew(nint binary, out float degrees, out float confidence);

    [DllImport(Library)] internal static extern int pixGetWidth(nint pix);

    [DllImport(Library)] internal static extern int pixGetHeight(nint pix);

    [DllImport(Library)] internal static extern int pixGetXRes(nint pix);

    [DllImport(Library)] internal static extern int pixGetYRes(nint pix);

    [DllImport(Library)] internal static extern int pixGetDepth(nint pix);

    [DllImport(Library)] internal static extern int pixGetWpl(nint pix);

    [DllImport(Library)] internal static extern nint pixGetData(nint pix);

    [DllImport(Library)] internal static extern int pixWriteMemJpeg(out nint data, out nuint size, nint pix, int quality, int progressive);

    [DllImport(Library)] internal static extern void pixDestroy(ref nint pix);

    [DllImport(Library)] internal static extern void lept_free(nint memory);
}
