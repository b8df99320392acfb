using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>What the words of a direction say in numbers, for comparing a doubtful reading with a sure dose. Nobody doses by it.</summary>
internal sealed class DoseInWords
{
    private static readonly Regex _piece = new(@"\d{1,2}:\d{2}|\d+(?:[.,]\d+)*|\p{L}[\p{L}\d°]*|%", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Lazy<DirectionWords> _words = new(() => new());

    private static readonly Dictionary<string, (string Kind, decimal Factor)> _masses = new(StringComparer.Ordinal) { ["mcg"] = ("mass", 1), ["mg"] = ("mass", 1000), ["g"] = ("mass", 1_000_000) };

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
        var pieces = _piece.Matches(string.Join(" ; ", [dosing.Text, dosing.Strength, dosing.Dose?.Text, .. quotes])).Select(match => char.IsLetter(match.Value[0]) ? Spelling.Fold(match.Value) : match.Value).ToList();
        for (var at = 0; at < pieces.Count; at++)
        {
            var next = at + 1 < pieces.Count ? pieces[at + 1] : "";
            if (Number(pieces[at]) is { } number)
            {
                if (Unit(next) is var (kind, factor)) said._amounts.Add((kind, number * factor));
                else if (_words.Value.Meaning(next, PartKind.Form) is not null) said._counts.Add(number);
                else said._bare.Add(number);
            }
            else if (Often(pieces[at]) is { } times) said._timesPerDay ??= times;
        }

        return said;
    }

    /// <summary>Whether this reading gives the very amount of <paramref name="sure"/> and nothing else. "1 tab" confirms no milligrams: the strength may be what was lost.</summary>
    public bool Confirms(DoseInWords sure) =>
        !Contradicts(sure) && !SaysTwo(sure) && (_amounts.Overlaps(sure._amounts) || (_counts.Count > 0 && _counts.SetEquals(sure._counts)));

    // "500 mg 1 g": one of them was struck out, and nobody knows which.
    private bool SaysTwo(DoseInWords sure) =>
        _counts.Count == 0 && _amounts.Any(one => sure._amounts.Contains(one) && _amounts.Any(other => other.Kind == one.Kind && !sure._amounts.Contains(other)));

    /// <summary>Whether this reading would be another dose than <paramref name="sure"/>. What it leaves out contradicts nothing.</summary>
    public bool Contradicts(DoseInWords sure)
    {
        foreach (var kind in _amounts.Select(one => one.Kind).Distinct())
            if (sure._amounts.Any(one => one.Kind == kind) && !_amounts.Where(one => one.Kind == kind).Any(sure._amounts.Contains)) return true;
        if (_counts.Count > 0 && sure._counts.Count > 0 && !_counts.Overlaps(sure._counts)) return true;
        if (_bare.Any(number => !sure._bare.Contains(number) && !sure._counts.Contains(number) && !sure._amounts.Any(one => one.Amount == number || one.Amount == number * 1000))) return true;
        return _timesPerDay is { } mine && sure._timesPerDay is { } its && Math.Abs(mine - its) > 0.1m * Math.Max(mine, its);
    }

    private static (string Kind, decimal Factor)? Unit(string word) => word switch
    {
        "%" => ("percent", 1),
        "l" => ("mL", 1000),
        _ when _words.Value.Meaning(word, PartKind.Unit) is { } unit => _masses.TryGetValue(unit, out var mass) ? mass : (unit, 1),
        _ => null,
    };

    private static decimal? Often(string word) =>
        int.TryParse(_words.Value.Meaning(word, PartKind.Frequency) ?? _words.Value.Meaning(word, PartKind.Adverb), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times
        : _words.Value.Meaning(word, PartKind.Slot) is null ? null : 1;

    private static decimal? Number(string piece) =>
        char.IsAsciiDigit(piece[0]) && !piece.Contains(':', StringComparison.Ordinal) && decimal.TryParse(piece.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
