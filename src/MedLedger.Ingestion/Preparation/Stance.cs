namespace MedLedger.Ingestion.Preparation;

/// <summary>How a page seems to lie, told by its letters before anything is read; a reading has the last word.</summary>
/// <param name="Sideways">Its lines run up or down.</param>
/// <param name="Overturned">It stands on its head.</param>
internal readonly record struct Stance(bool Sideways, bool Overturned)
{
    private const int FewestLetters = 60;
    private const int FewestStems = 20;
    private const double Share = 0.65;

    // The letters of a line stand closer together than the lines do, however the page leans: most letters' nearest neighbour is beside them.
    // Latin print has far more letters that rise above the line (b, d, h, capitals, figures) than letters that hang below it (g, p, y).
    public static Stance Of(IReadOnlyList<Blot> blots, double letterHeight)
    {
        var letters = blots.Where(blot => Math.Max(blot.Width, blot.Height) > 0.5 * letterHeight && Math.Max(blot.Width, blot.Height) < 2.5 * letterHeight).ToList();
        if (letters.Count < FewestLetters) return default;
        var size = 3 * letterHeight;
        var cells = letters.ToLookup(blot => Cell(blot, size));
        int down = 0, across = 0, rising = 0, hanging = 0;
        foreach (var letter in letters)
        {
            if (Nearest(letter, cells, size) is not { } near) continue;
            if (Math.Abs(near.MiddleX - letter.MiddleX) < Math.Abs(near.MiddleY - letter.MiddleY))
            {
                down++;
                continue;
            }

            across++;
            double above = (near.Top - letter.Top) / letterHeight, below = (letter.Bottom - near.Bottom) / letterHeight;
            if (above > 0.2 && Math.Abs(below) < 0.12) rising++;
            else if (below > 0.2 && Math.Abs(above) < 0.12) hanging++;
        }

        var sideways = down > Share * (down + across);
        return new(sideways, !sideways && rising + hanging >= FewestStems && hanging > rising);
    }

    private static Blot? Nearest(Blot letter, ILookup<(int Column, int Row), Blot> cells, double size)
    {
        var (column, row) = Cell(letter, size);
        var least = size * size;
        Blot? nearest = null;
        for (var cell = 0; cell < 9; cell++)
        {
            foreach (var other in cells[(column + (cell % 3) - 1, row + (cell / 3) - 1)])
            {
                double x = other.MiddleX - letter.MiddleX, y = other.MiddleY - letter.MiddleY, distance = (x * x) + (y * y);
                if (distance > 0 && distance < least) (least, nearest) = (distance, other);
            }
        }

        return nearest;
    }

    private static (int Column, int Row) Cell(Blot blot, double size) => ((int)(blot.MiddleX / size), (int)(blot.MiddleY / size));
}
