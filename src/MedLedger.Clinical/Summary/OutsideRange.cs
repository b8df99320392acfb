using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>An arrow where a sure value lies outside the range that its own source prints and the source sets no flag. A flag of the source always stands instead.</summary>
internal static partial class OutsideRange
{
    public static string Mark(ResultValue value)
    {
        if (value is not { Flag: null, Certainty: ReadingCertainty.Sure, Value: { Comparator: null } number, ReferenceRange: { } range } || Bounds(range) is not var (low, high)) return "";
        return number.Value < low ? " \u2193" : number.Value > high ? " \u2191" : "";
    }

    // Only what leaves no doubt: "3.5 - 5.1", "< 6,5", "> 60". Words, ages and several ranges give no bounds.
    private static (decimal? Low, decimal? High)? Bounds(string range)
    {
        if (Between().Match(range) is { Success: true } between && Number(between.Groups["low"]) is { } low && Number(between.Groups["high"]) is { } high) return low < high ? (low, high) : null;
        if (Limit().Match(range) is { Success: true } limit && Number(limit.Groups["number"]) is { } bound) return limit.Groups["sign"].Value == "<" ? (null, bound) : (bound, null);
        return null;
    }

    private static decimal? Number(Group digits) => decimal.TryParse(digits.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^\s*\[?\s*(?<low>[0-9]{1,6}([.,][0-9]{1,4})?)\s*(-|\u2013)\s*(?<high>[0-9]{1,6}([.,][0-9]{1,4})?)\s*\]?\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Between();

    [GeneratedRegex(@"^\s*(?<sign>[<>])=?\s*(?<number>[0-9]{1,6}([.,][0-9]{1,4})?)\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Limit();
}
