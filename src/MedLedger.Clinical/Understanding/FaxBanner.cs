using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Understanding;

/// <summary>"19-MAR-2026 08:14 HF NURSES P.01/01", the line that a fax machine prints: when the page was sent, not the day it is of.</summary>
internal static class FaxBanner
{
    private static readonly Regex Line = new(@"[0-9]{1,2}:[0-9]{2}.*\bP(?:AGE|age)?[. ]*[0-9]{1,3} ?/ ?[0-9]{1,3}\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static bool Is(string line) => Line.IsMatch(line);
}
