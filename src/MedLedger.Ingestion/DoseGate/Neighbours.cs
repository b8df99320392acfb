using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Doubts numbers that stand closer together than words do on their page: "108." and "8" is one number that was read as two.</summary>
internal static partial class Neighbours
{
    private const double CloserThanWords = 0.6;
    // After a stop that may be a decimal point, in letters: its rest may stand a figure's room away, or was printed faintly.
    private const double AfterStop = 1.2;
    // A word that ends in a dash or a stroke is the first part of a date or a range.
    private const double AfterDash = 2;
    // The next line of text set wide.
    private const double NextLine = 3;
    // Two figures, in letters.
    private const double MostShared = 2;
    private const double GuessedGap = 0.75;
    private const int EnoughGaps = 12;
    private const double Doubtful = 0.5;

    /// <param name="words">The page's words.</param>
    /// <param name="letterHeight">The usual height of its letters.</param>
    /// <param name="look">What the reader of figures sees in an area; null without one.</param>
    public static IReadOnlyList<PlacedWord> Doubt(IReadOnlyList<PlacedWord> words, double letterHeight, Func<Area, IReadOnlyList<ReadCharacter>>? look = null)
    {
        var result = words.ToArray();
        var lines = Lines(words);
        var usual = Usual(words, lines, letterHeight);
        foreach (var order in lines)
        {
            for (var i = 1; i < order.Count; i++)
            {
                PlacedWord left = words[order[i - 1]], right = words[order[i]];
                var cut = left.Text[^1] is '-' or '/' && left.Text.Length > 1 && Numbers.HasDigit(right.Text);
                // "-Sep-" and "2023": a month's dash holds on to its year.
                if (cut && !Numbers.HasDigit(left.Text) && right.Area.X - left.Area.Right < AfterDash * letterHeight) result[order[i]] = Doubted(right);
                // "8" and "-hourly", the dash read with the wrong word.
                cut |= right.Others.Append(right.Text).Any(text => text.Length > 2 && text[0] == '-' && char.IsLetter(text[1])) && char.IsDigit(left.Text[^1]) && right.Area.X - left.Area.Right < CloserThanWords * usual;
                // "10. g/dL", "2. days": no stop stands between a number and what it counts; what was behind it is lost.
                if (i > 1 && char.IsDigit(left.Text[0]) && left.Text[^1] is '.' or ':' && right.Text.Any(char.IsLetter) && (UnitWords.IsUnit(right.Text) || Counted().IsMatch(right.Text))) result[order[i - 1]] = Doubted(left);
                // "1E mg": before a unit stands a number and no letter. "2 9 daily" where another reader saw 2 g.
                if (right.Text.Any(char.IsLetter) && UnitWords.IsUnit(right.Text) && char.IsDigit(left.Text[0]) && char.IsLetter(left.Text[^1]) && left.Text[..^1].All(char.IsDigit)) result[order[i - 1]] = Doubted(left);
                if (char.IsDigit(left.Text[^1]) && right.Text.Length == 1 && char.IsDigit(right.Text[0]) && right.Others.Any(other => !Numbers.HasDigit(other) && UnitWords.IsUnit(other))) result[order[i]] = Doubted(right);
                if (!Numbers.HasDigit(left.Text) || !(cut || GoesOn(right.Text))) continue;
                // Either reader's stop may be a decimal point whose rest was cut off.
                var open = !char.IsDigit(right.Text[0]) || ((Numbers.EndsOpen(left.Text) || left.Others.Any(Numbers.EndsOpen)) && !IsListNumber(left, i));
                var reach = cut ? AfterDash * letterHeight : open ? Math.Max(usual, AfterStop * letterHeight) : CloserThanWords * usual;
                if (right.Area.X - left.Area.Right > reach) continue;
                // "233." and "17", "N18." and "32": white behind a point is no blank between two numbers.
                cut |= left.Text[^1] == '.' && char.IsDigit(right.Text[0]) && !IsListNumber(left, i);
                if (!cut && look is not null && SeenBlanks.AreApart(look(left.Area.Union(right.Area).Grown(0.2 * letterHeight, 0.12 * letterHeight)), left.Text, right.Text)) continue;
                result[order[i - 1]] = Doubted(left);
                result[order[i]] = Doubted(right);
            }
        }

        DoubtBrokenAtLineEnds(result, lines, letterHeight);
        DoubtLostDashes(result, lines, letterHeight);
        DoubtCutAcrossLines(result, letterHeight, usual);
        return result;
    }

