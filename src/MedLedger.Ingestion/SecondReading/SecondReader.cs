using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>What the second reader sees where the first one saw a word.</summary>
/// <param name="Text">Without blanks; empty when it sees nothing.</param>
/// <param name="Least">How sure its least sure character is.</param>
internal sealed record SecondOpinion(string Text, double Least)
{
    /// <summary>The white that it saw inside: before which character of the text, and where on the page (a column).</summary>
    public IReadOnlyList<(int Before, double At)> Blanks { get; init; } = [];
}

/// <summary>Reads words again, from their picture alone, with an engine that shares nothing with the first.</summary>
internal sealed class SecondReader(ILineRecogniser recogniser)
{
    private const double SureLetters = 0.85;
    private const double SameRun = 0.7;
    private const double LongestRun = 14;

    /// <summary>Whether a dose, a result or a date may hang on a word, or it was read badly.</summary>
    public static bool IsNeeded(PlacedWord word) => word.Text.Any(char.IsDigit) || word.Confidence < SureLetters || UnitWords.IsUnit(word.Text);

    /// <summary>An opinion for every word that is needed (by its index); null for the others.</summary>
    public IReadOnlyList<SecondOpinion?> Read(PreparedPage page, IReadOnlyList<PlacedWord> words, Func<int, bool> needed)
    {
        var opinions = new SecondOpinion?[words.Count];
        foreach (var line in Enumerable.Range(0, words.Count).GroupBy(i => (words[i].Block, words[i].Line)))
        {
            List<int> order = [.. line.OrderBy(i => words[i].Area.X)];
            var strip = new LineStrip(order.ConvertAll(i => words[i].Area), page.LetterHeight);
            for (var first = 0; first < order.Count; first++)
            {
                if (!needed(order[first])) continue;
                var last = first;
                while (last + 1 < order.Count && needed(order[last + 1]) && Joins(words, order, first, last)) last++;
                ReadRun(page.Image, words, order, strip, first, last, opinions);
                first = last;
            }
        }

        return opinions;
    }

    /// <summary>The same at a higher scale and with less around it: for a number that is still in doubt.</summary>
    public SecondOpinion Again(PreparedPage page, PlacedWord word)
    {
        var area = word.Area.Grown(0.12 * page.LetterHeight, 0.06 * page.LetterHeight);
        return Opinion(recogniser.Recognise(new(page.Image, area)).Characters, area);
    }

    /// <summary>What stands in an area, word by word.</summary>
    public IReadOnlyList<ReadCharacter> ReadArea(GreyImage page, Area area) => recogniser.Recognise(new(page, area)).Characters;

    /// <summary>Reads a row once and tells what it saw at each place of it.</summary>
    public Func<Area, SecondOpinion> At(GreyImage page, Area row)
    {
        var read = recogniser.Recognise(new(page, row)).Characters;
        return area => Opinion(read.Where(character => At(character, row) >= area.X && At(character, row) < area.Right), row);
    }

    private static bool Joins(IReadOnlyList<PlacedWord> words, List<int> order, int first, int last)
    {
        Area a = words[order[last]].Area, b = words[order[last + 1]].Area;
        return b.X - a.Right < SameRun * Math.Min(a.Height, b.Height) && b.Right - words[order[first]].Area.X < LongestRun * a.Height;
    }

    private void ReadRun(GreyImage image, IReadOnlyList<PlacedWord> words, List<int> order, LineStrip strip, int first, int last, SecondOpinion?[] opinions)
    {
        double left = words[order[first]].Area.X, right = order[first..(last + 1)].Max(i => words[i].Area.Right);
        // Half the way to the neighbours, so that nothing of them is read with it.
        var before = first > 0 ? Math.Max(0, left - words[order[first - 1]].Area.Right) / 2 : double.MaxValue;
        var after = last + 1 < order.Count ? Math.Max(0, words[order[last + 1]].Area.X - right) / 2 : double.MaxValue;
        var area = strip.Around(left, right, before, after);
        var read = recogniser.Recognise(new(image, area, strip.Slope)).Characters;
        for (var i = first; i <= last; i++)
        {
            var from = i == first ? double.MinValue : (words[order[i - 1]].Area.Right + words[order[i]].Area.X) / 2;
            var to = i == last ? double.MaxValue : (words[order[i]].Area.Right + words[order[i + 1]].Area.X) / 2;
            opinions[order[i]] = Opinion(read.Where(character => At(character, area) >= from && At(character, area) < to), area);
        }
    }

    private static double At(ReadCharacter character, Area area) => area.X + (character.Place * area.Width);

    private static SecondOpinion Opinion(IEnumerable<ReadCharacter> characters, Area area)
    {
        var seen = new List<ReadCharacter>();
        var blanks = new List<(int Before, double At)>();
        foreach (var character in characters)
        {
            if (character.Value != ' ') seen.Add(character);
            else if (seen.Count > 0) blanks.Add((seen.Count, At(character, area)));
        }

        // A stop after a number is doubted far more often than the number, and says less.
        List<ReadCharacter> core = [.. seen.Where((character, i) => i == 0 || i < seen.Count - 1 || character.Value is not ('.' or ',' or ';' or ':'))];
        var text = string.Concat(seen.Select(character => character.Value));
        var mended = Numbers.Mended(text);
        return new(mended, core.Count == 0 ? 0 : core.Min(character => character.Probability)) { Blanks = mended.Length == text.Length ? [.. blanks.Where(blank => blank.Before < text.Length)] : [] };
    }
}
