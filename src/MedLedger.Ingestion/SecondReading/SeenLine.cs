using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>A word that the second reader saw in a line, and how sure it is of its least sure and its average character.</summary>
internal sealed record SeenWord(string Text, Area Area, double Least, double Mean);

/// <summary>A line as the second reader saw it, word by word.</summary>
internal sealed record SeenLine(IReadOnlyList<SeenWord> Words, double Mean)
{
    // A blank is as wide as this share of the line's height at least, and stands out among the line's own gaps.
    private const double LeastGap = 0.2;
    private const double StandsOut = 2.2;

    // Lower ink is a point, a dash or a speck: it belongs to a word, and is none.
    private const double LeastInk = 0.3;

    public int Letters => Words.Sum(word => word.Text.Count(char.IsLetterOrDigit));

    public string Text => string.Concat(Words.Select(word => word.Text));

    public double Least => Words.Count == 0 ? 0 : Words.Min(word => word.Least);

    /// <summary>
    /// Parts what was read into words. This reader loses blanks in close print and sees some in spaced letters, so it has one voice; the first
    /// reader's words and the white on the paper have theirs.
    /// </summary>
    /// <param name="characters">What was read in the crop.</param>
    /// <param name="page">The page.</param>
    /// <param name="crop">Where on the page.</param>
    /// <param name="others">The first reader's readings of the same place, each word by word.</param>
    public static SeenLine Of(IReadOnlyList<ReadCharacter> characters, GreyImage page, Area crop, params IReadOnlyList<PlacedWord>[] others)
    {
        var seen = characters.Select((character, i) => (Character: character, AfterBlank: i > 0 && characters[i - 1].Value == ' ')).Where(one => one.Character.Value != ' ').ToList();
        if (seen.Count == 0) return new([], 0);
        var gaps = seen.Select((one, i) => i == 0 ? 0 : White(page, crop, X(seen[i - 1].Character, crop), X(one.Character, crop))).ToList();
        var wide = Math.Max(LeastGap * crop.Height, StandsOut * gaps.Order().ElementAt(gaps.Count / 2));
        List<IReadOnlyList<PlacedWord>> voices = [.. others.Where(words => words.Count > 0)];
        var words = new List<SeenWord>();
        var word = new List<ReadCharacter> { seen[0].Character };
        for (var i = 1; i < seen.Count; i++)
        {
            double from = X(seen[i - 1].Character, crop), to = X(seen[i].Character, crop);
            var votes = (seen[i].AfterBlank ? 1 : 0) + (gaps[i] > wide ? 1 : 0) + voices.Count(voice => Parts(voice, from, to));
            var needed = (voices.Count + 2) / 2.0;
            if (votes > needed || (votes == needed && gaps[i] > wide / 2))
            {
                words.Add(Word(word, crop));
                word.Clear();
            }

            word.Add(seen[i].Character);
        }

        words.Add(Word(word, crop));
        return new(OnInk(words, page, crop), seen.Average(one => one.Character.Probability));
    }

    // Whether a reading has the end of one word and the start of the next between two places.
    private static bool Parts(IReadOnlyList<PlacedWord> words, double from, double to) =>
        words.Zip(words.Skip(1)).Any(pair => (pair.First.Area.Right + pair.Second.Area.X) / 2 is var middle && middle > from && middle < to);

    private static double X(ReadCharacter character, Area crop) => crop.X + (character.Place * crop.Width);

    private static SeenWord Word(List<ReadCharacter> characters, Area crop)
    {
        double first = X(characters[0], crop), last = X(characters[^1], crop);
        // Places are middles of characters: half a character stands on either side.
        var half = characters.Count > 1 ? (last - first) / (characters.Count - 1) / 2 : 0.15 * crop.Height;
        var text = string.Concat(characters.Select(character => character.Value));
        return new(text, new(first - half, crop.Y, last - first + (2 * half), crop.Height), characters.Min(character => character.Probability), characters.Average(character => character.Probability));
    }

    // The middles of characters tell roughly where a word stands; its ink tells where.
    private static List<SeenWord> OnInk(List<SeenWord> words, GreyImage page, Area crop)
    {
        var ink = DoseGate.InkRuns.Of(page, crop).Where(run => run.Bottom - run.Top + 1 >= LeastInk * crop.Height).ToList();
        return [.. words.Select((word, i) =>
        {
            double from = i == 0 ? crop.X : (words[i - 1].Area.Right + word.Area.X) / 2, to = i + 1 == words.Count ? crop.Right : (word.Area.Right + words[i + 1].Area.X) / 2;
            var reach = LeastGap * crop.Height;
            var own = ink.Where(run => run.Left >= from - 1 && run.Right <= to + 1 && run.Right > word.Area.X - reach && run.Left < word.Area.Right + reach).ToList();
            if (own.Count == 0) return word;
            double left = own.Min(run => run.Left), top = own.Min(run => run.Top);
            return word with { Area = new(left, top, own.Max(run => run.Right) + 1 - left, own.Max(run => run.Bottom) + 1 - top) };
        })];
    }

    /// <summary>The widest stretch of white columns between two places of the crop.</summary>
    private static int White(GreyImage page, Area crop, double from, double to)
    {
        int widest = 0, run = 0, top = Math.Max(0, (int)crop.Y), bottom = Math.Min(page.Height - 1, (int)crop.Bottom);
        for (var x = Math.Max(0, (int)from); x <= Math.Min(page.Width - 1, (int)to); x++)
        {
            var dark = false;
            for (var y = top; y <= bottom && !dark; y++) dark = page[x, y] < Ink.Dark;
            run = dark ? 0 : run + 1;
            widest = Math.Max(widest, run);
        }

        return widest;
    }
}
