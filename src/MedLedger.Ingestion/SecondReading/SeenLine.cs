using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>A word that the second reader saw in a line, and how sure it is of its least sure and its average character.</summary>
internal sealed record SeenWord(string Text, Area Area, double Least, double Mean);

/// <summary>A line as the second reader saw it, word by word.</summary>
internal sealed record SeenLine(IReadOnlyList<SeenWord> Words, double Mean)
{
    private const double WordGap = 0.28;

    public int Letters => Words.Sum(word => word.Text.Count(char.IsLetterOrDigit));

    public string Text => string.Concat(Words.Select(word => word.Text));

    public double Least => Words.Count == 0 ? 0 : Words.Min(word => word.Least);

    /// <summary>Parts what was read at blanks, and where white as wide as a blank stands between two characters: this reader loses blanks.</summary>
    public static SeenLine Of(IReadOnlyList<ReadCharacter> characters, GreyImage page, Area crop)
    {
        var words = new List<SeenWord>();
        var word = new List<ReadCharacter>();
        void Close()
        {
            if (word.Count > 0) words.Add(Word(word, crop));
            word.Clear();
        }

        foreach (var character in characters)
        {
            if (character.Value == ' ')
            {
                Close();
                continue;
            }

            if (word.Count > 0 && White(page, crop, X(word[^1], crop), X(character, crop)) > WordGap * crop.Height) Close();
            word.Add(character);
        }

        Close();
        var seen = characters.Where(character => character.Value != ' ').ToList();
        return new(words, seen.Count == 0 ? 0 : seen.Average(character => character.Probability));
    }

    private static double X(ReadCharacter character, Area crop) => crop.X + (character.Place * crop.Width);

    private static SeenWord Word(List<ReadCharacter> characters, Area crop)
    {
        double first = X(characters[0], crop), last = X(characters[^1], crop);
        // Places are middles of characters: half a character stands on either side.
        var half = characters.Count > 1 ? (last - first) / (characters.Count - 1) / 2 : 0.15 * crop.Height;
        var text = string.Concat(characters.Select(character => character.Value));
        return new(text, new(first - half, crop.Y, last - first + (2 * half), crop.Height), characters.Min(character => character.Probability), characters.Average(character => character.Probability));
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
