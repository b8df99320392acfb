using System.Numerics;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>
/// How far printed lines wander up and down across a page: a curled sheet, a photograph taken aslant. Found by comparing the rows of
/// ink in neighbouring strips; modelled as a slope that changes smoothly over the page, so that no single smudge bends it.
/// </summary>
internal sealed class LineField
{
    private const int AcrossTerms = 5;
    private const int DownTerms = 3;
    private const int Unknowns = AcrossTerms * DownTerms;
    private const int Strips = 36;
    private const int Windows = 9;
    private const double SteepestSlope = 0.22;
    private const double WorthBending = 3.5;
    private const double Faintest = 0.3;
    private readonly double[] _slopes;
    private readonly int _width;
    private readonly int _height;

    private LineField(double[] slopes, int width, int height) => (_slopes, _width, _height) = (slopes, width, height);

    /// <summary>The bend of a page; null where its lines run straight, or nothing tells.</summary>
    public static LineField? Measure(GreyImage page)
    {
        var step = page.Width / Strips;
        if (step < 12 || page.Height < 200) return null;
        var profiles = Profiles(page, step);
        var range = Math.Max(2, (int)(step * SteepestSlope));
        var measures = new List<(double X, double Y, double Slope, double Weight)>();
        var window = page.Height / Windows * 3 / 2;
        for (var strip = 0; strip + 1 < Strips; strip++)
        {
            for (var number = 0; number < Windows; number++)
            {
                var top = Math.Clamp((number * page.Height / Windows) - (window / 6), range, page.Height - window - range - 1);
                if (top < range || BestShift(profiles[strip], profiles[strip + 1], top, window, range) is not { } best) continue;
                measures.Add((((2.0 * (strip + 1)) / Strips) - 1, (2 * (top + (window / 2.0)) / page.Height) - 1, best.Shift / step, best.Weight));
            }
        }

        if (measures.Count < 40 || Fit(measures) is not { } slopes) return null;
        var field = new LineField(slopes, page.Width, page.Height);
        return field.Largest() > WorthBending && field.Sharpness(profiles, step) > 1.03 * new LineField(new double[Unknowns], page.Width, page.Height).Sharpness(profiles, step) ? field : null;
    }

    /// <summary>How much lower than at the page's middle a line lies, in pixels, at a place of the straightened page.</summary>
    public double Drop(double x, double y)
    {
        double across = (2 * x / _width) - 1, down = (2 * y / _height) - 1, sum = 0, downPower = 1;
        for (var j = 0; j < DownTerms; j++)
        {
            var power = across;
            for (var i = 0; i < AcrossTerms; i++)
            {
                sum += _slopes[(j * AcrossTerms) + i] * downPower * power / (i + 1);
                power *= across;
            }

            downPower *= down;
        }

        return sum * _width / 2;
    }

    /// <summary>The page with its lines laid straight.</summary>
    public GreyImage Straighten(GreyImage page)
    {
        const int Step = 16;
        var made = GreyImage.Empty(page.Width, page.Height);
        float[] drops = new float[page.Width], changes = new float[page.Width];
        for (var x = 0; x < page.Width; x++) changes[x] = (float)Drop(x, 0);
        for (var y = 0; y < page.Height; y++)
        {
            // The drop changes slowly down the page: worked out every sixteenth row, interpolated between.
            for (var x = 0; y % Step == 0 && x < page.Width; x++)
            {
                drops[x] = y == 0 ? changes[x] : drops[x] + (Step * changes[x]);
                changes[x] = ((float)Drop(x, y + Step) - drops[x]) / Step;
            }

            var row = made.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var from = y + drops[x] + (changes[x] * (y % Step));
                var top = (int)MathF.Floor(from);
                var below = from - top;
                row[x] = top < 0 || top + 1 >= page.Height ? (byte)255 : (byte)((page[x, top] * (1 - below)) + (page[x, top + 1] * below));
            }
        }

