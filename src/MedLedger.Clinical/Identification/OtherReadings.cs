using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Identification;

/// <summary>
/// A held page whose name, number or birth date stands in words that the reader doubts (a hand, a fax): where the reader's other readings of the same ink name the patient,
/// the page is most probably this patient's. It is used as unsure rather than left out; words that were read for certain explain nothing.
/// </summary>
internal static class OtherReadings
{
    private const int LongEnough = 5;

    public static PatientMatch? Explain(PatientClaim patient, UnderstoodDocument document, ClaimComparison compared)
    {
        // Twins share a birth date: another number of the same institution is another person's.
        if (compared.Sex == Agreement.Differ || compared.Generation == Agreement.Differ || compared.Identifier == Agreement.Differ || compared.BirthDate is Agreement.Differ or Agreement.Slip || document.Patient.Name is null) return null;
        var doubted = document.Reading.Pages.Where(page => page.Origin == PageOrigin.Ocr).SelectMany(page => page.Words).Where(word => word.NeedsReview).ToList();
        if (doubted.Count == 0 || !NamesThePatient(patient, document.Patient, doubted)) return null;
        var born = compared.BirthDate == Agreement.Agree || (patient.BirthDate is { Day: not null } birth && doubted.Exists(word => Forms(word).Any(form => IsTheDay(form, birth))));
        var numbered = compared.Identifier == Agreement.Agree || patient.Identifiers.Any(known => document.Patient.Identifiers.Any(claimed => IsCutOff(Plain(claimed.Value), Plain(known.Value), doubted)));
        return born || numbered
            ? new PatientMatch.Doubtful("The name could not be read for certain on a scanned page; other readings of it name this patient.")
            : null;
    }

    // Every name on the page is one of the patient's: as it stands, in another reading, or a letter or two apart where the reader doubts it.
    private static bool NamesThePatient(PatientClaim patient, PatientClaim claimed, List<Word> doubted)
    {
        var free = NameComparison.Parts(patient.Name).Where(part => part.Length > 1).ToList();
        var (named, recognised) = (0, false);
        foreach (var part in NameComparison.Parts(claimed.Name).Where(part => part.Length > 1))
        {
            var forms = doubted.Where(word => PlainWords.Of(word.Text).Contains(part)).SelectMany(Forms).SelectMany(form => PlainWords.Of(form)).Append(part).ToHashSet(StringComparer.Ordinal);
            if (free.Find(forms.Contains) is { } found)
            {
                free.Remove(found);
                recognised |= found.Length >= LongEnough;
            }
            else if (forms.Count > 1 && free.Find(one => forms.Any(form => PlainWords.AreNear(form, one))) is { } like)
            {
                free.Remove(like);
            }
            else
            {
                return false;
            }

            named++;
        }

        return named >= 2 && recognised;
    }

    private static IEnumerable<string> Forms(Word word) => word.Alternatives.Prepend(word.Text);

    // "3/11/1979" of 23/11/1979: a digit was lost, none was changed.
    private static bool IsTheDay(string form, Domain.PartialDate birth)
    {
        var digits = Digits(form);
        return digits.Length >= 7 && new[] { $"{birth.Day:00}{birth.Month:00}{birth.Year:0000}", $"{birth.Month:00}{birth.Day:00}{birth.Year:0000}", $"{birth.Year:0000}{birth.Month:00}{birth.Day:00}" }.Any(day => IsPart(digits, day) && day.Length - digits.Length <= 1);
    }

    // "UR-882" of UR-88213: it begins so, most of it was read, and the reader doubts a word of it.
    private static bool IsCutOff(string read, string whole, List<Word> doubted) =>
        read.Length >= 4 && read.Length * 2 > whole.Length && whole.StartsWith(read, StringComparison.Ordinal) && doubted.Exists(word => Plain(word.Text) is { Length: > 1 } part && read.Contains(part, StringComparison.Ordinal));

    // All digits of the one stand in the other in the same order.
    private static bool IsPart(string read, string whole)
    {
        var at = 0;
        foreach (var one in whole)
            if (at < read.Length && read[at] == one) at++;
        return at == read.Length;
    }

    private static string Digits(string text) => new([.. text.Where(char.IsAsciiDigit)]);

    private static string Plain(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
