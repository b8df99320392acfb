using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Slips;

/// <summary>
/// The unit of mass that a misread scrap behind a number stands for ("Mae", "m6", "wa"). How it looks only says which may be meant; that the drug
/// is made with this number of milligrams and not of micrograms, or the other way round, decides. A thousandfold error hangs on it.
/// </summary>
internal static class UnitShapes
{
    private const string Wide = "mnwrvhMNWVH";
    private const string Round = "gaq96yseoc8&jzGaQSC";
    private const int Longest = 3;

    private static readonly HashSet<string> _others = new(StringComparer.Ordinal)
    {
        "ml", "cc", "meq", "mmol", "unit", "units", "iu", "u", "ie", "g", "gm", "gr", "%", "tab", "tabs", "cap", "caps", "puff", "puffs", "drop", "drops", "l", "kg", "dl", "oz", "tsp",
    };

    /// <summary>"mg" or "mcg"; null where the readings or the drug's strengths leave it open.</summary>
    public static string? Settle(IReadOnlyCollection<string> readings, decimal number, LexiconEntry drug)
    {
        if (MadeAmount.Of(drug, "mg") is not { } milligrams || MadeAmount.Of(drug, "mcg") is not { } micrograms) return null;
        List<string> scraps = [.. readings.Select(Scrap).Where(scrap => scrap.Length > 1)];
        // "meq" beside "mcg" is a misreading of it; the drug's strengths in micrograms have the last word.
        if (scraps.Exists(scrap => Named(scrap) == "mcg")) scraps.RemoveAll(scrap => scrap.Equals("meq", StringComparison.OrdinalIgnoreCase));
        if (scraps.Count == 0 || scraps.Exists(scrap => _others.Contains(scrap.ToLowerInvariant()) || IsVolume(scrap))) return null;
        var inMilligrams = milligrams.Has(number);
        if (inMilligrams == micrograms.Has(number) || milligrams.Has(number * 1000)) return null;
        var unit = inMilligrams ? "mg" : "mcg";
        // What one reader plainly saw no strength of the drug outvotes.
        if (scraps.Exists(scrap => Named(scrap) is { } named && named != unit)) return null;
        return 2 * scraps.Count(scrap => inMilligrams ? IsMilligram(scrap) : IsMicrogram(scrap)) > scraps.Count ? unit : null;
    }

    /// <summary>The unit that a reading plainly is.</summary>
    public static string? Named(string reading) => Scrap(reading).ToLowerInvariant() switch { "mg" => "mg", "mcg" or "ug" or "µg" => "mcg", _ => null };

    private static string Scrap(string reading)
    {
        var scrap = reading.Trim('.', ',', ';', ':', '"', '\'', ')', '(', ']', '[', '}', '{', '|', '-', '_', '»', '«', '“', '”');
        return scrap.StartsWith("rn", StringComparison.Ordinal) || scrap.StartsWith("nn", StringComparison.Ordinal) ? $"m{scrap[2..]}" : scrap;
    }

    private static bool IsMilligram(string scrap) => scrap.Length <= Longest && Wide.Contains(scrap[0]) && Round.Contains(scrap[1]) && (scrap.Length == 2 || char.IsAsciiLetter(scrap[2]) || scrap[2] is '1' or '/' or '&');

    private static bool IsMicrogram(string scrap) => Named(scrap) == "mcg" || (scrap.Length == Longest && Wide.Contains(scrap[0]) && Round.Contains(scrap[1]) && Round.Contains(scrap[2]));

    // An l is tall: "mi", "m1" may be millilitres.
    private static bool IsVolume(string scrap) => scrap.Length == 2 && Wide.Contains(scrap[0]) && scrap[1] is 'l' or 'L' or '1' or 'i' or 'I' or '|' or '!' or 't';
}
