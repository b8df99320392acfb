using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Finds the bullets before the items of a list by their ink: a round spot that the first reader takes for *, +, e or nothing.</summary>
internal static class Bullets
{
    private const string TakenFor = "*+e.,°o»«¢©®-~";
    private const double Smallest = 0.2;
    private const double Largest = 0.62;
    private const double Roundest = 0.62;

    /// <summary>The words with bullets where they stand before the first word of a line.</summary>
    public static IEnumerable<PlacedWord> Restore(PreparedPage page, IReadOnlyList<PlacedWord> words)
    {
        var letter = page.LetterHeight;
        var spots = page.Blots.Where(blot => IsSpot(blot, letter)).ToList();
        if (spots.Count == 0) return words;
        var restored = new List<PlacedWord>(words);
        foreach (var line in words.GroupBy(word => (word.Block, word.Line)))
        {
            List<PlacedWord> order = [.. line.OrderBy(word => word.Area.X)];
            var first = order[0];
            if (first.Text.Length == 1 && TakenFor.Contains(first.Text[0]) && order.Count > 1 && spots.Exists(spot => Holds(first.Area, spot) && StandsBefore(spot, order[1].Area, letter)))
            {
                restored[restored.IndexOf(first)] = first with { Text = "•", Unsure = false };
            }
            else if (char.IsLetterOrDigit(first.Text[0]) && spots.Where(spot => StandsBefore(spot, first.Area, letter) && !words.Any(word => Holds(word.Area, spot)) && IsAlone(page, spot, letter)).Select(spot => (Blot?)spot).FirstOrDefault() is { } found)
            {
                restored.Add(new("•", new(found.Left, found.Top, found.Width, found.Height), first.Confidence, first.Line, first.Block));
            }
        }

        return restored;
    }

    // A full square of its box would be 1, a disc is 0.79, a ring or a stroke far less.
    private static bool IsSpot(Blot blot, double letter) =>
        blot.Height >= Smallest * letter && blot.Height <= Largest * letter && blot.Width <= 1.3 * blot.Height && blot.Height <= 1.3 * blot.Width
        && blot.Pixels > Roundest * blot.Width * blot.Height;

    // Left of the word, about the middle of its letters: a stop stands lower, an apostrophe higher.
    private static bool StandsBefore(Blot spot, Area word, double letter)
    {
        var away = word.X - spot.Right;
        return away > 0.25 * letter && away < 3 * letter && spot.MiddleY > word.Y + (0.15 * word.Height) && spot.MiddleY < word.Y + (0.8 * word.Height);
    }

    private static bool Holds(Area word, Blot spot) => spot.MiddleX >= word.X && spot.MiddleX <= word.Right && spot.MiddleY >= word.Y - 2 && spot.MiddleY <= word.Bottom + 2;

    // Nothing else stands left of a bullet: a speck amid grain has neighbours.
    private static bool IsAlone(PreparedPage page, Blot spot, double letter)
    {
        int left = (int)Math.Max(0, spot.Left - (2 * letter)), right = spot.Left - 2, top = (int)Math.Max(0, spot.Top - (0.4 * letter)), bottom = (int)Math.Min(page.Image.Height - 1, spot.Bottom + (0.4 * letter));
        for (var y = top; y <= bottom; y++)
            if (right > left && Ink.NextDark(page.Image.Row(y)[left..right], 0) < right - left) return false;
        return true;
    }
}
