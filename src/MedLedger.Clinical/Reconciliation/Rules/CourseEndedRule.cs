using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>A course with an end, or with a start and a length, is over after its last day.</summary>
internal static class CourseEndedRule
{
    public const string Name = "course-ended";

    // Lengths in which packs are dispensed say how much was supplied, not how long it is taken.
    private static readonly HashSet<int> _supplies = [28, 30, 31, 56, 60, 84, 90];

    private static readonly Regex _length = new(@"(\d{1,3})\s*[-–]?\s*(?:(?:more|further|full)\s+)?(d|day|days|w|wk|wks|week|weeks|mo|month|months|y|yr|year|years)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, int> _words = new(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["twelve"] = 12,
        ["fourteen"] = 14,
    };

    /// <summary>The day after which it is no longer taken, or null when it has no stated end.</summary>
    public static DateOnly? LastDay(Statement<MedicationFinding> statement)
    {
        if (statement.Finding.End is { } end) return end.Latest;
        if (statement.Finding.Dosing?.Duration is not { } duration || (statement.Finding.Start ?? statement.Date) is not { } start) return null;
        return Days(duration) is { } days && days < 3660 ? start.Latest.AddDays(days) : null;
    }

    /// <summary>Whether a pack of so many days was supplied, rather than the drug taken for so long.</summary>
    public static bool IsSupply(int days) => _supplies.Contains(days);

    private static int? Days(string duration)
    {
        var text = string.Join(' ', duration.Split(' ').Select(word => _words.TryGetValue(word.ToLowerInvariant(), out var number) ? number.ToString(CultureInfo.InvariantCulture) : word));
        var match = _length.Match(text);
        if (!match.Success) return null;
        var count = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value.ToLowerInvariant()[0] switch
        {
            'd' => IsSupply(count) ? null : count,
            'w' => count * 7,
            'm' => count * 31,
            _ => count * 366,
        };
    }
}
