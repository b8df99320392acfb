using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Sections;

/// <summary>
/// "10-03-25" is a day only where the writer is known to part days with dashes ("DOB 5-23-1938") or proves it ("9-26-25"):
/// elsewhere three numbers with dashes are as well a dose in the morning, at noon and in the evening.
/// </summary>
internal static class ShortDashDates
{
    private const int Label = 12;
    private const int FirstYear = 15;
    private const int LastYear = 40;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Habit = new(@"\b\d{1,2}-\d{1,2}-(?:19|20)\d{2}\b|\b(?:dob|d\.o\.b\.?|born|birth(?:date| date)?)[: ]{1,3}\d{1,2}-\d{1,2}-\d{2}\b", Flags);

    private static readonly Regex Pattern = new(@"\b(?<a>\d{1,2})(?<s>-)(?<b>\d{1,2})-(?<y>\d{2})\b", Flags);

    private static readonly Regex Units = new(@"^\s{0,3}(?:u|units?|iu|ie|e|mg|ml|tabs?|tablets?|caps?)\b|^-|^/|^\d", Flags);

    public static IEnumerable<Match> In(string text) => Habit.IsMatch(text) ? Pattern.Matches(text).Where(match => IsDay(text, match)) : [];

    private static bool IsDay(string text, Match match)
    {
        int a = int.Parse(match.Groups["a"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), b = int.Parse(match.Groups["b"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), year = int.Parse(match.Groups["y"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        if (a is 0 or > 31 || b is 0 or > 31 || (a > 12 && b > 12) || year is < FirstYear or > LastYear) return false;
        if (match.Index > 0 && text[match.Index - 1] is '-' or '/' or '.') return false;
        var before = text[Math.Max(0, match.Index - Label)..match.Index];
        // Of a birth date nobody knows the century.
        if (before.Contains("dob", StringComparison.OrdinalIgnoreCase) || before.Contains("d.o.b", StringComparison.OrdinalIgnoreCase) || before.Contains("born", StringComparison.OrdinalIgnoreCase) || before.Contains("birth", StringComparison.OrdinalIgnoreCase)) return false;
        var end = match.Index + match.Length;
        return !Units.IsMatch(text[end..Math.Min(text.Length, end + Label)]);
    }
}
