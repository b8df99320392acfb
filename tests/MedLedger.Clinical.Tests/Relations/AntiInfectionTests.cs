using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public sealed class AntiInfectionTests
{
    [Theory]
    [InlineData("TB Rx COMPLETED (6/12).", "tuberculosis", ProblemStatus.Resolved)]
    [InlineData("She completed TB treatment (Rifafour) in Nov 2022.", "tuberculosis", ProblemStatus.Resolved)]
    [InlineData("Completed treatment for TB in December.", "tuberculosis", ProblemStatus.Resolved)]
    [InlineData("Prev TB treated 1990s.", "tuberculosis", ProblemStatus.Resolved)]
    [InlineData("TB being treated since 1990.", "tuberculosis", ProblemStatus.Active)]
    [InlineData("Hep C treated w/ Epclusa, SVR12 achieved.", "hepatitis C", ProblemStatus.Resolved)]
    [InlineData("TB treatment not completed.", "tuberculosis", ProblemStatus.Active)]
    [InlineData("TB treatment to be completed in March.", "tuberculosis", ProblemStatus.Active)]
    [InlineData("Completed treatment for HIV counselling; HIV on ART.", "HIV infection", ProblemStatus.Active)]
    [InlineData("Nitrofurantoin for cystitis finished on 9 Jan 2026.", "cystitis", ProblemStatus.Resolved)]
    [InlineData("She finished levofloxacin on 27 Feb 2026 for bronchitis.", "bronchitis", ProblemStatus.Resolved)]
    [InlineData("Nitrofurantoin for cystitis to be finished on 9 Jan 2026.", "cystitis", ProblemStatus.Active)]
    [InlineData("Pulmonary TB 2011, full course of AKT completed.", "pulmonary tuberculosis", ProblemStatus.Resolved)]
    [InlineData("Macrobid 100 mg BID x 5 days for cystitis in December: course completed 2025-12-19.", "cystitis", ProblemStatus.Resolved)]
    [InlineData("Pulmonary TB 2025, course to be completed in June.", "pulmonary tuberculosis", ProblemStatus.Active)]
    public void Only_a_treatment_that_is_over_ends_an_infection(string text, string problem, ProblemStatus status) =>
        Assert.Contains(Reading.Find<ProblemFinding>($"PROBLEMS\n{text}"), found => found.Concept.Text == problem && found.Status == status);
}
