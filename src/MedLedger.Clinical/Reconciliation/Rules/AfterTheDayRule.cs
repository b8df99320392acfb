using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>
/// The page shows what was known on its day. What is dated later is left out with a trace; an allergy is not, since a slip in a date must not
/// hide one: it is shown as unsure.
/// </summary>
internal sealed class AfterTheDayRule : IAdmissionRule
{
    private const string Late = "it is dated after the day of this page";

    public string Name => "after-the-day";

    public string? Refuse(Statement<Finding> statement, DateOnly asOf) =>
        statement.Finding is not AllergyFinding && (statement.Date?.Earliest > asOf || statement.Finding is ObservationFinding { Effective: { } taken } && taken.Earliest > asOf)
            ? "stated after the day of the summary"
            : null;

    /// <summary>Whether the document as a whole is later than the day.</summary>
    public static bool IsLate(UnderstoodDocument document, DateOnly asOf) => document.Date?.Earliest > asOf;

    /// <summary>What is used of a document: of a late one its allergies only.</summary>
    public static IEnumerable<Finding> Used(UnderstoodDocument document, DateOnly asOf) =>
        document.Findings.Where(finding => !IsLate(document, asOf) || IsStandingAllergy(finding))
            .Select(finding => finding is AllergyFinding && (finding.Recorded ?? document.Date)?.Earliest > asOf ? finding with { Certainty = ReadingCertainty.Unsure, UnsureBecause = Late } : finding);

    /// <summary>
    /// The document as dated on the day: an export that is dated only by the newest thing in it, and that newest thing is later than the day, is as
    /// old as the newest of the rest.
    /// </summary>
    public static UnderstoodDocument Dated(UnderstoodDocument document, DateOnly asOf) =>
        document.Reading.DatedByContent && IsLate(document, asOf)
            ? document with { Date = document.Findings.Select(finding => finding.Recorded).Where(date => date?.Earliest <= asOf).Max() }
            : document;

    private static bool IsStandingAllergy(Finding finding) => finding is AllergyFinding { Assertion.Negated: false, EnteredInError: false, Status: AllergyStatus.Active };
}
