using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.DecisionSupport.Scores;
using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.DecisionSupport;

public class PatientSafetyTests
{
    [Theory]
    [InlineData("penicillin", "amoxicillin / clavulanate", AlertTier.Interrupt)]
    [InlineData("penicillins", "flucloxacillin", AlertTier.Interrupt)]
    [InlineData("amoxicillin", "amoxicillin", AlertTier.Interrupt)]
    [InlineData("penicillin", "cefazolin", AlertTier.Warning)]
    [InlineData("penicillin", "meropenem", AlertTier.Note)]
    [InlineData("sulfa drugs", "sulfamethoxazole / trimethoprim", AlertTier.Interrupt)]
    [InlineData("sulfonamides", "furosemide", AlertTier.Note)]
    [InlineData("NSAIDs", "ibuprofen", AlertTier.Interrupt)]
    [InlineData("ibuprofen", "aspirin", AlertTier.Interrupt)]
    [InlineData("ibuprofen", "celecoxib", AlertTier.Warning)]
    [InlineData("phenytoin", "carbamazepine", AlertTier.Interrupt)]
    [InlineData("codeine", "fentanyl", AlertTier.Note)]
    public void A_medicine_is_held_against_the_allergies(string substance, string drug, AlertTier tier)
    {
        var alert = Assert.Single(Review(Allergy(substance), Drug(drug)).Alerts, alert => alert.Kind == AlertKind.DrugAllergy);
        Assert.Equal(tier, alert.Tier);
    }

    [Fact]
    public void A_refuted_allergy_raises_nothing() =>
        Assert.Empty(Review(Allergy("penicillin") with { Status = AllergyStatus.Refuted }, Drug("amoxicillin")).Alerts);