        return made;
    }

    private double Largest()
    {
        double most = 0;
        for (var y = 0; y <= 4; y++)
            for (var x = 0; x <= 16; x++) most = Math.Max(most, Math.Abs(Drop(x * _width / 16.0, y * _height / 4.0)));
        return most;
    }

    // Straight lines make rows that are either full or empty: the sum of squares tells.
    private double Sharpness(float[][] profiles, int step)
    {
        var rows = new double[_height];
        for (var strip = 0; strip < Strips; strip++)
        {
            for (var y = 0; y < _height; y++)
            {
                var from = (int)Math.Round(y + Drop((strip + 0.5) * step, y));
                if (from >= 0 && from < _height) rows[y] += profiles[strip][from];
            }
        }

        return rows.Sum(row => row * row);
    }

    private static float[][] Profiles(GreyImage page, int step)
    {
        var profiles = new float[Strips][];
        for (var strip = 0; strip < Strips; strip++)
        {
            var raw = new float[page.Height];
            for (var y = 0; y < page.Height; y++)
            {
                // A rule or a stamp's edge fills a row: it says no more than a line of text does.
                raw[y] = Math.Min(Ink.Count(page.Row(y).Slice(strip * step, step), Ink.Dark), step * 0.5f);
            }

            profiles[strip] = [.. raw.Select((_, y) => y < 2 || y >= page.Height - 2 ? 0 : (raw[y - 2] + (2 * raw[y - 1]) + (3 * raw[y]) + (2 * raw[y + 1]) + raw[y + 2]) / 9)];
        }

        return profiles;
    }

    private static (double Shift, double Weight)? BestShift(float[] left, float[] right, int top, int length, int range)
    {
        var scores = new double[(2 * range) + 1];
        ReadOnlySpan<float> fixedRows = left.AsSpan(top, length);
        double leftSum = Sum(fixedRows), leftSquares = Product(fixedRows, fixedRows);
        if (leftSum < Faintest * length) return null;
        for (var shift = -range; shift <= range; shift++)
        {
            ReadOnlySpan<float> moved = right.AsSpan(top + shift, length);
            var sum = Sum(moved);
            if (sum < Faintest * length) return null;
            // Correlation by sums: the rows' ink varies far more than rounding does.
            double spread = leftSquares - (leftSum * leftSum / length), movedSpread = Product(moved, moved) - (sum * sum / length);
            scores[shift + range] = spread <= 0 || movedSpread <= 0 ? 0 : (Product(fixedRows, moved) - (leftSum * sum / length)) / Math.Sqrt(spread * movedSpread);
        }

        var best = Array.IndexOf(scores, scores.Max());
        if (scores[best] < 0.35 || best == 0 || best == 2 * range) return null;
        // The peak of the parabola through three points.
        var curve = scores[best - 1] - (2 * scores[best]) + scores[best + 1];
        var part = curve < 0 ? (scores[best - 1] - scores[best + 1]) / (2 * curve) : 0;
        return (best - range + part, scores[best]);
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        var lanes = Vector<float>.Zero;
        var at = 0;
        for (; at + Vector<float>.Count <= values.Length; at += Vector<float>.Count) lanes += new Vector<float>(values[at..]);
        double sum = Vector.Sum(lanes);
        for (; at < values.Length; at++) sum += values[at];
        return sum;
    }

    private static double Product(ReadOnlySpan<float> one, ReadOnlySpan<float> two)
    {
        var lanes = Vector<float>.Zero;
        var at = 0;
        for (; at + Vector<float>.Count <= one.Length; at += Vector<float>.Count) lanes += new Vector<float>(one[at..]) * new Vector<float>(two[at..]);
        double sum = Vector.Sum(lanes);
        for (; at < one.Length; at++) sum += one[at] * two[at];
        return sum;
    }

    // Weighted least squares, twice: what lay far off the first fit (a picture, a lone word) has no say in the second.
    private static double[]? Fit(List<(double X, double Y, double Slope, double Weight)> measures)
    {
        var first = LeastSquares.Solve(measures.Select(m => (Terms(m.X, m.Y), m.Slope, m.Weight)), Unknowns);
        if (first is null) return null;
        var kept = measures.Where(m => Math.Abs(m.Slope - Value(first, m.X, m.Y)) < 0.03).ToList();
        return kept.Count < measures.Count / 2 ? null : LeastSquares.Solve(kept.Select(m => (Terms(m.X, m.Y), m.Slope, m.Weight)), Unknowns);
    }

    private static double Value(double[] slopes, double x, double y) => Terms(x, y).Zip(slopes, (term, slope) => term * slope).Sum();

    private static double[] Terms(double x, double y)
    {
        var terms = new double[Unknowns];
        for (var j = 0; j < DownTerms; j++)
            for (var i = 0; i < AcrossTerms; i++) terms[(j * AcrossTerms) + i] = Math.Pow(x, i) * Math.Pow(y, j);
        return terms;
    }
}
