using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Sections;

public class TickBoxTests
{
    private const string Scanned = "Intake form\nL] Gout XX Glaucoma\nLI Migraine IX{ Psoriasis L} Asthma";

    [Theory]
    [InlineData("gout", false)]
    [InlineData("glaucoma", true)]
    [InlineData("migraine", false)]
    [InlineData("psoriasis", true)]
    [InlineData("asthma", false)]
    public void A_scanned_box_counts_only_when_it_is_crossed(string problem, bool stated) =>
        Assert.Equal(stated, Reading.Find<ProblemFinding>(Scanned).Any(found => found.Concept.Text == problem && Reading.Plain(found)));

    [Fact]
    public void An_empty_box_beside_it_does_not_deny_a_crossed_allergy()
    {
        var finding = Reading.Named<AllergyFinding>("Allergies\nL] No known allergies xf Teicoplanin - rash\nLJ Latex L] Iodine", "teicoplanin");
        Assert.Equal(AllergyStatus.Active, finding.Status);
        Assert.True(Reading.Plain(finding));
    }

    [Theory]
    [InlineData("Allergies\n☐ None known ☒ Egg\n☐ Iodine Latex - flushing\n☐ Gluten", "latex")]
    [InlineData("Allergies\n☐ No known allergies x Teicoplanin - flushing\nEgg - hives ☐ Iodine\n☐ Gluten", "teicoplanin")]
    public void An_allergy_whose_box_was_lost_is_shown_at_least_as_unsure(string form, string name)
    {
        var finding = Reading.Named<AllergyFinding>(form, name);
        Assert.False(finding.Assertion.Negated);
        Assert.NotEqual(AllergyStatus.Refuted, finding.Status);
    }

    [Theory]
    [InlineData("Allergies\n☐ No known allergies x Teicoplanin - flushing\nIX Egg - hives ☐ Iodine\n☐ Gluten", true)]
    [InlineData("Allergies\n☐ No known allergies x Teicoplanin - flushing\n☐ Egg ☐ Iodine\n☐ Gluten", false)]
    public void A_cross_without_its_frame_counts_where_another_kept_it(string form, bool sure) =>
        Assert.Equal(sure, Reading.Named<AllergyFinding>(form, "teicoplanin").UnsureBecause is null);

    [Theory]
    [InlineData("asthma", true)]
    [InlineData("diabetes mellitus", false)]
    [InlineData("stroke", false)]
    [InlineData("hepatitis B", false)]
    [InlineData("epilepsy", false)]
    public void Boxes_in_columns_answer_in_the_order_of_their_heads(string problem, bool stated) =>
        Assert.Equal(stated, Reading.Find<ProblemFinding>("Have you ever had          Yes    No\nAsthma                     ☒      ☐\nDiabetes                   ☐      ☒      Previous operations\nStroke                     ☐      ☒\nEpilepsy                   ☐      ☐\nHepatitis B sAg  ☐ pos ☒ neg").Any(found => found.Concept.Text == problem && Reading.Plain(found)));

    [Fact]
    public void A_box_governs_its_own_column_and_heads_of_columns_deny_nothing()
    {
        const string form = "Have you ever had          Yes    No      Allergies\nAsthma                     ☒      ☐       Latex - hives\n☐ Diabetes                 Enalapril 10 mg daily\n☒ Gout                     Aspirin 75 mg daily";
        Assert.Empty(Reading.Find<NoKnownFinding>(form));
        Assert.All(Reading.Find<MedicationFinding>(form), found => Assert.True(Reading.Plain(found)));
    }

    [Fact]
    public void An_unticked_none_known_says_nothing() =>
        Assert.Empty(Reading.Find<NoKnownFinding>("Allergies\nL] None known XX Latex - hives\nLI Iodine L] Egg"));

    [Theory]
    [InlineData("asthma [x] COPD [ ] Bronchiectasis\n[ ] Gout [x] Heart failure", true)]
    [InlineData("Asthma [x] COPD [ ]\n[ ] Gout [x] Heart failure", false)]
    [InlineData("Asthma\n[ ] Gout [x] Heart failure", false)]
    public void The_first_of_a_row_whose_box_was_lost_is_unsure(string form, bool unsure) =>
        Assert.Equal(unsure, Reading.Named<ProblemFinding>(form, "asthma").UnsureBecause is "the tick box could not be read");

    [Theory]
    [InlineData("Take 2 x daily\nl gout x asthma")]
    [InlineData("Dx gout, asthma")]
    public void Letters_in_a_text_without_boxes_tick_nothing(string text) =>
        Assert.All(Reading.Find<ProblemFinding>(text), found => Assert.True(Reading.Plain(found)));
}
