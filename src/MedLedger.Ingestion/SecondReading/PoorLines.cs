using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>
/// Reads lines that the first reader hardly could (handwriting, print like it, carbon) again, whole: their rows are found by ink, since the
/// first reader's boxes reach into the rows beside, and the second reader, which knows many hands, leads there.
/// </summary>
internal sealed class PoorLines(IOcrEngine engine, ILineRecogniser recogniser, SecondReader? shapes)
{
    private const double PoorLine = 0.78;
    private const double Legible = 0.75;
    private const double Steady = 0.75;

    // Where nobody had read anything, more is asked: a row of specks is none.
    private const double SureFound = 0.9;
    private const int LettersFound = 4;
    private const int FewestLetters = 3;
    private const int MostRows = 70;
    private const int RowBlock = 30_000;

    // How far above and below the band of small letters a crop reaches, in heights of that band. Close crops keep the rows beside out and the letters large.
    private const double Above = 0.7;
    private const double Below = 0.4;

    /// <summary>The page's words, those of poor lines replaced where the second reader could read them, and which words those are.</summary>
    public (IReadOnlyList<PlacedWord> Kept, IReadOnlyList<ReadWord> Again) Read(Attempt attempt)
    {
        var lines = attempt.Words.GroupBy(word => (word.Block, word.Line)).Select(line => line.ToList()).ToList();
        var poor = lines.Where(IsPoor).ToList();
        if (poor.Count == 0) return (attempt.Words, []);
        var page = attempt.Page;
        var letter = page.LetterHeight;
        var apart = lines.Where(line => !IsPoor(line)).SelectMany(line => line).Select(word => word.Area).Concat(page.Ticks.Select(tick => tick.Area)).ToList();
        var read = new List<ReadWord>();
        var gone = new HashSet<PlacedWord>(ReferenceEqualityComparer.Instance);
        using var image = page.Image.ToPix();
        var rows = 0;
        foreach (var region in Regions(poor, letter))
        {
            var area = region.Select(word => word.Area).Aggregate((one, two) => one.Union(two)).Grown(0.5 * letter, 0.6 * letter);
            var beside = apart.Where(area.Overlaps).ToList();
            foreach (var row in InkRows.Find(page.Image, area, beside, letter))
            {
                if (rows >= MostRows) break;
                foreach (var crop in Crops(attempt, area, row, beside))
                {
                    rows++;
                    var inside = region.Where(word => !gone.Contains(word) && Covers(crop, word.Area)).OrderBy(word => word.Area.X).ToList();
                    if (Reread(attempt, image, crop, inside) is not { } words) continue;
                    read.AddRange(words.Select(word => new ReadWord(word with { Block = RowBlock + rows, Line = RowBlock + rows }, null, Settled: true)));
                    gone.UnionWith(inside);
                }
            }
        }

        return ([.. attempt.Words.Where(word => !gone.Contains(word))], read);
    }

    private static bool IsPoor(List<PlacedWord> line)
    {
        var letters = line.Sum(word => word.Text.Count(char.IsLetterOrDigit));
        return letters >= FewestLetters && line.Sum(word => word.Confidence * word.Text.Length) < PoorLine * line.Sum(word => word.Text.Length);
    }

    // Poor lines that stand one under the other are looked at together: the distance of their rows tells where each is.
    private static List<List<PlacedWord>> Regions(List<List<PlacedWord>> lines, double letter)
    {
        var regions = new List<(Area Area, List<PlacedWord> Words)>();
        foreach (var line in lines.OrderBy(line => line.Min(word => word.Area.Y)))
        {
            var area = line.Select(word => word.Area).Aggregate((one, two) => one.Union(two));
            var at = regions.FindIndex(region => Math.Min(region.Area.Right, area.Right) > Math.Max(region.Area.X, area.X) && area.Y - region.Area.Bottom < letter);
            if (at < 0) regions.Add((area, [.. line]));
            else regions[at] = (regions[at].Area.Union(area), [.. regions[at].Words, .. line]);
        }

        return regions.ConvertAll(region => region.Words);
    }

