using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

public sealed class AllergyRuleTests
{
    [Fact]
    public void Reactions_of_all_sure_sources_stand_on_one_line()
    {
        var line = Assert.Single(Record(Document("a.txt", "2023-01-01", Allergy("Penicillins", "rash")), Document("b.txt", "2024-01-01", Allergy("penicillin allergy", "anaphylaxis"))).Allergies);
        Assert.Equal(["rash", "anaphylaxis"], line.Reactions.Select(reaction => reaction.Text));
    }

    [Fact]
    public void A_refuted_allergy_is_gone_and_visible_as_such()
    {
        var record = Record(Document("a.txt", "2020-01-01", Allergy("penicillin", "rash")), Document("b.txt", "2024-12-01", Allergy("penicillin") with { Status = AllergyStatus.Refuted }));
        Assert.Equal(AllergyStatus.Refuted, Assert.Single(record.Allergies).Status);
        Assert.Equal(AllergyAssertion.Unknown, record.AllergyStatement.Assertion);
        Assert.Contains(record.History, entry => entry.Kind == "allergy");
    }

    [Fact]
    public void An_unsure_refutation_removes_nothing()
    {
        var line = Assert.Single(Record(Document("a.txt", "2020-01-01", Allergy("penicillin")), Document("b.png", "2024-12-01", (Allergy("penicillin") with { Status = AllergyStatus.Refuted }).Unsure())).Allergies);
        Assert.True(line.IsCurrent);
        Assert.NotNull(line.Conflict);
    }

    [Theory]
    [InlineData("2024-12-01", true)]
    [InlineData("2024", false)]
    [InlineData(null, false)]
    public void An_end_that_is_not_certainly_the_later_word_is_a_conflict(string? affirmed, bool ended)
    {
        var line = Assert.Single(Record(Document("a.txt", affirmed, Allergy("penicillin")), Document("b.txt", "2024-12-20", Allergy("penicillin") with { Status = AllergyStatus.Refuted })).Allergies);
        Assert.Equal((!ended, !ended), (line.IsCurrent, line.Conflict is not null));
    }

    [Fact]
    public void A_coded_allergy_still_stands_on_the_day_of_its_list()
    {
        var listed = (Allergy("penicillin") with { Recorded = Day("2005-01-01") }).Coded();
        var line = Assert.Single(Record(Document("letter.txt", "2010-01-01", Allergy("penicillin") with { Status = AllergyStatus.Refuted }), Document("export.json", "2024-01-01", listed)).Allergies);
        Assert.True(line.IsCurrent);
        Assert.Contains("refuted", line.Conflict!, StringComparison.Ordinal);
        Assert.Equal("2005-01-01", line.Stated.ToString());
    }

    [Fact]
    public void An_old_entry_that_a_list_repeats_after_the_test_is_shown_as_unsure()
    {
        var line = Assert.Single(Record(Document("clinic.txt", "2024-03-20", Allergy("penicillin") with { Status = AllergyStatus.Refuted }), Document("printout.txt", "2024-04-10", Allergy("penicillin") with { Onset = Day("1999-02-22") })).Allergies);
        Assert.True(line.IsCurrent);
        Assert.Equal(ReadingCertainty.Unsure, line.Certainty);
        Assert.Contains("refuted", line.UnsureBecause!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_duplicate_ends_no_allergy_that_its_own_list_holds_as_active() =>
        Assert.True(Assert.Single(Record(Document("export.json", "2024-01-01",
            (Allergy("penicillin") with { Recorded = Day("2005-01-01") }).Coded(),
            (Allergy("penicillin") with { Recorded = Day("2015-01-01"), Status = AllergyStatus.Inactive }).Coded())).Allergies).IsCurrent);

    [Fact]
    public void A_plain_no_against_a_recorded_allergy_is_a_conflict_and_the_allergy_is_kept()
    {
        var line = Assert.Single(Record(Document("a.txt", "2020-01-01", Allergy("latex")), Document("b.txt", "2024-12-01", Allergy("latex").Denied())).Allergies);
        Assert.True(line.IsCurrent);
        Assert.Contains("denied", line.Conflict!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negated_allergy_never_reaches_the_summary() =>
        Assert.Empty(Record(Document("a.txt", "2024-01-01", Allergy("latex").Denied())).Allergies);

    [Fact]
    public void A_reaction_after_an_old_none_known_stands_without_conflict()
    {
        var record = Record(Document("a.txt", "2019-01-01", None(NoKnownScope.DrugAllergies)), Document("b.txt", "2024-12-01", Allergy("cefazolin", "hives")));
        Assert.Null(Assert.Single(record.Allergies).Conflict);
        Assert.Null(record.AllergyStatement.NoneKnown);
        Assert.Equal(AllergyAssertion.Present, record.AllergyStatement.Assertion);
    }

    [Fact]
    public void None_known_after_a_recorded_allergy_is_shown_as_conflict_and_the_allergy_is_kept()
    {
        var record = Record(Document("a.txt", "2019-01-01", Allergy("cefazolin")), Document("b.txt", "2024-12-01", None(NoKnownScope.DrugAllergies)));
        Assert.NotNull(Assert.Single(record.Allergies).Conflict);
        Assert.Contains(record.Notices, notice => notice.Kind == NoticeKind.Conflict);
        Assert.Null(record.AllergyStatement.NoneKnown);
    }

    [Fact]
    public void No_known_drug_allergies_beside_a_food_allergy_is_fine()
    {
        var record = Record(Document("a.txt", "2024-01-01", Allergy("peanut") with { Category = "food" }, None(NoKnownScope.DrugAllergies)));
        Assert.Null(Assert.Single(record.Allergies).Conflict);
        Assert.NotNull(record.AllergyStatement.NoneKnown);
    }

    [Fact]
    public void Nobody_said_anything_is_unknown_and_never_none() =>
        Assert.Equal(AllergyAssertion.Unknown, Record(Document("a.txt", "2024-01-01")).AllergyStatement.Assertion);

    [Fact]
    public void No_known_food_allergies_alone_is_not_none_known() =>
        Assert.Equal(AllergyAssertion.Unknown, Record(Document("a.txt", "2024-01-01", None(NoKnownScope.FoodAllergies))).AllergyStatement.Assertion);

    [Fact]
    public void None_known_that_somebody_said_is_asserted() =>
        Assert.Equal(AllergyAssertion.NoneKnown, Record(Document("a.txt", "2024-01-01", None(NoKnownScope.Allergies))).AllergyStatement.Assertion);

    [Fact]
    public void One_sure_source_makes_it_sure()
    {
        var line = Assert.Single(Record(Document("a.png", "2024-01-01", Allergy("latex", "shock").Unsure()), Document("b.txt", "2020-01-01", Allergy("latex", "rash"))).Allergies);
        Assert.Equal(ReadingCertainty.Sure, line.Certainty);
        Assert.Equal(["rash"], line.Reactions.Select(reaction => reaction.Text));
    }

    [Fact]
    public void A_suspected_allergy_is_shown_as_unsure() =>
        Assert.Equal(ReadingCertainty.Unsure, Assert.Single(Record(Document("a.txt", "2024-01-01", Allergy("latex") with { Assertion = new() { Likelihood = Likelihood.Possible } })).Allergies).Certainty);
}
