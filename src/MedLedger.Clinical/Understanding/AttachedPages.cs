using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// The pages of text that a coded document brings along (a report in a message, a PDF in a bundle), held against the patient that the
/// coded document names: whose letter was put into the wrong envelope is not the envelope's patient.
/// </summary>
/// <param name="Own">The pages that may be read as the patient's.</param>
/// <param name="AreOthersPresent">Pages were left out because they name somebody else.</param>
/// <param name="Doubt">Why the pages that are left are not certainly the patient's; null when nothing speaks against it.</param>
internal sealed record AttachedPages(List<Page> Own, bool AreOthersPresent, string? Doubt)
{
    public static AttachedPages Of(List<Page> pages, DocumentReading reading)
    {
        if (reading.Patient is not { } patient) return new(pages, false, null);
        var own = new List<Page>();
        string? doubt = null;
        var (isOther, others) = (false, false);
        foreach (var page in pages)
        {
            var claim = page.Origin == PageOrigin.Structured ? new() : HeaderReader.Read(page.Text, DateReader.Find(page.Text)).Claim;
            // A page that names nobody goes on where the one before it stopped.
            if (claim.Name is not null || claim.BirthDate is not null)
            {
                var compared = Compare(patient, claim, page, reading);
                isOther = IsOther(compared);
                if (!isOther && compared.Judge(page.Origin == PageOrigin.Ocr) is not PatientMatch.Matched) doubt ??= "the attached text names its patient otherwise than the document around it";
            }

            if (!isOther) own.Add(page);
            others |= isOther;
        }

        return new(own, others, doubt);
    }

    // The envelope vouches for the person, so a number of another kind or a word about somebody's sex says nothing against it.
    private static ClaimComparison Compare(PatientClaim patient, PatientClaim claim, Page page, DocumentReading reading)
    {
        var compared = ClaimComparison.Of(patient, new UnderstoodDocument { Reading = reading with { Pages = [page], Patient = null }, Name = "", Title = "", Patient = claim });
        return compared with { Sex = Agreement.Absent, Identifier = compared.Identifier == Agreement.Weak && compared.Name != Agreement.Differ ? Agreement.Absent : compared.Identifier };
    }

    private static bool IsOther(ClaimComparison compared) => compared.Name == Agreement.Differ
        && (compared.BirthDate == Agreement.Differ || compared.Identifier == Agreement.Differ || compared is { Identifier: Agreement.Weak, BirthDate: Agreement.Absent });
}
