using System.Runtime.InteropServices;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Ocr;

/// <summary>Tesseract through its C API. Not for use by two threads at once.</summary>
internal sealed class TesseractEngine : IOcrEngine
{
    private nint _reader;

    public IReadOnlyList<PlacedWord> Recognise(Pix page, int dpi)
    {
        if (_reader == 0) _reader = Start();
        Tesseract.TessBaseAPISetImage2(_reader, page.Handle);
        Tesseract.TessBaseAPISetSourceResolution(_reader, dpi);
        try
        {
            return Tesseract.TessBaseAPIRecognize(_reader, 0) == 0 ? Words(_reader) : [];
        }
        finally
        {
            Tesseract.TessBaseAPIClear(_reader);
        }
    }

    public IReadOnlyList<PlacedWord> RecogniseLine(Pix page, Area area, int dpi)
    {
        if (_reader == 0) _reader = Start();
        Tesseract.TessBaseAPISetPageSegMode(_reader, Tesseract.SingleLine);
        Tesseract.TessBaseAPISetImage2(_reader, page.Handle);
        Tesseract.TessBaseAPISetSourceResolution(_reader, dpi);
        int left = Math.Clamp((int)area.X, 0, page.Width - 1), top = Math.Clamp((int)area.Y, 0, page.Height - 1);
        Tesseract.TessBaseAPISetRectangle(_reader, left, top, Math.Clamp((int)area.Right - left, 1, page.Width - left), Math.Clamp((int)area.Bottom - top, 1, page.Height - top));
        try
        {
            return Tesseract.TessBaseAPIRecognize(_reader, 0) == 0 ? Words(_reader) : [];
        }
        finally
        {
            Tesseract.TessBaseAPIClear(_reader);
            Tesseract.TessBaseAPISetPageSegMode(_reader, Tesseract.AutomaticLayout);
        }
    }

    public void Dispose()
    {
        if (_reader != 0) Tesseract.TessBaseAPIDelete(_reader);
        _reader = 0;
    }

    private static nint Start()
    {
        var api = Tesseract.TessBaseAPICreate();
        if (Tesseract.TessBaseAPIInit2(api, 0, "eng", Tesseract.LstmEngine) != 0)
        {
            Tesseract.TessBaseAPIDelete(api);
            throw new InvalidOperationException("The OCR model 'eng' is missing: install tesseract-ocr-eng.");
        }

        _ = Tesseract.TessBaseAPISetVariable(api, "debug_file", "/dev/null");
        Tesseract.TessBaseAPISetPageSegMode(api, Tesseract.AutomaticLayout);
        return api;
    }

    private static List<PlacedWord> Words(nint api)
    {
        var words = new List<PlacedWord>();
        var iterator = Tesseract.TessBaseAPIGetIterator(api);
        if (iterator == 0) return words;
        try
        {
            // The same object in another role: deleting both would free it twice.
            var place = Tesseract.TessResultIteratorGetPageIteratorConst(iterator);
            int line = -1, block = -1;
            do
            {
                if (block < 0 || Tesseract.TessPageIteratorIsAtBeginningOf(place, Tesseract.BlockLevel) != 0) block++;
                if (line < 0 || Tesseract.TessPageIteratorIsAtBeginningOf(place, Tesseract.LineLevel) != 0) line++;
                if (Text(iterator) is not { } text) continue;
                if (Tesseract.TessPageIteratorBoundingBox(place, Tesseract.WordLevel, out var left, out var top, out var right, out var bottom) == 0) continue;
                var confidence = Math.Clamp(Tesseract.TessResultIteratorConfidence(iterator, Tesseract.WordLevel) / 100.0, 0, 1);
                words.Add(new(text, new(left, top, right - left, bottom - top), confidence, line, block));
            }
            while (Tesseract.TessResultIteratorNext(iterator, Tesseract.WordLevel) != 0);
        }
        finally
        {
            Tesseract.TessResultIteratorDelete(iterator);
        }

        return words;
    }

    // A lone bar is a table border, never a word; control characters never leave the engine.
    private static string? Text(nint iterator)
    {
        var memory = Tesseract.TessResultIteratorGetUTF8Text(iterator, Tesseract.WordLevel);
        if (memory == 0) return null;
        var text = Marshal.PtrToStringUTF8(memory)!.Trim();
        Tesseract.TessDeleteText(memory);
        text = new([.. text.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c))]);
        return text.Length == 0 || text is "|" or "||" ? null : text;
    }
}
