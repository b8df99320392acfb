using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Finds ½, ¼ and ¾ by their shape: neither reader has them in its alphabet, and half a tablet becomes 12, a per cent sign or nothing. Always
/// unsure: the picture decides.
/// </summary>
internal static class Fractions
{
    private const double Doubtful = 0.55;

    /// <summary>The words with fractions where their three pieces stand on the page.</summary>
    public static IEnumerable<PlacedWord> Restore(PreparedPage page, IReadOnlyList<PlacedWord> words)
    {
        var letter = page.LetterHeight;
        List<Blot> small = [.. page.Blots.Where(blot => blot.Height > 0.3 * letter && blot.Height < 1.1 * letter && blot.Width < 1.2 * blot.Height)];
        var result = words.ToList();
        foreach (var slash in page.Blots.Where(blot => IsSlash(page.Image, blot, letter)))
        {
            if (small.Where(blot => IsOver(blot, slash)).Select(blot => (Blot?)blot).FirstOrDefault() is not { } upper) continue;
            if (small.Where(blot => IsUnder(blot, slash)).Select(blot => (Blot?)blot).FirstOrDefault() is not { } lower) continue;
            if (Name(page.Image, upper, lower) is { } name) Place(result, name, new(upper.Left, Math.Min(upper.Top, slash.Top), lower.Right - upper.Left, Math.Max(lower.Bottom, slash.Bottom) - Math.Min(upper.Top, slash.Top)), letter);
        }

        return result;
    }

    // A thin stroke from the lower left to the upper right; the other two corners may hold the small figures.
    private static bool IsSlash(GreyImage page, Blot blot, double letter)
    {
        if (blot.Height < 0.75 * letter || blot.Height > 2 * letter || blot.Width < 0.3 * blot.Height || blot.Width > 1.1 * blot.Height || blot.Pixels > 0.5 * blot.Width * blot.Height) return false;
        int across = Math.Max(1, blot.Width / 3), down = Math.Max(1, blot.Height / 3);
        return Dark(page, blot.Right - across, blot.Top, across, down) > 0.15 && Dark(page, blot.Left, blot.Bottom - down, across, down) > 0.15;
    }

    private static bool IsOver(Blot figure, Blot slash) =>
        IsFigure(figure, slash) && figure.MiddleX < slash.MiddleX && figure.Right < slash.MiddleX + (0.35 * slash.Width) && figure.Right > slash.Left - (0.35 * slash.Height)
        && Math.Abs(figure.Top - slash.Top) < 0.25 * slash.Height && figure.Bottom < slash.Top + (0.8 * slash.Height);

    private static bool IsUnder(Blot figure, Blot slash) =>
        IsFigure(figure, slash) && figure.MiddleX > slash.MiddleX && figure.Left > slash.MiddleX - (0.35 * slash.Width) && figure.Left < slash.Right + (0.35 * slash.Height)
        && Math.Abs(figure.Bottom - slash.Bottom) < 0.25 * slash.Height && figure.Top > slash.Top + (0.2 * slash.Height);

    private static bool IsFigure(Blot figure, Blot slash) => figure.Height > 0.35 * slash.Height && figure.Height < 0.75 * slash.Height;

    private static string? Name(GreyImage page, Blot upper, Blot lower)
    {
        // The rings of a per cent sign.
        if (Holes.Any(page, upper.Left, upper.Top, upper.Right, upper.Bottom)) return null;
        var four = Holes.Any(page, lower.Left, lower.Top, lower.Right, lower.Bottom);
        var three = upper.Width > 0.68 * upper.Height;
        return four ? three ? "¾" : "¼" : three ? null : "½";
    }

    private static double Dark(GreyImage page, int left, int top, int width, int height)
    {
        var dark = 0;
        for (var y = top; y < top + height; y++) dark += Ink.Count(page.Row(y).Slice(left, width), Ink.Dark);
        return dark / (double)(width * height);
    }

    // In place of what was read there; else into the line beside.
    private static void Place(List<PlacedWord> words, string name, Area area, double letter)
    {
        var inside = words.Where(word => word.Area.MiddleX > area.X && word.Area.MiddleX < area.Right && word.Area.MiddleY > area.Y && word.Area.MiddleY < area.Bottom && word.Area.Width < 1.8 * area.Width).ToList();
        if (inside.Count > 0)
        {
            words[words.IndexOf(inside[0])] = inside[0] with { Text = name, Area = area, Confidence = Doubtful, Unsure = true, Others = [.. inside.Select(word => word.Text)] };
            foreach (var other in inside.Skip(1)) words.Remove(other);
            return;
        }

        if (words.Exists(word => word.Area.Overlaps(area.Grown(-0.1 * letter, -0.2 * area.Height)))) return;
        var near = words.Where(word => Math.Abs(word.Area.MiddleY - area.MiddleY) < 0.6 * letter).MinBy(word => Math.Max(word.Area.X - area.Right, area.X - word.Area.Right));
        if (near is not null && Math.Max(near.Area.X - area.Right, area.X - near.Area.Right) < 3 * letter) words.Add(new(name, area, Doubtful, near.Line, near.Block) { Unsure = true });
    }
}
