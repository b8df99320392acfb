using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Parts a number from the word it was run together with ("24h", "POq4h", "&lt;5", "140-") where the white between them is that of a blank; "+31555", parted by one, is unsure.</summary>
internal static class LostBlanks
{
    // In usual blanks of the page, and against the widest white inside the word.
    private const double LikeBlank = 0.62;
    private const double LikeWholeBlank = 0.8;
    private const double WiderThanInside = 1.7;
    private const double Smallest = 0.22;
    private const int EnoughWhite = 3;
    private const double Doubtful = 0.5;

    public static IEnumerable<PlacedWord> Restore(PreparedPage page, IReadOnlyList<PlacedWord> words)
    {
        var usual = Neighbours.UsualGap(words, page.LetterHeight);
        return words.SelectMany(word => Part(page, word, Math.Max(LikeBlank * usual, Smallest * page.LetterHeight)));
    }

    private static IEnumerable<PlacedWord> Part(PreparedPage page, PlacedWord word, double least)
    {
        if (word.Text.Length < 2 || !Numbers.HasDigit(word.Text)) return [word];
        var runs = InkRuns.Of(page.Image, word.Area);
        if (runs.Count < 2) return [word];
        var gaps = runs.Zip(runs.Skip(1), (left, right) => right.Left - left.Right - 1).ToList();
        var widest = gaps.IndexOf(gaps.Max());
        var next = gaps.Where((_, i) => i != widest).DefaultIfEmpty(0).Max();
        if (gaps[widest] < least || gaps[widest] < WiderThanInside * next) return [word];
        if (CutAt(word, runs, widest) is not { } at)
        {
            // Two figures alone have no other white to be measured by.
            var glued = gaps.Count >= EnoughWhite && gaps[widest] >= LikeWholeBlank / LikeBlank * least && word.Text.All(c => char.IsAsciiDigit(c) || c == '+');
            return [glued ? word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word];
        }

        double middle = (runs[widest].Right + runs[widest + 1].Left) / 2.0;
        return
        [
            word with { Text = word.Text[..at], Area = word.Area with { Width = middle - word.Area.X }, Others = [] },
            word with { Text = word.Text[at..], Area = word.Area with { X = middle, Width = word.Area.Right - middle }, Others = [] },
        ];
    }

    // The character behind the white: the one whose place in the word is nearest, and only where a number meets something else there.
    private static int? CutAt(PlacedWord word, List<(int Left, int Right, int Top, int Bottom)> runs, int widest)
    {
        var text = word.Text;
        if (runs.Count == text.Length) return Meets(text, widest + 1) ? widest + 1 : null;
        double from = runs[0].Left, to = runs[^1].Right, middle = (runs[widest].Right + runs[widest + 1].Left) / 2.0;
        var about = (middle - from) / (to - from) * text.Length;
        var places = Enumerable.Range(1, text.Length - 1).Where(i => Meets(text, i) && Math.Abs(i - about) <= 1).ToList();
        return places.Count == 1 ? places[0] : null;
    }

    private static bool Meets(string text, int at)
    {
        char before = text[at - 1], after = text[at];
        // A dash inside is a range's or a date's; at an end it was read with the wrong word.
        if (before == '-' || after == '-') return before == '-' ? at == 1 : at == text.Length - 1 && char.IsDigit(before);
        if (char.IsDigit(before)) return char.IsLetter(after) || after is '<' or '>';
        if (char.IsDigit(after)) return char.IsLetter(before) || before is '<' or '>' or ':' or '=';
        // "POq4h": between two words of letters beside a number; "23-Mar-2025" is a date whose print was parted.
        return char.IsUpper(before) && char.IsLower(after) && text[..at].All(char.IsUpper);
    }
}
