using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

public sealed class ProblemRuleTests
{
    [Fact]
    public void What_one_letter_calls_resolved_is_past_although_it_is_told_again()
    {
        var record = Record(Document("a.txt", "2024-05-01", Problem("acute kidney injury") with { Status = ProblemStatus.Resolved }, Problem("acute kidney injury")));
        Assert.Empty(record.ActiveProblems);
        Assert.Single(record.PastProblems);
    }

    [Theory]
    [InlineData("2024-02-01", "2024-05-01", 1)]
    [InlineData("2024-06-01", "2024-05-01", 2)]
    public void Prediabetes_is_past_once_diabetes_is_said(string before, string after, int active)
    {
        var record = Record(Document("a.txt", before, Problem("prediabetes")), Document("b.txt", after, Problem("type 2 diabetes mellitus")));
        Assert.Equal(active, record.ActiveProblems.Count);
    }

    [Theory]
    [InlineData("pharyngitis", "2024-01-05", false)]
    [InlineData("pharyngitis", "2025-02-20", true)]
    [InlineData("recurrent urinary tract infection", "2024-01-05", true)]
    [InlineData("interstitial pneumonia", "2024-01-05", true)]
    [InlineData("asthma", "2024-01-05", true)]
    public void An_infection_that_nobody_spoke_of_for_six_weeks_is_past(string problem, string said, bool stands)
    {
        var record = Record(Document("a.txt", said, Problem(problem)));
        Assert.Equal(stands ? 1 : 0, record.ActiveProblems.Count);
        Assert.Equal(stands ? 0 : 1, record.PastProblems.Count);
    }

    [Theory]
    [InlineData("2015-03-01", 0)]
    [InlineData("2024-01-05", 1)]
    public void A_later_word_of_a_former_smoker_ends_smoking(string smoked, int stands)
    {
        var record = Record(Document("a.txt", smoked, Problem("tobacco use")), Document("b.txt", "2023-08-01", Problem("former smoker")));
        Assert.Equal(stands, record.ActiveProblems.Count(line => line.Concept.Text == "tobacco use"));
    }

    [Theory]
    [InlineData("2023-01-01", 0)]
    [InlineData("2024-02-01", 1)]
    public void A_kidney_transplant_ends_the_dialysis_before_it(string dialysed, int stands)
    {
        var transplant = new ProcedureFinding { Concept = new("kidney transplantation"), Performed = PartialDate.TryParse("2023-07-21", out var day) ? day : null, Certainty = ReadingCertainty.Sure, Sources = Problem("x").Sources };
        var record = Record(Document("a.txt", dialysed, Problem("dependence on hemodialysis")), Document("b.txt", "2023-08-01", transplant));
        Assert.Equal(stands, record.ActiveProblems.Count(line => line.Concept.Text == "dependence on hemodialysis"));
    }

    [Fact]
    public void Negated_family_and_conditional_problems_are_not_listed()
    {
        var record = Record(Document("a.txt", "2024-01-01", Problem("stroke").Denied(), Problem("lung cancer").OfFamily(), Problem("sepsis") with { Assertion = new() { Likelihood = Likelihood.Hypothetical } }));
        Assert.Empty(record.ActiveProblems);
        Assert.Empty(record.PastProblems);
        Assert.Equal(3, record.History.Count);
    }

    [Fact]
    public void A_denial_against_a_recorded_problem_is_kept_as_conflict_and_unsure()
    {
        var line = Assert.Single(Record(Document("a.txt", "2020-01-01", Problem("stroke")), Document("b.txt", "2024-01-01", Problem("stroke").Denied("no history of"))).ActiveProblems);
        Assert.Equal(ReadingCertainty.Unsure, line.Certainty);
        Assert.NotNull(line.Conflict);
    }

    [Fact]
    public void A_problem_that_was_excluded_later_is_gone() =>
        Assert.Empty(Record(Document("a.txt", "2020-01-01", Problem("dementia")), Document("b.txt", "2024-01-01", Problem("dementia").Denied("ruled out"))).ActiveProblems);

    [Theory]
    [InlineData("type 2 diabetes mellitus", "E11.9", "diabetic neuropathy", "E11.40", 2)]
    [InlineData("heart failure", "I50.9", "chronic systolic dysfunction", "I50.22", 1)]
    public void A_disease_and_its_complication_are_two_lines_a_disease_and_its_kind_one(string general, string generalCode, string specific, string specificCode, int lines)
    {
        static ProblemFinding Coded(string name, string code) => Problem(name) with { Concept = new(name) { Codes = [new(Domain.Coding.CodeSystems.Icd10Cm, code)] } };
        Assert.Equal(lines, Record(Document("a.txt", "2024-01-01", Coded(general, generalCode), Coded(specific, specificCode))).ActiveProblems.Count);
    }