    [Fact]
    public void A_relative_of_the_allergen_that_was_tolerated_interrupts_nobody()
    {
        var alert = Assert.Single(Review(Allergy("morphine"), Allergy("oxycodone") with { Status = AllergyStatus.Refuted }, Drug("oxycodone")).Alerts, one => one.Kind == AlertKind.DrugAllergy);
        Assert.Equal(AlertTier.Warning, alert.Tier);
        Assert.Contains("tolerated", alert.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void An_intolerance_warns_without_interrupting() =>
        Assert.Equal(AlertTier.Warning, Assert.Single(Review(Allergy("codeine", "nausea") with { Type = "intolerance" }, Drug("codeine")).Alerts).Tier);

    [Fact]
    public void An_allergy_that_no_rule_knows_is_said_to_be_unchecked() =>
        Assert.Contains(Review(Allergy("Flammenstrauch extract"), Drug("amoxicillin")).NotChecked, one => one.What.Contains("Flammenstrauch", StringComparison.Ordinal));

    [Fact]
    public void Unknown_allergies_are_not_taken_for_none() =>
        Assert.Contains(Review(Drug("amoxicillin")).NotChecked, one => one.What == "drug allergies");

    [Theory]
    [InlineData(1.0, 50, false, 92)]
    [InlineData(1.0, 50, true, 69)]
    [InlineData(0.6, 30, true, 124)]
    [InlineData(2.5, 75, false, 26)]
    public void The_filtration_rate_is_that_of_the_published_equation(double creatinine, int age, bool female, int expected) =>
        Assert.Equal(expected, KidneyFunction.Compute((decimal)creatinine, age, female));

    [Fact]
    public void Metformin_warns_when_the_kidneys_fail()
    {
        var alert = Assert.Single(Review(Drug("metformin"), Lab("Creatinine", 2.4m, "mg/dL", "2025-02-10", "2160-0")).Alerts);
        Assert.Equal(AlertKind.Kidneys, alert.Kind);
        Assert.Contains("contraindicated below 30", alert.Because, StringComparison.Ordinal);
        Assert.Contains("2025-02-10", alert.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Creatinine_in_micromoles_gives_the_same_rate() =>
        Assert.Single(Review(Drug("metformin"), Lab("Creatinine", 212m, "umol/L", "2025-02-10", "14682-9")).Alerts);

    [Fact]
    public void An_old_creatinine_says_nothing_about_today()
    {
        var review = Review(Drug("metformin"), Lab("Creatinine", 2.4m, "mg/dL", "2024-06-10", "2160-0"));
        Assert.Empty(review.Alerts);
        Assert.Contains(review.NotChecked, one => one.What.StartsWith("kidneys", StringComparison.Ordinal));
        Assert.Null(Score(review, "eGFR").Value);
    }

    [Fact]
    public void An_unsure_creatinine_is_never_used() =>
        Assert.Empty(Review(Drug("metformin"), Lab("Creatinine", 2.4m, "mg/dL", "2025-02-10", "2160-0").Unsure()).Alerts);

    [Fact]
    public void A_harmful_drug_in_pregnancy_warns()
    {
        var pregnant = new ObservationFinding { Concept = new("Pregnancy status"), Category = ObservationCategory.Pregnancy, Certainty = Domain.Provenance.ReadingCertainty.Sure, ValueText = new("pregnant"), Effective = Day("2025-02-10") };
        var young = Ada with { BirthDate = new PartialDate(1994, 1, 5) };
        var review = SafetyChecks.Of(Record(Document("a.txt", "2025-02-20", young, pregnant, Drug("valproate"))));
        Assert.Contains(review.Alerts, alert => alert.Kind == AlertKind.Pregnancy);
    }

    [Fact]
    public void Unknown_pregnancy_is_said_for_a_young_woman_on_a_harmful_drug()
    {
        var young = Ada with { BirthDate = new PartialDate(1994, 1, 5) };
        var review = SafetyChecks.Of(Record(Document("a.txt", "2025-02-20", young, Drug("valproate"))));
        Assert.Contains(review.NotChecked, one => one.Why.Contains("pregnant", StringComparison.Ordinal));
    }

    [Fact]
    public void The_stroke_score_counts_what_is_recorded_and_shows_it()
    {
        var score = Score(Review(Problem("atrial fibrillation", "I48.91"), Problem("heart failure", "I50.9"), Problem("type 2 diabetes mellitus", "E11.9")), "CHA2DS2-VASc");
        // Heart failure 1, diabetes 1, 74 years 1, female 1.
        Assert.Equal("at least 4", score.Value);
        Assert.Equal(4, score.Inputs.Count);
    }

    [Fact]
    public void There_is_no_stroke_score_without_atrial_fibrillation() =>
        Assert.DoesNotContain(Review(Problem("hypertension", "I10")).Scores, score => score.Name == "CHA2DS2-VASc");

    [Fact]
    public void Without_a_birth_date_the_stroke_score_is_missing_not_lower()
    {
        var nameless = new PatientClaim { Name = Ada.Name, Identifiers = Ada.Identifiers, Sex = Sex.Female };
        var score = Score(SafetyChecks.Of(Record(Document("a.txt", "2025-02-20", nameless, Problem("atrial fibrillation", "I48.91")))), "CHA2DS2-VASc");
        Assert.Null(score.Value);
        Assert.Contains("age", score.Missing);
    }

    [Theory]
    [InlineData(210, "creatinine above 200 µmol/L", true)]
    [InlineData(190, "creatinine above 200 µmol/L", false)]
    public void The_bleeding_score_counts_a_creatinine_above_200_micromoles(double value, string input, bool counts)
    {
        var record = Record(Document("a.txt", "2025-02-25", Drug("warfarin"), Lab("Creatinine", (decimal)value, "umol/L", "2025-02-20", "14682-9")));
        Assert.Equal(counts, SafetyChecks.Of(record).Scores.Single(score => score.Name == "HAS-BLED").Inputs.Any(one => one.Name == input));
    }

    [Fact]
    public void The_warning_score_needs_all_seven_of_this_day()
    {
        Finding[] five = [Vital("respiratory rate", 24, "/min"), Vital("SpO2", 93, "%"), Vital("systolic blood pressure", 98, "mm[Hg]"), Vital("heart rate", 118, "/min"), Vital("temperature", 38.6m, "Cel")];
        var incomplete = Score(Review(five), "NEWS2");
        Assert.Null(incomplete.Value);
        Assert.Equal(2, incomplete.Missing.Count);
        var complete = Score(Review([.. five, Said("oxygen therapy", "room air"), Said("level of consciousness", "alert")]), "NEWS2");
        // 2 + 2 + 2 + 2 + 1 + 0 + 0.
        Assert.Equal("9", complete.Value);
    }

    [Theory]
    [InlineData("2008-05-01", null)]
    [InlineData("2012-05-01", "none")]
    [InlineData(null, "age")]
    public void The_warning_score_is_for_those_of_sixteen_or_older(string? born, string? missing)
    {
        Finding[] seven = [Vital("respiratory rate", 24, "/min"), Vital("SpO2", 93, "%"), Vital("systolic blood pressure", 98, "mm[Hg]"), Vital("heart rate", 118, "/min"), Vital("temperature", 38.6m, ""), Said("oxygen therapy", "room air"), Said("level of consciousness", "alert")];
        var score = SafetyChecks.Of(Record(Document("a.txt", "2025-02-20", Ada with { BirthDate = Day(born) }, seven))).Scores.SingleOrDefault(score => score.Name == "NEWS2");
        Assert.Equal(missing, score is null ? "none" : score.Missing.Count == 0 ? null : string.Join(", ", score.Missing));
    }

    [Fact]
    public void A_bare_temperature_that_no_body_has_is_missing() =>
        Assert.Contains("temperature of this day", Score(Review(Vital("respiratory rate", 24, "/min"), Vital("SpO2", 93, "%"), Vital("systolic blood pressure", 98, "mm[Hg]"), Vital("heart rate", 118, "/min"), Vital("temperature", 101.3m, "")), "NEWS2").Missing);

    [Theory]
    [InlineData("hearing aids", null, "AIDS", false)]
    [InlineData("AIDS", null, "AIDS", true)]
    [InlineData("activated protein C resistance", "D68.51", "major bleeding", false)]
    [InlineData("von Willebrand disease", "D68.0", "major bleeding", true)]
    [InlineData("transient ischemic attack", "G45.9", "stroke", false)]
    [InlineData("neurogenic claudication", null, "peripheral arterial disease", false)]
    public void A_condition_is_what_is_meant_and_not_what_sounds_like_it(string name, string? code, string condition, bool meant) =>
        Assert.Equal(meant, Conditions.Of(Record(Document("a.txt", "2025-02-20", Problem(name, code))), condition).Count > 0);

    [Fact]
    public void A_limit_that_the_label_counts_in_is_undercut_at_the_limit()
    {
        var check = new KidneyCheck(DrugKnowledge.Load());
        var record = Record(Document("a.txt", "2025-02-20", Drug("rivaroxaban"), Drug("levetiracetam"), Lab("Creatinine", 1, "mg/dL", "2025-02-10")));
        var alerts = check.Of(TakenDrug.Of(record, DrugKnowledge.Load()), new(50, record.Results[0], "")).ToList();
        Assert.StartsWith("rivaroxaban", Assert.Single(alerts).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relatives_disease_counts_in_no_score() =>
        Assert.Equal("at least 0", Score(Review(Problem("hypertension", "I10"), Problem("dementia", "F03").OfFamily()), "Charlson index").Value);

    private static SafetyReview Review(params Finding[] findings) => SafetyChecks.Of(Record(Document("a.txt", "2025-02-20", findings)));

    private static RiskScore Score(SafetyReview review, string name) => Assert.Single(review.Scores, score => score.Name == name);

    private static ObservationFinding Vital(string name, decimal value, string unit) => Lab(name, value, unit, "2025-03-01") with { Category = ObservationCategory.VitalSign };

    private static ObservationFinding Said(string name, string words) => new() { Concept = new(name), Category = ObservationCategory.VitalSign, Certainty = Domain.Provenance.ReadingCertainty.Sure, ValueText = new(words), Effective = Day("2025-03-01") };
}
