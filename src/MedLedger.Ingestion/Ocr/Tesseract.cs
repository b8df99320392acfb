using System.Runtime.InteropServices;

namespace MedLedger.Ingestion.Ocr;

/// <summary>The functions of libtesseract.so.5 that are used (tesseract 5.3, capi.h).</summary>
internal static class Tesseract
{
    internal const int LstmEngine = 1;
    internal const int AutomaticLayout = 3;
    internal const int SingleLine = 7;
    internal const int BlockLevel = 0;
    internal const int LineLevel = 2;
    internal const int WordLevel = 3;

    private const string Library = "libtesseract.so.5";

    [DllImport(Library)] internal static extern nint TessBaseAPICreate();

    [DllImport(Library)] internal static extern void TessBaseAPIDelete(nint api);

    [DllImport(Library)] internal static extern int TessBaseAPIInit2(nint api, nint dataPath, [MarshalAs(UnmanagedType.LPUTF8Str)] string language, int engine);

    [DllImport(Library)] internal static extern int TessBaseAPISetVariable(nint api, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value);

    [DllImport(Library)] internal static extern void TessBaseAPISetPageSegMode(nint api, int mode);

    [DllImport(Library)] internal static extern void TessBaseAPISetImage2(nint api, nint pix);

    [DllImport(Library)] internal static extern void TessBaseAPISetSourceResolution(nint api, int dpi);

    [DllImport(Library)] internal static extern void TessBaseAPISetRectangle(nint api, int left, int top, int width, int height);

    [DllImport(Library)] internal static extern int TessBaseAPIRecognize(nint api, nint monitor);

    [DllImport(Library)] internal static extern void TessBaseAPIClear(nint api);

    [DllImport(Library)] internal static extern nint TessBaseAPIGetIterator(nint api);

    [DllImport(Library)] internal static extern nint TessResultIteratorGetPageIteratorConst(nint iterator);

    [DllImport(Library)] internal static extern int TessPageIteratorIsAtBeginningOf(nint iterator, int level);

    [DllImport(Library)] internal static extern int TessPageIteratorBoundingBox(nint iterator, int level, out int left, out int top, out int right, out int bottom);

    [DllImport(Library)] internal static extern nint TessResultIteratorGetUTF8Text(nint iterator, int level);

    [DllImport(Library)] internal static extern float TessResultIteratorConfidence(nint iterator, int level);

    [DllImport(Library)] internal static extern int TessResultIteratorNext(nint iterator, int level);

    [DllImport(Library)] internal static extern void TessResultIteratorDelete(nint iterator);

    [DllImport(Library)] internal static extern void TessDeleteText(nint text);
}
