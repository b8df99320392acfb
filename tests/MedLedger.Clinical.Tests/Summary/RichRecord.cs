using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Summary;

/// <summary>Three documents that use every part of the vocabulary.</summary>
internal static class RichRecord
{
    // A one-pixel PNG: enough to show that pictures are carried.
    private static readonly byte[] _pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static UnderstoodDocument[] Documents() => [Letter(), Scan(), Export(), Stranger(), Unread()];

    public static UnderstoodDocument Letter()
    {
        var claim = Ada with
        {
            Address = "7 Heron Lane, Millbrook",
            Phones = ["555-0101-22"],
            Contacts = [new("Otto Quill", "son", "555-0101-33")],
            BloodGroup = "O Rh positive",
        };
        return Document("letter.txt", "2025-02-20", claim,
            Allergy("penicillin", "anaphylaxis") with { Severity = "severe", Category = "medication", Type = "allergy" },
            Drug("apixaban", "2.5 mg twice daily", 2.5m, 2),
            Drug("methotrexate", "10 mg once a week", 10, 1m / 7),
            Drug("warfarin") with { Status = MedicationStatus.Stopped, Reason = "replaced by apixaban" },
            Drug("metoprolol", "50 mg twice daily", 50, 2) with { Status = MedicationStatus.OnHold },
            Drug("haloperidol") with { Status = MedicationStatus.DoNotGive },
            Problem("atrial fibrillation", "I48.91") with { Onset = Day("2019-05-02") },
            Problem("hypertension", "I10"),
            Problem("pneumonia") with { Status = ProblemStatus.Resolved, Abatement = Day("2023-02") },
            Problem("breast cancer").OfFamily(),
            Problem("stroke").Denied(),
            new ProcedureFinding { Concept = new("pacemaker implantation"), Certainty = ReadingCertainty.Sure, Performed = Day("2023-06-14") },
            new DeviceFinding { Concept = new("dual chamber pacemaker"), Certainty = ReadingCertainty.Sure, Since = Day("2023-06-14") },
            new DirectiveFinding { Concept = new("Do not attempt resuscitation (DNR)"), Certainty = ReadingCertainty.Sure, Dated = Day("2024-11-01") },
            new AlertFinding { Concept = new("difficult airway"), Certainty = ReadingCertainty.Sure },
            new ObservationFinding { Concept = new("Tobacco smoking status") { Codes = [new(CodeSystems.Loinc, "72166-2")] }, Category = ObservationCategory.SocialHistory, Certainty = ReadingCertainty.Sure, ValueText = new("never smoker") { Codes = [new(CodeSystems.Snomed, "266919005")] }, Effective = Day("2025-02-20") },
            new ObservationFinding { Concept = new("Blood pressure") { Codes = [new(CodeSystems.Loinc, "85354-9")] }, Category = ObservationCategory.VitalSign, Certainty = ReadingCertainty.Sure, ValueText = new("132/78 mmHg"), Effective = Day("2025-02-20") },
            new ObservationFinding { Concept = new("Pregnancy status"), Category = ObservationCategory.Pregnancy, Certainty = ReadingCertainty.Sure, ValueText = new("not pregnant"), Effective = Day("2025-02-20") },
            new ObservationFinding { Concept = new("Chest X-ray"), Category = ObservationCategory.Imaging, Certainty = ReadingCertainty.Sure, ValueText = new("no consolidation"), Effective = Day("2025-02-18") });
    }

    public static UnderstoodDocument Scan()
    {
        var made = Document("scan.png", "2025-01-10", Drug("digoxin", "0.125 mg once daily", 0.125m, 1).Unsure(), Allergy("latex", "rash").Unsure(), Lab("Potassium", 7.1m, "mmol/L", "2025-01-10", "2823-3").Unsure());
        var page = new Page { Number = 1, Origin = PageOrigin.Ocr, Width = 1200, Height = 1600, Dpi = 150, Confidence = 0.7, Text = made.Reading.Pages[0].Text, Preview = _pixel, PreviewMediaType = "image/png" };
        var findings = made.Findings.Select((finding, i) => finding with
        {
            Sources = [new(made.Reading.Document, new SourceSpan.BoxesOnPage(1, [new(100, 200 + (40 * i), 400, 30)]), finding.Concept.Text, ReadingMethod.Ocr, 0.55)],
        });
        return made with { Findings = [.. findings], Reading = made.Reading with { MediaType = "image/png", Pages = [page] } };
    }

    public static UnderstoodDocument Export()
    {
        var made = Document("export.json", "2024-12-01",
            Drug("apixaban", "5 mg twice daily", 5, 2) with { Start = Day("2023-06-19") },
            Drug("insulin glargine", "10 units at night"),
            Lab("Creatinine", 1.4m, "mg/dL", "2024-11-20", "2160-0") with { Flag = "H", ReferenceRange = "0.6 - 1.1", Performer = "Millbrook Laboratory" },
            Lab("Creatinine", 1.2m, "mg/dL", "2024-05-20", "2160-0"),
            Lab("INR", 2.4m, "", "2024-11-20", "6301-6"),
            new ObservationFinding { Concept = new("Blood culture"), Category = ObservationCategory.Laboratory, Certainty = ReadingCertainty.Sure, Status = "registered", Effective = Day("2024-11-20") },
            Allergy("egg") with { Status = AllergyStatus.Refuted, Category = "food" },
            new ImmunizationFinding { Concept = new("influenza vaccine") { Codes = [new(CodeSystems.Cvx, "141")] }, Certainty = ReadingCertainty.Sure, Given = Day("2024-10-01") },
            new ImmunizationFinding { Concept = new("RSV vaccine"), Certainty = ReadingCertainty.Sure, NotDone = true });
        var findings = made.Findings.Select((finding, i) => finding with { Sources = [new(made.Reading.Document, new SourceSpan.ElementPath($"Bundle.entry[{i}].resource"), finding.Concept.Text, ReadingMethod.Coded, 1)] });
        return made with { Findings = [.. findings] };
    }

    public static UnderstoodDocument Stranger() => Document("stranger.pdf", "2025-02-01",
        new PatientClaim { Name = new("Ada Quillon"), BirthDate = new PartialDate(1962, 8, 30), Sex = Sex.Female }, Drug("oxycodone", "5 mg", 5));

    public static UnderstoodDocument Unread() => Document("cut.pdf", null, new PatientClaim()) with
    {
        Problem = new("truncated", "The file ends before its last page.", "Ask for the document again."),
        Reading = Document("cut.pdf", null, new PatientClaim()).Reading with { Pages = [] },
    };
}
