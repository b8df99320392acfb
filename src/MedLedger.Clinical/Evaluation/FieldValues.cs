using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Evaluation;

/// <summary>What a field's words mean when two of them are compared: names as sets of words, units under one spelling, numbers as numbers.</summary>
internal static partial class FieldValues
{
    public static readonly Dictionary<string, double> Milligrams = new(StringComparer.Ordinal) { ["g"] = 1000, ["mg"] = 1, ["mcg"] = 0.001 };

    public static readonly HashSet<string> Counted = new(StringComparer.Ordinal) { "tablet", "capsule", "puff", "patch", "sachet", "spray" };

    private static readonly HashSet<string> Dropped = [.. "hydrochloride hcl sodium maleate tartrate besylate mesylate fumarate sulfate phosphate succinate er xl xr sr cr mr la ec dr ret retard hfa".Split(' ')];

    private static readonly Dictionary<string, double> Days = new(StringComparer.Ordinal)
    {
        ["h"] = 1.0 / 24,
        ["d"] = 1,
        ["day"] = 1,
        ["wk"] = 7,
        ["w"] = 7,
        ["week"] = 7,
        ["mo"] = 30,
        ["month"] = 30,
        ["a"] = 365,
        ["y"] = 365,
        ["year"] = 365,
    };

    private static readonly Dictionary<string, string> UnitOf = Spellings(
        "tablet tablets tab tabs tbl comprimido comp cp compresse caplet pill", "capsule capsules cap caps", "puff puffs inhalation inhalations actuation hub hube", "drop drops gtt gtts",
        "unit units u iu ie ui [iu]", "ml mls cc milliliter millilitre", "mg milligram milligrams", "mcg ug microgram micrograms", "g gm gram grams", "patch patches", "spray sprays",
        "sachet sachets packet", "application applications applic", "injection injections inj", "meq", "pessary pessaries", "10^3/ul 10*3/ul x10^3/ul x10e3/ul k/ul 10^9/l 10*9/l x10^9/l gpt/l /nl thou/ul",
        "10^6/ul 10*6/ul x10^6/ul m/ul 10^12/l 10*12/l", "/ul cells/ul /mm3 /mm^3", "u/l iu/l", "/min bpm beats/min breaths/min 1/min", "mm/h mm/hr", "ml/h ml/hr", "mcg/h ug/h mcg/hr ug/hr",
        "s sec seconds", "c cel degc °c", "f degf [degf] °f", "lb lbs [lb_av]", "mmhg mm[hg]", "ml/min/1.73m2 ml/min/1.73m^2 ml/min/1.73 ml/min/{1.73_m2}", "uiu/ml miu/l mu/l", "mcg/ml ug/ml",
        "mg/lfeu mg/l{feu}", "umol/l mcmol/l");

    /// <summary>Lower case, no accents, only letters, digits and single spaces.</summary>
    public static string Fold(string text)
    {
        var plain = text.Select(char.ToLowerInvariant).Select(Spelling.Plain).Where(char.IsAscii).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ');
        return string.Join(' ', string.Concat(plain).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A name as a set of words, without salts and release forms while something else remains.</summary>
    public static bool SameName(string one, string other) => Name(one).SetEquals(Name(other));

    public static string Unit(string text)
    {
        var plain = string.Concat(text.ToLowerInvariant().Replace('μ', 'u').Replace('µ', 'u').Replace('²', '2').Where(c => !char.IsWhiteSpace(c)));
        return UnitOf.TryGetValue(plain, out var known) ? known : plain.Replace("mcg", "ug", StringComparison.Ordinal);
    }

    /// <summary>"1-2" is a range, "20+12" the doses of one day, "5" one number; null for anything else.</summary>
    public static (string Sign, double[] Values)? Numbers(string text)
    {
        foreach (var sign in (string[])["+", "-", ""])
        {
            string[] parts = sign.Length > 0 ? text.Trim().Split(sign) : [text.Trim()];
            if (sign.Length > 0 && parts.Length < 2) continue;
            var values = parts.Select(part => double.TryParse(part.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
            if (!values.Any(double.IsNaN)) return (sign, values);
        }

        return null;
    }

    public static bool SameNumber(string one, string other, double tolerance)
    {
        var (left, right) = (Numbers(one), Numbers(other));
        if (left is null || right is null)
            return left is null && right is null && string.Equals(Spaces().Replace(one.Trim(), " "), Spaces().Replace(other.Trim(), " "), StringComparison.OrdinalIgnoreCase);
        return left.Value.Sign == right.Value.Sign && SameValues(left.Value.Values, right.Value.Values, tolerance, 1e-9);
    }

    public static bool SameValues(double[] one, double[] other, double tolerance, double slack) =>
        one.Length == other.Length && one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) <= (tolerance * Math.Max(Math.Abs(pair.First), Math.Abs(pair.Second))) + slack);

    /// <summary>The sorted numbers of a strength, in milligrams where its unit is a mass, and its unit.</summary>
    public static (double[] Values, string Unit)? Strength(string text)
    {
        var match = StrengthForm().Match(text);
        if (!match.Success) return null;
        var values = match.Groups[1].Value.Split('/').Select(value => double.Parse(value.Trim().TrimEnd('.', ',').Replace(',', '.'), CultureInfo.InvariantCulture)).Order().ToArray();
        var unit = Unit(match.Groups[2].Value);
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        var (head, tail) = slash < 0 ? (unit, "") : (unit[..slash], unit[slash..]);
        unit = UnitOf.GetValueOrDefault(head, head) + tail.Replace("24hr", "24h", StringComparison.Ordinal).Replace("day", "24h", StringComparison.Ordinal).Replace("hr", "h", StringComparison.Ordinal);
        return Milligrams.TryGetValue(unit, out var factor) ? ([.. values.Select(value => Math.Round(value * factor, 9))], "mg") : (values, unit);
    }

    public static double? InDays(string text)
    {
        var match = DurationForm().Match(text.ToLowerInvariant());
        if (!match.Success) return null;
        var unit = match.Groups[2].Value;
        if (!Days.ContainsKey(unit)) unit = unit.TrimEnd('s');
        return Days.TryGetValue(unit, out var days) ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * days : null;
    }

    public static string Flag(string text) => text.Trim().ToUpperInvariant() switch
    {
        "HIGH" => "H",
        "LOW" => "L",
        "ABNORMAL" or "*" => "A",
        "HIGH CRITICAL" or "CRITICAL HIGH" => "HH",
        "LOW CRITICAL" or "CRITICAL LOW" => "LL",
        "N" or "NORMAL" => "",
        var other => other,
    };

    private static HashSet<string> Name(string text)
    {
        var words = Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(word => !Dropped.Contains(word)).ToHashSet(StringComparer.Ordinal);
        return kept.Count > 0 ? kept : [.. words];
    }

    private static Dictionary<string, string> Spellings(params ReadOnlySpan<string> lists)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in lists)
            foreach (var word in list.Split(' ')) known[word] = list.Split(' ')[0];
        return known;
    }

    [GeneratedRegex(@"^\s*(\d[\d.,]*(?:\s*/\s*\d[\d.,]*)*)\s*(.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex StrengthForm();

    [GeneratedRegex(@"^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