    // A row's ink from its first letter to its last, cut where a column's white parts it or another line's word stands.
    private static List<Area> Crops(Attempt attempt, Area area, InkRow row, List<Area> beside)
    {
        var letter = attempt.Page.LetterHeight;
        double top = Math.Max(row.Top, row.SmallTop - (Above * row.SmallHeight)), bottom = Math.Min(row.Bottom, row.SmallBottom + (Below * row.SmallHeight));
        var crops = new List<Area>();
        foreach (var run in DoseGate.InkRuns.Of(attempt.Page.Image, new(area.X, row.SmallTop, area.Width, row.SmallHeight)))
        {
            var middle = (run.Left + run.Right) / 2.0;
            if (beside.Exists(other => middle >= other.X && middle <= other.Right && row.Middle >= other.Y && row.Middle <= other.Bottom)) continue;
            var ink = new Area(run.Left, top, run.Right - run.Left + 1, bottom - top);
            if (crops.Count > 0 && ink.X - crops[^1].Right < 3 * letter) crops[^1] = crops[^1].Union(ink);
            else crops.Add(ink);
        }

        return [.. crops.Where(crop => crop.Width > 0.5 * letter).Select(crop => crop.Grown(0.3 * letter, 0))];
    }

    private static bool Covers(Area crop, Area word) =>
        word.MiddleX > crop.X && word.MiddleX < crop.Right
        && Math.Min(crop.Bottom, word.Bottom) - Math.Max(crop.Y, word.Y) > 0.5 * Math.Min(crop.Height, word.Height);

    private List<PlacedWord>? Reread(Attempt attempt, Pix image, Area crop, List<PlacedWord> before)
    {
        var page = attempt.Page;
        // The first reader's boxes were wrong; given the row alone it reads better, and what it then shares with the second is sure.
        var line = engine.RecogniseLine(image, crop.Grown(0, 0.1 * page.LetterHeight), page.Dpi).OrderBy(word => word.Area.X).ToList();
        if (IsSteady(before, line)) return null;
        var characters = recogniser.Recognise(new(page.Image, crop)).Characters;
        if (!LeadsOver(characters, before)) return null;
        var seen = SeenLine.Of(characters, page.Image, crop, line, before);
        return WordVote.Of(seen, line, before, Closer, shapes is null ? null : shapes.At(page.Image, crop));

        SeenLine Closer(Area word)
        {
            var near = word.Grown(0.1 * page.LetterHeight, 0.12 * word.Height);
            return SeenLine.Of(recogniser.Recognise(new(page.Image, near)).Characters, page.Image, near);
        }
    }

    // What the first reader says alike of the page and of the row alone it reads, however low it thinks of itself: faint print, not a hand.
    private static bool IsSteady(List<PlacedWord> before, List<PlacedWord> line)
    {
        var again = line.Select(word => DoseGate.Numbers.Core(word.Text)).ToHashSet(StringComparer.Ordinal);
        return before.Sum(word => again.Contains(DoseGate.Numbers.Core(word.Text)) ? word.Text.Length : 0) > Steady * before.Sum(word => word.Text.Length);
    }

    private static bool LeadsOver(IReadOnlyList<ReadCharacter> characters, List<PlacedWord> before)
    {
        var seen = characters.Where(character => character.Value != ' ').ToList();
        if (seen.Count == 0 || seen.Average(character => character.Probability) is var mean && mean < Legible) return false;
        if (before.Count == 0) return mean >= SureFound && seen.Count(character => char.IsLetterOrDigit(character.Value)) >= LettersFound;
        var known = before.Sum(word => word.Confidence * word.Text.Length) / before.Sum(word => word.Text.Length);
        return mean > known && seen.Count(character => char.IsLetterOrDigit(character.Value)) >= 0.6 * before.Sum(word => word.Text.Count(char.IsLetterOrDigit));
    }
}
