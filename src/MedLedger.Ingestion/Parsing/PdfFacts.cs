using System.Globalization;
using System.Text.RegularExpressions;

namespace MedLedger.Ingestion.Parsing;

/// <summary>What pdfinfo and pdfimages say about a PDF before anything is rendered.</summary>
internal sealed partial record PdfFacts(int Pages, IReadOnlyDictionary<int, (double Width, double Height)> Sizes)
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
        return new(count, sizes);
    }

    /// <summary>Per page what its images are, from `pdfimages -list`.</summary>
    public static Dictionary<int, PdfImages> ParseImages(string list)
    {
        var found = new Dictionary<int, PdfImages>();
        foreach (var line in list.Split('\n').Skip(2))
        {
            // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // A soft mask shapes another image and shows nothing itself.
            if (cells.Length < 14 || cells[2] == "smask" || !int.TryParse(cells[0], out var page) || !int.TryParse(cells[3], out var width) || !int.TryParse(cells[4], out var height)) continue;
            var ppi = (X: Ppi(cells[12]), Y: Ppi(cells[13]));
            found[page] = found.GetValueOrDefault(page).With((long)width * height, ppi.X, ppi.X > 0 && ppi.Y > 0 ? width * 72.0 / ppi.X * (height * 72.0 / ppi.Y) : 0);
        }

        return found;
    }

    private static int Ppi(string cell) => int.TryParse(cell, out var stated) ? stated : 0;

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Pages:\s+(\d{1,9})\s*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex PagesLine();

    [GeneratedRegex(@"^Page\s+(\d{1,9}) size:\s+([0-9.]{1,12}) x ([0-9.]{1,12}) pts", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex SizeLine();
}

/// <summary>The images of a page: how many, the pixels and resolution of the largest, and the square points that all of them fill.</summary>
internal readonly record struct PdfImages(int Count, long Pixels, int Ppi, double Area)
{
    /// <summary>More than a logo or a signature: something may be written in it.</summary>
    public const double PartOfThePage = 0.08;

    // pdfimages leaves the resolution of odd placements out; an image of unknown size is looked at.
    public double ShareOf((double Width, double Height) page) => Count > 0 && Ppi == 0 ? 1 : Area / (page.Width * page.Height);

    public PdfImages With(long pixels, int ppi, double area) => new(Count + 1, Math.Max(Pixels, pixels), pixels > Pixels ? ppi : Ppi, Area + area);
}
