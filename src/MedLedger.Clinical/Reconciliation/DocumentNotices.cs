using MedLedger.Clinical.Identification;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>What to say about the documents themselves: held, not read, too new, nameless, copied.</summary>
internal static class DocumentNotices
{
    public static IReadOnlyList<Notice> Of(IdentityJudgement judgement, DateOnly asOf)
    {
        var notices = new List<Notice>();
        foreach (var (document, match) in judgement.Documents.Select(one => (one.Document, one.Match)))
        {
            switch (match)
            {
                case PatientMatch.Held held:
                    notices.Add(new(NoticeKind.Held, document.Name, held.Reason, "Check whose document it is; nothing from it is on this page."));
                    continue;
                case PatientMatch.Doubtful doubtful:
                    notices.Add(new(NoticeKind.Doubtful, document.Name, doubtful.Reason, "Compare the document with the patient; everything from it is marked unsure."));
                    break;
                // A correction was made inside the record of this very patient and names nobody.
                case PatientMatch.NoIdentity when document.Problem is null && !document.Findings.Any(finding => finding is CorrectionFinding):
                    notices.Add(new(NoticeKind.NoIdentity, document.Name, "It names nobody; it is used because it was given as this patient's."));
                    break;
            }

            if (document.Date?.Earliest > asOf) notices.Add(new(NoticeKind.AfterTheDay, document.Name, $"It is dated {document.Date}, after the day of this page. Only allergies are used from it, as unsure."));
            else if (document.Reading is { DatedByContent: true, Date: { } newest } && newest.Earliest > asOf)
                notices.Add(new(NoticeKind.AfterTheDay, document.Name, $"Something in it is dated {newest}, after the day of this page. What is dated later is not used, except allergies, as unsure."));
            if (document.Problem is { } problem)
                notices.Add(new(document.Findings.Count > 0 || document.Reading.Pages.Any(page => page.Text.Length > 0) ? NoticeKind.PartlyRead : NoticeKind.NotRead, document.Name, problem.Reason, problem.NextStep));
            // Silence about a page that was read but said nothing to the rules would look like "nothing there".
            else if (document.Findings.Count == 0 && document.Reading.Pages.Any(page => page.Text.Length > 0))
                notices.Add(new(NoticeKind.NotUnderstood, document.Name, "It was read, but no fact was understood in it.", "Look at the document itself."));
            // Remarks of a message (HL7 NTE) carry no fact of their own; the document's report names them still.
            var unknown = document.Reading.NotUnderstood.Where(part => part != "segment NTE").Distinct().ToList();
            if (unknown.Count > 0) notices.Add(new(NoticeKind.NotUnderstood, document.Name, $"Not understood: {string.Join(", ", unknown.Take(5))}."));
        }

        notices.AddRange(judgement.Copies.Select(copy => new Notice(NoticeKind.Copy, copy.Name, $"It is an exact copy of {copy.Of}.")));
        notices.AddRange(judgement.Patient.Disagreements.Select(one => new Notice(NoticeKind.IdentityDisagrees, null, $"Documents disagree on the {Words(one.Part)}: {one.Text}.")));
        return [.. notices.OrderBy(notice => notice.Kind)];
    }

    private static string Words(IdentityPart part) => part switch
    {
        IdentityPart.BirthDate => "birth date",
        IdentityPart.BloodGroup => "blood group",
        _ => part.ToString().ToLowerInvariant(),
    };
}