    // A date that was broken at its dash goes on in the next line.
    private static void DoubtBrokenAtLineEnds(PlacedWord[] words, List<List<int>> lines, double letterHeight)
    {
        foreach (var order in lines)
        {
            var last = words[order[^1]];
            if (last.Text.Length < 3 || last.Text[^1] is not ('-' or '/') || !char.IsLetterOrDigit(last.Text[^2]) || !Numbers.HasDigit(last.Text)) continue;
            words[order[^1]] = Doubted(last);
            var below = lines.Where(other => words[other[0]].Area is var area && area.Y > last.Area.MiddleY && area.Y - last.Area.Bottom < NextLine * letterHeight && area.X < last.Area.X).ToList();
            foreach (var other in below.Where(other => Numbers.HasDigit(words[other[0]].Text))) words[other[0]] = Doubted(words[other[0]]);
        }

        // "Aug-2026" where a line starts: its day may stand at the end of the line above, under whatever hid it.
        foreach (var order in lines)
            if (order.Count > 1 && MonthAndYear().IsMatch(words[order[0]].Text)) words[order[0]] = Doubted(words[order[0]]);
    }

    // "2022 06 24": three numbers of the form of a date are a date whose dashes or strokes were too faint to be read.
    private static void DoubtLostDashes(PlacedWord[] words, List<List<int>> lines, double letterHeight)
    {
        foreach (var order in lines)
        {
            for (var i = 2; i < order.Count; i++)
            {
                var three = order[(i - 2)..(i + 1)];
                if (!LooksLikeDate([.. three.Select(at => words[at].Text.TrimEnd('.', ',', ';', ')'))])) continue;
                if (words[three[1]].Area.X - words[three[0]].Area.Right > AfterDash * letterHeight || words[three[2]].Area.X - words[three[1]].Area.Right > AfterDash * letterHeight) continue;
                foreach (var at in three) words[at] = Doubted(words[at]);
            }
        }
    }

    private static bool LooksLikeDate(string[] parts) =>
        parts.All(part => part.All(char.IsAsciiDigit)) && ((parts[0].Length == 4 && parts[1].Length == 2 && parts[2].Length == 2) || (parts[0].Length == 2 && parts[1].Length == 2 && parts[2].Length == 4));

    // The layout may have put the two parts of a cut date or amount into different lines; on the paper they stand side by side.
    private static void DoubtCutAcrossLines(PlacedWord[] words, double letterHeight, double usual)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var left = words[i];
            if (!Numbers.HasDigit(left.Text)) continue;
            double reach;
            if (char.IsDigit(left.Text[^1])) reach = Math.Max(CloserThanWords * usual, letterHeight);
            else if (left.Text.Length > 1 && left.Text[^1] is '-' or '/' or '.') reach = (left.Text[^1] == '.' ? AfterStop : AfterDash) * letterHeight;
            else continue;
            for (var j = 0; j < words.Length; j++)
            {
                var right = words[j];
                if (i == j || !char.IsDigit(right.Text[0]) || Math.Abs(right.Area.MiddleY - left.Area.MiddleY) > 0.6 * letterHeight) continue;
                if ((left.Block, left.Line) == (right.Block, right.Line)) continue;
                var away = right.Area.X - left.Area.Right;
                // "27-Aug-2" and "2025": two that share a sign are one.
                var shares = left.Area.X < right.Area.X && left.Area.Right < right.Area.Right && away > -MostShared * letterHeight;
                if (away < reach && (shares || away > -0.5 * letterHeight)) (words[i], words[j]) = (Doubted(left), Doubted(right));
            }
        }
    }

    private static PlacedWord Doubted(PlacedWord word) => word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) };

    /// <summary>The usual white between words of a page's lines.</summary>
    public static double UsualGap(IReadOnlyList<PlacedWord> words, double letterHeight) => Usual(words, Lines(words), letterHeight);

    private static List<List<int>> Lines(IReadOnlyList<PlacedWord> words) =>
        [.. Enumerable.Range(0, words.Count).GroupBy(i => (words[i].Block, words[i].Line)).Select(line => line.OrderBy(i => words[i].Area.X).ToList())];

    /// <summary>The usual white between words of a line; fonts and printers differ by a factor of three.</summary>
    private static double Usual(IReadOnlyList<PlacedWord> words, List<List<int>> lines, double letterHeight)
    {
        var gaps = lines.SelectMany(order => order.Zip(order.Skip(1), (left, right) => words[right].Area.X - words[left].Area.Right))
            .Where(gap => gap > 0 && gap < 1.6 * letterHeight).Order().ToList();
        return gaps.Count < EnoughGaps ? GuessedGap * letterHeight : gaps[gaps.Count / 2];
    }

    private static bool GoesOn(string text) => char.IsDigit(text[0]) || (text.Length > 1 && text[0] is '.' or ',' && char.IsDigit(text[1]));

    // "2. 5 mg": the number of a list's item stands at the line's start.
    private static bool IsListNumber(PlacedWord word, int next) => next == 1 && word.Text.Length <= 3 && word.Text[^1] == '.';

    [GeneratedRegex(@"^(days?|weeks?|months?|years?|hours?|hourly|times|tablets?|capsules?|doses?|DAYS?|WEEKS?|MONTHS?|YEARS?|HOURS?|HOURLY|TIMES|TABLETS?|CAPSULES?|DOSES?)[,.;]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}{2}[-/.](19|20)\d\d[,.;)]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MonthAndYear();
}
