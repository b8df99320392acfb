using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>Small pages drawn pixel by pixel.</summary>
internal static class Drawn
{
    public static GreyImage Blank(int width, int height, byte paper = 255)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, paper);
        return new(width, height, pixels);
    }

    public static GreyImage Box(this GreyImage page, int left, int top, int width, int height, byte ink = 0)
    {
        for (var y = Math.Max(0, top); y < Math.Min(page.Height, top + height); y++)
            for (var x = Math.Max(0, left); x < Math.Min(page.Width, left + width); x++) page.Pixels[(y * page.Width) + x] = ink;
        return page;
    }

    public static GreyImage Frame(this GreyImage page, int left, int top, int side, int thick = 3) =>
        page.Box(left, top, side, thick).Box(left, top + side - thick, side, thick).Box(left, top, thick, side).Box(left + side - thick, top, thick, side);
}
