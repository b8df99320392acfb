namespace MedLedger.Clinical.Slips;

/// <summary>"1-0-1" in a hand: three or four counts of one or none, where every reading of the ink means the same ("I-O-1", "--0-)"). Other counts are no closed set.</summary>
internal static class ScheduleShapes
{
    private const string Ones = "1lIi|!\\/][)(}{jJ";
    private const string Noughts = "0oOQDU";

    /// <summary>The one schedule that all readings mean; null where one of them means another, or none.</summary>
    public static string? Settle(IReadOnlyList<string> readings)
    {
        string? meant = null;
        foreach (var reading in readings)
        {
            if (Of(reading) is not { } schedule || (meant is not null && meant != schedule)) return null;
            meant = schedule;
        }

        // One reading at least says it in figures.
        return meant is not null && meant.Contains('1', StringComparison.Ordinal) && readings.Any(reading => Bare(reading).Count(char.IsAsciiDigit) > 1) ? meant : null;
    }

    private static string? Of(string reading)
    {
        var text = Bare(reading);
        if (text.Length is not (5 or 7)) return null;
        Span<char> schedule = stackalloc char[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            if (at % 2 == 1)
            {
                if (text[at] is not ('-' or '–')) return null;
                schedule[at] = '-';
            }
            // A stroke that was read as a dash where a count must stand.
            else if (Ones.Contains(text[at], StringComparison.Ordinal) || text[at] is '-' or '–') schedule[at] = '1';
            else if (Noughts.Contains(text[at], StringComparison.Ordinal)) schedule[at] = '0';
            else return null;
        }

        return new(schedule);
    }

    private static string Bare(string reading) => reading.TrimEnd('.', ',', ';');
}
