namespace MedLedger.Clinical.Understanding;

/// <summary>The lines of a head, and the columns that gaps of two spaces cut them into.</summary>
internal static class HeadLines
{
    public static string Before(string text, int at, int length) => text[Math.Max(0, at - length)..at];

    public static int Start(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    public static int End(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    public static string Line(string text, int at) => text[Start(text, at)..End(text, at)];

    /// <summary>How many lines lie between two places.</summary>
    public static int Between(string text, int one, int other) => text.AsSpan(Math.Min(one, other), Math.Abs(one - other)).Count('\n');

    /// <summary>The columns from <paramref name="start"/> to <paramref name="end"/>, which are on one line.</summary>
    public static List<(int Start, string Text)> Columns(string text, int start, int end)
    {
        var columns = new List<(int, string)>();
        var at = start;
        while (at < end)
        {
            while (at < end && (char.IsWhiteSpace(text[at]) || text[at] == '|')) at++;
            var from = at;
            while (at < end && text[at] is not ('|' or '\t') && !(text[at] == ' ' && at + 1 < end && text[at + 1] == ' ')) at++;
            if (at > from) columns.Add((from, text[from..at]));
        }

        return columns;
    }
}
