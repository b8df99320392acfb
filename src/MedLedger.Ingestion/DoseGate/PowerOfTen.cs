using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Cell counts are given per 10⁹ litres, 10³ microlitres and the like. A raised exponent or a caret is what engines read worst: as a
/// plain digit, a quote, a 4. The unit's form says what must stand there.
/// </summary>
internal static partial class PowerOfTen
{
    private const string Guessed = "9";

    /// <summary>The unit, or null where neither reader saw one of this form.</summary>
    public static PlacedWord? Settle(ReadWord word)
    {
        var first = Read(word.First.Text);
        var second = word.Second is null ? null : Read(word.Second.Text);
        if ((first is { IsGuess: true } && second is not null ? second : first ?? second) is not { } one) return null;
        // A caret that either of them saw as anything at all was printed; where both saw nothing the exponent was raised.
        var two = first is null ? one : second ?? one;
        var caret = one.Caret || two.Caret;
        var times = word.First.Text[0] is 'X' && word.Second?.Text.StartsWith('x') == true ? "x" : one.Times;
        var text = $"{times}10{(caret ? "^" + one.Exponent : string.Concat(one.Exponent.Select(Raised)))}/{one.Volume}";
        var agreed = first is { IsGuess: false } && second is { IsGuess: false } && first.Exponent == second.Exponent && first.Volume == second.Volume;
        return word.First with
        {
            Text = text,
            Confidence = Math.Max(word.First.Confidence, agreed ? 0.9 : 0.5),
            Unsure = !agreed || word.Touched,
            Others = text == word.First.Text ? [] : [word.First.Text],
        };
    }

    private static Reading? Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        var volume = match.Groups["volume"].Value switch
        {
            "uL" or "pL" or "yL" or "µL" or "jL" or "ul" => "µL",
            "l" or "1" or "I" => "L",
            var other => other,
        };
        // A raised 9 before "/L" is what is taken for a degree or per cent sign.
        var guess = !char.IsDigit(match.Groups["exponent"].Value[0]);
        return new(match.Groups["times"].Value, guess ? Guessed : match.Groups["exponent"].Value, match.Groups["caret"].Value.Length > 0, volume, guess);
    }

    private static char Raised(char digit) => digit switch
    {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => (char)('⁰' + (digit - '0')),
    };

    [GeneratedRegex(@"^(?<times>[xX×*]?)1[0oO](?<caret>[\^~%4A""'“”‘’*°?]?)(?<exponent>3|6|9|12|[°º?*""'%]{1,2}(?=/?L))(/|(?<=[°º?*""'%]))(?<volume>[uµpyj]?L|ul|l|1|I|mm3|mm³|mL)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();

    private sealed record Reading(string Times, string Exponent, bool Caret, string Volume, bool IsGuess);
}
