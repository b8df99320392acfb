using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Doubts a number beside which, closer than a word stands, there is ink that no word covers: where print fades or a streak parts a number, every
/// reader reads the piece that is left well. A point between two numbers makes them one; where no ink stands there is no number.
/// </summary>
internal static class InkBeside
{
    // In usual blanks of the page: what stands closer belongs to the same word.
    private const double Reach = 0.6;

    // In letters: a figure, however faint, is higher; a point is lower.
    private const double Tall = 0.5;
    private const double Narrowest = 0.1;
    private const double NarrowestJoined = 0.3;
    private const double OwnEdge = 0.2;
    private const double ThinRule = 0.5;
    private const double Doubtful = 0.5;

    /// <param name="page">The page.</param>
    /// <param name="words">Its words where they stand.</param>
    /// <param name="asRead">The same words where their readers put them: what lies under either box is a word's.</param>
    public static IReadOnlyList<PlacedWord> Doubt(PreparedPage page, IReadOnlyList<PlacedWord> words, IReadOnlyList<PlacedWord> asRead)
    {
        var reach = Reach * Neighbours.UsualGap(words, page.LetterHeight);
        List<Area> areas = [.. words.Zip(asRead, (one, other) => one.Area.Union(other.Area)), .. page.Ticks.Select(tick => tick.Area)];
        var ink = new FaintInk(page.Image, areas);
        var doubted = new HashSet<int>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!Numbers.HasDigit(words[i].Text) || words[i].Area.Height < 2) continue;
            if (ink.IsWhite(words[i].Area)) doubted.Add(i);
            foreach (var step in (int[])[-1, 1])
            {
                if (!MayGoOn(step < 0 ? words[i].Text[0] : words[i].Text[^1])) continue;
                if (Beside(ink, areas, i, step, reach, page.LetterHeight) is not { } other) continue;
                // Over a point only another number is a doubt: most points end a sentence.
                if (other >= 0 && (other >= words.Count || !char.IsDigit(step < 0 ? words[other].Text[^1] : words[other].Text[0]))) continue;
                doubted.Add(i);
                if (other >= 0) doubted.Add(other);
            }
        }

        return doubted.Count == 0 ? words : [.. words.Select((word, i) => doubted.Contains(i) ? word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word)];
    }

    // Quotes, brackets and stops end a word.
    private static bool MayGoOn(char sign) => char.IsLetterOrDigit(sign) || sign is '#' or '+' or '%';

    // -1 for ink as high as a figure that is no word's; the word's index where a point leads to a word; null where white or a word stands.
    private static int? Beside(FaintInk ink, List<Area> areas, int word, int step, double reach, double letter)
    {
        var area = areas[word];
        var x = (int)(step < 0 ? area.X - 1 : area.Right);
        // The soft edge of the number's own ink.
        for (var edge = 0; edge < OwnEdge * letter && ink.Column(x, area) is not null; edge++) x += step;
        var narrowest = (ink.Column(x, area) is null ? Narrowest : NarrowestJoined) * letter;
        var (speck, pointed) = (false, false);
        while (true)
        {
            var from = x;
            while (Math.Abs(x - from) <= reach && ink.Column(x, area) is null) x += step;
            if (Math.Abs(x - from) > reach || x < 1 || x >= ink.Width - 1) return null;
            var start = x;
            while (ink.Column(x, area) is not null) x += step;
            var run = area with { X = Math.Min(start, x - step), Width = Math.Abs(x - step - start) };
            if (areas.FindIndex(other => other != area && run.MiddleX >= other.X - 1 && run.MiddleX <= other.Right + 1 && area.MiddleY > other.Y && area.MiddleY < other.Bottom) is >= 0 and var owner)
                return pointed ? owner : null;
            if (ink.Height(run) >= Tall * letter) return run.Width + 1 >= narrowest && !IsRule(ink, run, letter) ? -1 : null;
            if (speck) return null;
            (speck, pointed) = (true, ink.IsPoint(run));
        }
    }

    // A rule or a toner streak is thin in most rows and goes on above the line and below it, leaning perhaps.
    private static bool IsRule(FaintInk ink, Area run, double letter)
    {
        var wide = run.Grown(0.5 * letter, 0);
        return ink.UsualRow(run) <= ThinRule * letter
            && !ink.IsWhite(wide with { Y = run.Y - (0.5 * run.Height), Height = 0.2 * run.Height }) && !ink.IsWhite(wide with { Y = run.Bottom + (0.3 * run.Height), Height = 0.2 * run.Height });
    }
}
