using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class PregnancyTests
{
    [Theory]
    [InlineData("Antenatal summary\nDate: 28/07/2025\nG3 P1+1   EDD 24/10/2025   Gestation at print 27+3", true)]
    [InlineData("Midwife review 13 May 2025\nDate: 13/05/2025\nEstimated date of delivery by scan: 3 Nov 2025.", true)]
    [InlineData("Antenatal clinic\nDate: 28/07/2025\nSister had an ectopic pregnancy; sister's pregnancy otherwise normal.\nEDD 24/10/2025.", true)]
    [InlineData("Ward round\nDate: 28/07/2025\nMedically fit. EDD 02/08/2025, awaiting package of care.", false)]
    [InlineData("Obstetric history\nDate: 28/07/2025\nEDD was 01/03/2022, emergency section.", false)]
    [InlineData("Maternity leave of his wife\nDate: 28/07/2025\nWife pregnant too late to travel, her EDD 24/10/2025.", false)]
    public void A_due_date_that_lies_ahead_tells_a_pregnancy(string text, bool pregnant) =>
        Assert.Equal(pregnant, Reading.Find<ProblemFinding>(text).Any(finding => finding.Concept.Text == "pregnancy" && finding is { Status: ProblemStatus.Active, Assertion.Negated: false } && finding.Assertion.Experiencer == Experiencer.Patient));
}
