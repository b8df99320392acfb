using System.Globalization;
using System.Text.RegularExpressions;

namespace MedLedger.Ingestion.Parsing;

/// <summary>What pdfinfo and pdfimages say about a PDF before anything is rendered.</summary>
internal sealed partial record PdfFacts(int Pages, IReadOnlyDictionary<int, (double Width, double Height)> Sizes, bool Encrypted)
{
    /// <summary>Size of a page in points; A4 where pdfinfo gives none.</summary>
    public (double Width, double Height) SizeOf(int page) => Sizes.GetValueOrDefault(page, (595, 842));

    /// <summary>Null when pdfinfo found no pages.</summary>
    public static PdfFacts? Parse(string pdfinfo)
    {
        if (PagesLine().Match(pdfinfo) is not { Success: true } pages || !int.TryParse(pages.Groups[1].Value, out var count) || count < 1) return null;
        var sizes = new Dictionary<int, (double, double)>();
        foreach (Match size in SizeLine().Matches(pdfinfo))
            if (int.TryParse(size.Groups[1].Value, out var page)) sizes[page] = (Number(size.Groups[2].Value), Number(size.Groups[3].Value));
        return new(count, sizes, EncryptedLine().IsMatch(pdfinfo));
    }

    /// <summary>Per page the resolution of its largest image, from `pdfimages -list`.</summary>
    public static Dictionary<int, PdfImage> ParseImages(string list)
    {
        var largest = new Dictionary<int, PdfImage>();
        foreach (var line in list.Split('\n').Skip(2))
        {
            // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length < 14 || !int.TryParse(cells[0], out var page) || !int.TryParse(cells[3], out var width) || !int.TryParse(cells[4], out var height)) continue;
            var ppi = int.TryParse(cells[12], out var stated) ? stated : 0;
            if (!largest.TryGetValue(page, out var known) || (long)width * height > known.Pixels) largest[page] = new((long)width * height, width, ppi);
        }

        return largest;
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Pages:\s+(\d{1,9})\s*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex PagesLine();

    [GeneratedRegex(@"^Page\s+(\d{1,9}) size:\s+([0-9.]{1,12}) x ([0-9.]{1,12}) pts", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex SizeLine();

    [GeneratedRegex(@"^Encrypted:\s+yes", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex EncryptedLine();
}

/// <summary>The largest image of a page.</summary>
internal readonly record struct PdfImage(long Pixels, int Width, int Ppi)
{
    /// <summary>Whether it fills most of a page this wide (in points), as a scan does.</summary>
    public bool Covers(double pageWidth) => Ppi > 0 && Width * 72.0 / Ppi > 0.6 * pageWidth;
}
