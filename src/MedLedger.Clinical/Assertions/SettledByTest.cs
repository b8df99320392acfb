using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

/// <summary>"Suspected pulmonary embolism 3/2: CTPA negative": the test settles what was only suspected. A known disease stays, whatever one test shows.</summary>
internal static class SettledByTest
{
    private const int Apart = 10;

    private static readonly HashSet<string> Tests = new(StringComparer.Ordinal)
    {
        "ctpa", "ct", "mri", "mrcp", "mra", "scan", "doppler", "duplex", "ultrasound", "us", "uss", "biopsy", "biopsie", "dimer", "angiogram", "angiography", "workup", "troponin", "troponins", "puncture", "endoscopy", "mslt", "culture", "cultures", "echo", "tte", "toe", "tee", "eeg", "pcr", "swab", "msu", "csu", "urine", "dipstick", "dip", "v/q", "coronarography", "arthroscopy", "aspirate",
    };

    public static bool Is(IReadOnlyList<Token> tokens, FoundName name, IReadOnlyList<FoundName> names)
    {
        for (var at = name.End; at + 1 < Math.Min(tokens.Count, name.End + Apart) && !tokens[at].IsMark('.'); at++)
        {
            if (names.Any(other => other.First == at && other.As(EntryKind.Problem) is not null)) return false;
            if (!Tests.Contains(tokens[at].Folded)) continue;
            var answer = at + 1;
            while (answer + 1 < tokens.Count && answer - at <= 2 && tokens[answer].Folded is "was" or "wa" or "is" or ":" or "-" or "=" or "were" or "came" or "back") answer++;
            return tokens[answer].Folded is "negative" or "neg" or "normal" or "clear" || (tokens[answer].Is("no") && answer + 1 < tokens.Count && tokens[answer + 1].Is("growth"));
        }

        return false;
    }
}
