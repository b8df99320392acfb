using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Notices words that were crossed out by hand: read they may be, relied on they must not be.</summary>
internal static class Struck
{
    private const double Through = 0.9;
    private const double AllThrough = 0.97;

    // Nobody strikes out an eighth of a page word by word: there the print itself runs together, and only a stroke that goes beyond its word counts.
    private const double MostStruck = 0.125;
    private const int Few = 12;
    private const double Beyond = 0.2;
    private const double Doubtful = 0.5;
    private const double Ruled = 0.8;

    // The middle of a word, from its top in heights of it.
    private const double Upper = 0.3;
    private const double Lower = 0.72;

    public static IEnumerable<PlacedWord> Mark(PreparedPage page, IEnumerable<PlacedWord> words)
    {
        List<PlacedWord> all = [.. words];
        List<bool> struck = [.. all.Select(word => word.Text.Length >= 2 && IsStruck(page.Image, word.Area, Through))];
        var ruled = all.ConvertAll(word => word.Text.Any(char.IsLetterOrDigit) && IsRuledThrough(page, word.Area));
        var found = struck.Count(one => one);
        if (found > Few && found > MostStruck * all.Count)
            struck = [.. struck.Zip(all, (one, word) => one && IsStruck(page.Image, word.Area.Grown(Beyond * word.Area.Height, 0), AllThrough))];
        return all.Zip(struck.Zip(ruled, (one, other) => one || other), (word, one) => one ? word with { Unsure = true, IsStruck = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word);
    }

    // A stroke through a whole line was taken off as a rule before anybody read: the rules of tables run between the rows and under the words.
    private static bool IsRuledThrough(PreparedPage page, Area area)
    {
        double top = area.Y + (Upper * area.Height), bottom = area.Y + (Lower * area.Height);
        int left = (int)area.X, width = (int)area.Width;
        if (width <= 0) return false;
        var through = new bool[width];
        foreach (var rule in page.Rules)
        {
            if (rule.Y < top || rule.Y > bottom) continue;
            for (var x = Math.Max(left, rule.Left); x < Math.Min(left + width, rule.Right); x++) through[x - left] = true;
        }

        return through.Count(one => one) >= Ruled * width;
    }

    // One stroke from side to side within the word's middle: its ink may climb a little, so each column asks a band of three rows around
    // where the stroke was last. Letters leave white between them; a stroke does not.
    private static bool IsStruck(GreyImage page, Area area, double through)
    {
        int left = Math.Max(0, (int)area.X), right = Math.Min(page.Width - 1, (int)area.Right), height = (int)area.Height;
        if (right - left < height || height < 8) return false;
        int top = Math.Max(1, (int)(area.Y + (Upper * height))), bottom = Math.Min(page.Height - 2, (int)(area.Y + (Lower * height)));
        for (var start = top; start <= bottom; start += 2)
        {
            int row = start, dark = 0;
            for (var x = left; x <= right; x++)
            {
                if (page[x, row] < Ink.Dark) dark++;
                else if (page[x, row - 1] < Ink.Dark && row - 1 >= top) (dark, row) = (dark + 1, row - 1);
                else if (page[x, row + 1] < Ink.Dark && row + 1 <= bottom) (dark, row) = (dark + 1, row + 1);
            }

            if (dark >= through * (right - left + 1)) return true;
        }

        return false;
    }
}
