using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>What the words of a direction say in numbers, for comparing a doubtful reading with a sure dose. Nobody doses by it.</summary>
internal sealed class DoseInWords
{
    private static readonly Regex _piece = new(@"\d{1,2}:\d{2}|\d+(?:[.,]\d+)*|\p{L}[\p{L}\d°]*|%", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, (string Kind, decimal Factor)> _units = new(StringComparer.Ordinal)
    {
        ["mcg"] = ("mass", 1),
        ["µg"] = ("mass", 1),
        ["μg"] = ("mass", 1),
        ["ug"] = ("mass", 1),
        ["mg"] = ("mass", 1000),
        ["g"] = ("mass", 1_000_000),
        ["ml"] = ("volume", 1),
        ["l"] = ("volume", 1000),
        ["u"] = ("unit", 1),
        ["iu"] = ("unit", 1),
        ["ie"] = ("unit", 1),
        ["unit"] = ("unit", 1),
        ["units"] = ("unit", 1),
        ["%"] = ("percent", 1),
        ["meq"] = ("equivalent", 1),
        ["mmol"] = ("mole", 1),
    };

    private static readonly HashSet<string> _counted = new(StringComparer.Ordinal)
    {
        "tab", "tabs", "tablet", "tablets", "tas", "tabl", "tbl", "cap", "caps", "capsule", "capsules", "puff", "puffs", "spray", "sprays", "drop", "drops", "gtt", "patch", "patches", "kps", "cp", "comprimé", "tablette", "hub", "inhalation", "inhalations",
    };

    private static readonly Dictionary<string, decimal> _often = new(StringComparer.Ordinal)
    {
        ["qd"] = 1,
        ["od"] = 1,
        ["daily"] = 1,
        ["qam"] = 1,
        ["qpm"] = 1,
        ["qhs"] = 1,
        ["hs"] = 1,
        ["bedtime"] = 1,
        ["bid"] = 2,
        ["bd"] = 2,
        ["twice"] = 2,
        ["tid"] = 3,
        ["tds"] = 3,
        ["qid"] = 4,
        ["qds"] = 4,
    };

    private readonly HashSet<(string Kind, decimal Amount)> _amounts = [];
    private readonly HashSet<decimal> _counts = [];
    private readonly HashSet<decimal> _bare = [];
    private decimal? _timesPerDay;

    private DoseInWords()
    {
    }

    public static DoseInWords Of(Dosing dosing) => Of(dosing, []);

    /// <param name="dosing">The direction as it was understood.</param>
    /// <param name="quotes">Further words that it was understood from.</param>
    public static DoseInWords Of(Dosing dosing, IEnumerable<string> quotes)
    {
        var said = new DoseInWords { _timesPerDay = dosing.TimesPerDay };
        var pieces = _piece.Matches(string.Join(" ; ", [dosing.Text, dosing.Strength, dosing.Dose?.Text, .. quotes])).Select(match => match.Value.ToLowerInvariant()).ToList();
        for (var at = 0; at < pieces.Count; at++)
        {
            var next = at + 1 < pieces.Count ? pieces[at + 1] : "";
            if (Number(pieces[at]) is { } number)
            {
                if (_units.TryGetValue(next, out var unit)) said._amounts.Add((unit.Kind, number * unit.Factor));
                else if (_counted.Contains(next)) said._counts.Add(number);
                else said._bare.Add(number);
            }
            else if (_often.TryGetValue(pieces[at], out var times)) said._timesPerDay ??= times;
        }

        return said;
    }

    /// <summary>Whether this reading gives the very amount of <paramref name="sure"/> and nothing else. "1 tab" confirms no milligrams: the strength may be what was lost.</summary>
    public bool Confirms(DoseInWords sure) =>
        !Contradicts(sure) && (_amounts.Overlaps(sure._amounts) || (_counts.Count > 0 && _counts.SetEquals(sure._counts)));

    /// <summary>Whether this reading would be another dose than <paramref name="sure"/>. What it leaves out contradicts nothing.</summary>
    public bool Contradicts(DoseInWords sure)
    {
        foreach (var kind in _amounts.Select(one => one.Kind).Distinct())
            if (sure._amounts.Any(one => one.Kind == kind) && !_amounts.Where(one => one.Kind == kind).Any(sure._amounts.Contains)) return true;
        if (_counts.Count > 0 && sure._counts.Count > 0 && !_counts.Overlaps(sure._counts)) return true;
        if (_bare.Any(number => !sure._bare.Contains(number) && !sure._counts.Contains(number) && !sure._amounts.Any(one => one.Amount == number || one.Amount == number * 1000))) return true;
        return _timesPerDay is { } mine && sure._timesPerDay is { } its && Math.Abs(mine - its) > 0.1m * Math.Max(mine, its);
    }

    private static decimal? Number(string piece) =>
        char.IsAsciiDigit(piece[0]) && !piece.Contains(':', StringComparison.Ordinal) && decimal.TryParse(piece.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
