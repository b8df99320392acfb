using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Identification;

/// <summary>Compares birth dates. Day and month may change places only where the document wrote digits that can be read both ways.</summary>
internal static class BirthDateComparison
{
    private static readonly Regex _ambiguous = new(@"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static Agreement Compare(PartialDate? patient, UnderstoodDocument document)
    {
        if (patient is not { } known || document.Patient.BirthDate is not { } claimed) return Agreement.Absent;
        if (known == claimed) return Agreement.Agree;
        if (known.Day is null || claimed.Day is null)
            return Overlap(known, claimed) ? Agreement.Weak : Agreement.Differ;
        if (known.Year == claimed.Year && known.Month == claimed.Day && known.Day == claimed.Month && WrittenBothWays(document, known)) return Agreement.Agree;
        return OneDigitApart(known.ToString(), claimed.ToString()) ? Agreement.Slip : Agreement.Differ;
    }

    private static bool Overlap(PartialDate a, PartialDate b) => a.Earliest <= b.Latest && b.Earliest <= a.Latest;

    private static bool WrittenBothWays(UnderstoodDocument document, PartialDate known)
    {
        var texts = document.Patient.Sources.Select(source => source.Quote).Concat(document.Reading.Pages.Select(page => page.Text));
        return texts.SelectMany(text => _ambiguous.Matches(text)).Any(match =>
            Number(match, 3) == known.Year
            && ((Number(match, 1) == known.Day && Number(match, 2) == known.Month) || (Number(match, 1) == known.Month && Number(match, 2) == known.Day)));
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static bool OneDigitApart(string a, string b) => a.Length == b.Length && a.Zip(b).Count(pair => pair.First != pair.Second) == 1;
}
