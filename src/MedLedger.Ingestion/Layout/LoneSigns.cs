using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.Layout;

/// <summary>
/// Places words of one or two signs on their ink. A reader that reads whole lines gives such a word a box by the rhythm of the line, often half a
/// letter beside it: who is shown the source would be shown the wrong place.
/// </summary>
internal static class LoneSigns
{
    private const int MostSigns = 2;
    private const double LeastLetter = 0.5;
    private const double MostLetter = 2;
    private const double Reach = 0.3;
    private const double Whole = 0.8;
    private const double TwoSigns = 0.8;

    public static IEnumerable<PlacedWord> Place(PreparedPage page, IReadOnlyList<PlacedWord> words)
    {
        var letter = page.LetterHeight;
        var letters = page.Blots.Where(blot => blot.Height >= LeastLetter * letter && blot.Height <= MostLetter * letter && blot.Width <= MostLetter * letter)
            .Select(blot => new Area(blot.Left, blot.Top, blot.Width, blot.Height)).ToList();
        return words.Select(word => word.Text.Length <= MostSigns && word.Text.Any(char.IsLetterOrDigit) && Ink(word, words, letters, letter) is { } ink ? word with { Area = ink } : word);
    }

    // Where more ink stands there than the word has signs, or a neighbour may own it, the box stays.
    private static Area? Ink(PlacedWord word, IReadOnlyList<PlacedWord> words, List<Area> letters, double letter)
    {
        var near = word.Area.Grown(Reach * letter, 0);
        var own = letters.Where(ink => ink.MiddleX > near.X && ink.MiddleX < near.Right && ink.MiddleY > near.Y && ink.MiddleY < near.Bottom).ToList();
        if (own.Count == 0 || own.Count > word.Text.Length) return null;
        var place = own.Aggregate((one, two) => one.Union(two));
        // A piece of a faint or broken sign, or one of two signs, is not the word's ink.
        if (place.Height < Whole * letter || (own.Count < word.Text.Length && place.Width < TwoSigns * place.Height)) return null;
        return words.Any(other => !ReferenceEquals(other, word) && other.Area.Overlaps(place) && place.MiddleX > other.Area.X && place.MiddleX < other.Area.Right) ? null : place;
    }
}
