using System.Text.RegularExpressions;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>Tells units of doses and results, also as engines for plain letters misread them (µ as u, p, y, j or 1).</summary>
internal static partial class UnitWords
{
    /// <summary>Whether a word is, or may be, a unit.</summary>
    public static bool IsUnit(string word) => Unit().IsMatch(word.Trim('(', ')', ',', '.', ';'));

    /// <summary>The same unit with a micro sign where one of its usual misreadings stands; null where there is none.</summary>
    public static string? WithMicro(string word)
    {
        var match = Micro().Match(word);
        return match.Success ? $"{match.Groups["before"].Value}µ{match.Groups["rest"].Value}" : null;
    }

    [GeneratedRegex(@"^([mkcdnpµuyj1]?(g|l|mol|eq|iu|u|sec|m)|mcg|units?|tabs?|caps?|drops?|puffs?|mmhg|bpm|%|°?[cf]|h|hr|hrs|min|iu|meq|ml|dl|fl|pg)(/([µumdpn1]?(l|g|ml|dl|kg|h|hr|min|day|dose|m2|m²|mol|tab)|1\.73m[2²]))*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^(?<before>.*?(^|[\d/(]))[upyj1](?<rest>(g|mol|L|m|U|IU|s|Eq)([/).,;].*)?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Micro();
}
