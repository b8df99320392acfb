using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Takes the rules of tables and forms off a page: long thin straight ink. Letters that touch a rule keep their strokes.</summary>
internal static class Rules
{
    private const int Thickest = 12;
    private const int LongestGap = 2;

    // Where a stroke crosses letters it is as thick as they.
    private const double Mostly = 0.4;
    private const byte Across = 1;
    private const byte Down = 2;
    private const byte ThinAcross = 4;
    private const byte ThinDown = 8;

    /// <summary>Whitens every rule at least <paramref name="shortest"/> pixels long. Gives the level ones, row by row: what crosses out a line of words looks like a rule, too.</summary>
    public static List<RuleRow> Erase(GreyImage page, int shortest)
    {
        var marks = new byte[page.Pixels.Length];
        var level = new List<RuleRow>();
        Mark(page, shortest, across: true, marks, level);
        Mark(page, shortest, across: false, marks, []);
        for (int at = 0, step; at < marks.Length && (step = marks.AsSpan(at).IndexOfAnyExcept((byte)0)) >= 0; at++)
        {
            at += step;
            // Where two rules cross neither is thin, but both pass.
            if ((marks[at] & (ThinAcross | ThinDown)) == 0 && marks[at] != (Across | Down)) continue;
            Whiten(page, at % page.Width, at / page.Width, across: (marks[at] & ThinDown) == 0, down: (marks[at] & ThinAcross) == 0);
        }

        return level;
    }

    // The soft edges of a rule go with it.
    private static void Whiten(GreyImage page, int x, int y, bool across, bool down)
    {
        page.Pixels[(y * page.Width) + x] = 255;
        if (across && y > 0) page.Pixels[((y - 1) * page.Width) + x] = 255;
        if (across && y + 1 < page.Height) page.Pixels[((y + 1) * page.Width) + x] = 255;
        if (down && x > 0) page.Pixels[(y * page.Width) + x - 1] = 255;
        if (down && x + 1 < page.Width) page.Pixels[(y * page.Width) + x + 1] = 255;
    }

    // Always along the image's rows, as memory lies: for upright rules every column keeps its own run.
    private static void Mark(GreyImage page, int shortest, bool across, byte[] marks, List<RuleRow> level)
    {
        int lines = across ? 1 : page.Width;
        var starts = new int[lines];
        var ends = new int[lines];
        for (var y = 0; y < page.Height; y++)
        {
            if (across) starts[0] = ends[0] = 0;
            var row = page.Row(y);
            for (var x = Ink.NextDark(row, 0); x < row.Length; x = Ink.NextDark(row, x + 1))
            {
                int line = across ? 0 : x, at = across ? x : y;
                if (at - ends[line] > LongestGap)
                {
                    Close(line, across ? y : x);
                    starts[line] = at;
                }

                ends[line] = at + 1;
            }

            if (across) Close(0, y);
        }

        if (across) return;
        for (var x = 0; x < page.Width; x++) Close(x, x);

        void Close(int line, int at)
        {
            if (ends[line] - starts[line] < shortest) return;
            var thin = MarkRun(page, starts[line], ends[line], at, across, marks);
            if (across && thin > Mostly * (ends[line] - starts[line])) level.Add(new(at, starts[line], ends[line]));
        }
    }

    /// <returns>At how many places the run is as thin as a rule.</returns>
    private static int MarkRun(GreyImage page, int start, int end, int line, bool across, byte[] marks)
    {
        var rule = 0;
        for (var at = start; at < end; at++)
        {
            var thin = Thickness(page, at, line, across) <= Thickest;
            if (thin) rule++;
            marks[across ? (line * page.Width) + at : (at * page.Width) + line] |= (byte)((across ? Across : Down) | (thin ? across ? ThinAcross : ThinDown : 0));
        }

        return rule;
    }

    private static int Thickness(GreyImage page, int at, int line, bool across)
    {
        int before = line, after = line, lines = across ? page.Height : page.Width;
        while (before > 0 && line - before <= Thickest && IsDark(page, at, before - 1, across)) before--;
        while (after < lines - 1 && after - line <= Thickest && IsDark(page, at, after + 1, across)) after++;
        return after - before + 1;
    }

    private static bool IsDark(GreyImage page, int at, int line, bool across) => (across ? page[at, line] : page[line, at]) < Ink.Dark;
}

/// <summary>One row of a level rule that was taken off the page.</summary>
internal readonly record struct RuleRow(int Y, int Left, int Right);