    [Fact]
    public void A_suspicion_ends_with_any_later_denial() =>
        Assert.Empty(Record(Document("a.txt", "2020-01-01", Problem("pulmonary embolism") with { Assertion = new() { Likelihood = Likelihood.Possible } }), Document("b.txt", "2020-01-02", Problem("pulmonary embolism").Denied())).ActiveProblems);

    [Fact]
    public void A_suspicion_that_nobody_denied_is_shown_as_unsure() =>
        Assert.Equal(ReadingCertainty.Unsure, Assert.Single(Record(Document("a.txt", "2020-01-01", Problem("gout") with { Assertion = new() { Likelihood = Likelihood.Possible } })).ActiveProblems).Certainty);

    [Fact]
    public void A_resolved_problem_is_past()
    {
        var record = Record(Document("a.txt", "2020-01-01", Problem("pneumonia")), Document("b.txt", "2020-02-01", Problem("pneumonia") with { Status = ProblemStatus.Resolved }));
        Assert.Empty(record.ActiveProblems);
        Assert.Single(record.PastProblems);
    }

    [Fact]
    public void A_coded_problem_that_is_closed_by_now_is_past_although_an_older_letter_has_it()
    {
        var closed = (Problem("pulmonary embolism") with { Status = ProblemStatus.Resolved, Recorded = Day("2010-01-01"), Abatement = Day("2022-01-01") }).Coded();
        var record = Record(Document("letter.txt", "2015-01-01", Problem("pulmonary embolism")), Document("export.json", "2024-01-01", closed));
        Assert.Empty(record.ActiveProblems);
        Assert.Single(record.PastProblems);
    }

    [Fact]
    public void A_problem_that_came_again_is_active_beside_its_closed_entry() =>
        Assert.Single(Record(Document("export.json", "2024-01-01",
            (Problem("gout") with { Status = ProblemStatus.Resolved, Recorded = Day("2010-01-01") }).Coded(),
            (Problem("gout") with { Recorded = Day("2023-01-01") }).Coded())).ActiveProblems);

    [Fact]
    public void An_unsure_specific_name_swallows_no_sure_general_one() =>
        Assert.Equal(2, Record(Document("a.txt", "2020-01-01", Problem("diabetes"), Problem("type 1 diabetes mellitus").Unsure())).ActiveProblems.Count);

    [Fact]
    public void A_history_of_an_event_is_past_but_a_history_of_a_lasting_disease_is_the_disease()
    {
        var record = Record(Document("a.txt", "2020-01-01", Past("myocardial infarction"), Past("hypertension")));
        Assert.Equal("hypertension", Assert.Single(record.ActiveProblems).Concept.Text);
        Assert.Equal("myocardial infarction", Assert.Single(record.PastProblems).Concept.Text);
    }

    [Fact]
    public void A_general_name_joins_the_one_specific_name_that_it_fits()
    {
        var line = Assert.Single(Record(Document("a.txt", "2020-01-01", Problem("diabetes")), Document("b.txt", "2021-01-01", Problem("type 2 diabetes mellitus"))).ActiveProblems);
        Assert.Equal("type 2 diabetes mellitus", line.Concept.Text);
        Assert.Equal(2, line.Sources.Count);
    }

    [Fact]
    public void A_general_name_that_may_mean_two_things_stays() =>
        Assert.Equal(3, Record(Document("a.txt", "2020-01-01", Problem("cancer"), Problem("breast cancer"), Problem("colon cancer"))).ActiveProblems.Count);

    [Fact]
    public void Unspecified_codes_join_the_specific_ones_but_sides_stay_apart()
    {
        Assert.Single(Record(Document("a.txt", "2020-01-01", Problem("AF", "I48.91"), Problem("paroxysmal atrial fibrillation", "I48.0"))).ActiveProblems);
        Assert.Equal(2, Record(Document("a.txt", "2020-01-01", Problem("osteoarthritis of left knee", "M17.9"), Problem("osteoarthritis of right knee", "M17.9"))).ActiveProblems.Count);
    }

    [Fact]
    public void A_pregnancy_of_years_ago_is_past() =>
        Assert.Empty(Record(Document("a.txt", "2020-01-01", Problem("pregnancy"))).ActiveProblems);

    private static ProblemFinding Past(string name) => Problem(name) with { Status = ProblemStatus.Unknown, Assertion = new() { Temporality = Temporality.Historical } };
}
