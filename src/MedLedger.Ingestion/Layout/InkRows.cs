using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.Layout;

/// <summary>A written row: the band of its small letters, and how far its tall and hanging ones may reach before they are another row's.</summary>
internal readonly record struct InkRow(double Top, double SmallTop, double SmallBottom, double Bottom)
{
    public double Middle => (SmallTop + SmallBottom) / 2;

    public double SmallHeight => SmallBottom - SmallTop;
}

/// <summary>
/// Finds written rows by their ink alone. Boxes of words fail on handwriting, whose loops hang into the next line; the small letters of a
/// row still make a dense band.
/// </summary>
internal static class InkRows
{
    private const double DenseShare = 0.45;
    private const double FaintestRow = 0.06;
    private const double Valley = 0.8;

    /// <summary>The rows of an area from top to bottom; ink in <paramref name="apart"/> belongs to others and does not count.</summary>
    public static List<InkRow> Find(GreyImage page, Area area, IReadOnlyList<Area> apart, double letter)
    {
        int top = Math.Max(0, (int)area.Y), bottom = Math.Min(page.Height, (int)Math.Ceiling(area.Bottom));
        if (bottom - top < letter / 2) return [];
        var ink = Profile(page, area, apart, top, bottom, Math.Max(1, (int)(0.18 * letter)));
        var pitch = Pitch(ink, letter);
        var peaks = Peaks(ink, pitch);
        var bands = peaks.ConvertAll(peak => Band(ink, peak, letter));
        var rows = new List<InkRow>();
        for (var i = 0; i < bands.Count; i++)
        {
            var (from, to) = bands[i];
            double height = to - from, before = i > 0 ? bands[i - 1].To : double.MinValue, after = i + 1 < bands.Count ? bands[i + 1].From : double.MaxValue;
            rows.Add(new(top + Math.Max(before, from - (1.05 * height)), top + from, top + to, top + Math.Min(after, to + (0.75 * height))));
        }

        return rows;
    }

    private static double[] Profile(GreyImage page, Area area, IReadOnlyList<Area> apart, int top, int bottom, int reach)
    {
        int left = Math.Clamp((int)area.X, 0, page.Width - 1), right = Math.Clamp((int)area.Right, left + 1, page.Width);
        var ink = new double[bottom - top];
        for (var y = top; y < bottom; y++)
        {
            var row = page.Row(y);
            ink[y - top] = Ink.Count(row[left..right], Ink.Dark);
            foreach (var other in apart)
            {
                if (y < other.Y || y > other.Bottom) continue;
                int from = Math.Clamp((int)other.X, left, right), to = Math.Clamp((int)Math.Ceiling(other.Right), from, right);
                ink[y - top] -= Ink.Count(row[from..to], Ink.Dark);
            }
        }

        return Blur(Blur(ink, reach), reach);
    }

    private static double[] Blur(double[] values, int reach)
    {
        var sums = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++) sums[i + 1] = sums[i] + values[i];
        var made = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            int from = Math.Max(0, i - reach), to = Math.Min(values.Length, i + reach + 1);
            made[i] = (sums[to] - sums[from]) / (to - from);
        }

        return made;
    }

    // The distance at which rows fall upon rows.
    private static double Pitch(double[] ink, double letter)
    {
        var mean = ink.Average();
        double best = 0, pitch = 1.8 * letter;
        for (var distance = (int)(1.1 * letter); distance <= Math.Min(4.5 * letter, ink.Length / 2.0); distance++)
        {
            double sum = 0;
            for (var i = 0; i + distance < ink.Length; i++) sum += (ink[i] - mean) * (ink[i + distance] - mean);
            sum /= ink.Length - distance;
            if (sum > 1.1 * best) (best, pitch) = (sum, distance);
        }

        return pitch;
    }

    private static List<int> Peaks(double[] ink, double pitch)
    {
        var most = ink.Max();
        var peaks = new List<int>();
        foreach (var at in Enumerable.Range(0, ink.Length).Where(i => ink[i] > FaintestRow * most && IsTop(ink, i)).OrderByDescending(i => ink[i]))
        {
            if (peaks.Exists(known => Math.Abs(known - at) < 0.55 * pitch)) continue;
            if (peaks.TrueForAll(known => Least(ink, known, at) < Valley * ink[at])) peaks.Add(at);
        }

        peaks.Sort();
        return peaks;
    }

    private static bool IsTop(double[] ink, int i) => (i == 0 || ink[i] >= ink[i - 1]) && (i == ink.Length - 1 || ink[i] > ink[i + 1]);

    private static double Least(double[] ink, int one, int two)
    {
        var least = double.MaxValue;
        for (var i = Math.Min(one, two); i <= Math.Max(one, two); i++) least = Math.Min(least, ink[i]);
        return least;
    }

    private static (double From, double To) Band(double[] ink, int peak, double letter)
    {
        int from = peak, to = peak;
        while (from > 0 && peak - from < letter && ink[from - 1] > DenseShare * ink[peak]) from--;
        while (to + 1 < ink.Length && to - peak < letter && ink[to + 1] > DenseShare * ink[peak]) to++;
        // Much less than half a letter is a row of few letters: its band is guessed about its middle.
        var lacking = Math.Max(0, (0.5 * letter) - (to - from)) / 2;
        return (from - lacking, to + lacking);
    }
}
