using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class AllergyTests
{
    [Fact]
    public void What_must_never_be_given_again_after_its_reaction_is_an_allergy()
    {
        var allergy = Reading.One<AllergyFinding>("Previously: leflunomide (stopped), sulfasalazine (agranulocytosis - NEVER rechallenge)");
        Assert.Equal("sulfasalazine", allergy.Concept.Text);
        Assert.Equal("agranulocytosis", Assert.Single(allergy.Reactions).Text);
    }

    [Theory]
    [InlineData("Drug sensitivities: Naproxen - GI bleed; Trimethoprim - rash.")]
    [InlineData("ADRs: naproxen, trimethoprim")]
    public void Sensitivities_are_allergies_and_no_medicines(string text)
    {
        Assert.Equal(2, Reading.Find<AllergyFinding>(text).Count);
        Assert.Empty(Reading.Find<MedicationFinding>(text));
    }

    [Theory]
    [InlineData("ALL: peanuts - anaphylaxis (EpiPen)")]
    [InlineData("Allergies: peanut - anaphylaxis, carries EpiPen")]
    [InlineData("Allergies: bee venom, anaphylaxis, given adrenaline and hydrocortisone IV")]
    public void What_is_carried_against_a_reaction_is_no_allergy(string text) => Assert.DoesNotContain(Reading.Find<AllergyFinding>(text), finding => finding.Concept.Text is "epinephrine");

    [Theory]
    [InlineData("ALLERGIES: 1) lisinopril - angioedema  2) codeine: pt denies.", "codeine", AllergyStatus.Refuted)]
    [InlineData("ALLERGIES: 1) lisinopril: denies cough 2) codeine - nausea", "lisinopril", AllergyStatus.Active)]
    public void A_denial_behind_an_item_answers_for_it_alone(string text, string substance, AllergyStatus expected) =>
        Assert.Equal(expected, Reading.Named<AllergyFinding>(text, substance).Status);

    [Theory]
    [InlineData("Allergies: penicillin (rash), Quorvex, latex\nMedications: aspirin 75 mg daily", "Quorvex")]
    [InlineData("Allergies:\n- Penicillin: rash\n- Quorvex\n- Reviewed 2021\nMedications: aspirin 75 mg daily", "Quorvex")]
    [InlineData("Drug sensitivities: Naproxen - GI bleed; Trimethoprim - rash; Quorvex.", "Quorvex")]
    [InlineData("Allergies: Quorvex gel", "Quorvex gel")]
    [InlineData("Allergies: penicillin, reviewed with daughter, unknown", null)]
    [InlineData("Allergies: NKDA", null)]
    [InlineData("Allergies: NKFA\nPMH: asthma", null)]
    [InlineData("ALLERGIES: None documented.", null)]
    [InlineData("Allergies: discussed today and nothing to add here", null)]
    public void An_item_that_no_list_knows_is_kept_as_unsure(string text, string? substance) =>
        Assert.Equal(substance, Reading.Find<AllergyFinding>(text).SingleOrDefault(finding => finding.Certainty == Domain.Provenance.ReadingCertainty.Unsure)?.Concept.Text);

    [Fact]
    public void An_allergy_to_a_remedy_is_one() => Assert.Single(Reading.Find<AllergyFinding>("Allergies: prednisone (mania)"));

    [Theory]
    [InlineData("Allergies: penicillin (rash)", "penicillin", "rash")]
    [InlineData("ALL: morphine -> resp. arrest 2015 (after surgery). amoxicillin -> mild rash.", "morphine", "respiratory arrest")]
    [InlineData("ALL: morphine -> resp. arrest 2015 (after surgery). amoxicillin -> mild rash.", "amoxicillin", "rash")]
    [InlineData("allergys: sulfa (rash), shelfish - throat swelling", "shellfish", "throat swelling")]
    [InlineData("allergys: sulfa (rash), shelfish - throat swelling", "sulfonamide antibiotics", "rash")]
    [InlineData("Allergic to erythromycin: hives.", "erythromycin", "hives")]
    [InlineData("Patient is allergic to latex and codeine (vomiting).", "codeine", "vomiting")]
    [InlineData("New allergy: PENICILLIN / AMOXICILLIN - anaphylaxis.", "penicillin", "anaphylaxis")]
    [InlineData("Contrast media allergy with severe bronchospasm.", "iodinated contrast media", "bronchospasm")]
    [InlineData("Developed hives after IV iodinated contrast on 06/02/2025.", "iodinated contrast media", "hives")]
    [InlineData("Codeine causes vomiting (intolerance, not allergy).", "codeine", "vomiting")]
    [InlineData("naproxen caused facial swelling and wheeze in May 2024", "naproxen", "angioedema")]
    [InlineData("Allergies\nPflasterallergie (adhesive tape): contact dermatitis.", "adhesive tape", "contact dermatitis")]
    [InlineData("Allergies\n- Peanut: anaphylaxis 2014\n- Bee venom: large local reaction", "bee venom", "large local reaction")]
    [InlineData("Intolerance: lisinopril (ACE inhibitor cough).", "lisinopril", "cough")]
    public void A_substance_is_read_with_its_reaction(string text, string substance, string reaction)
    {
        var finding = Reading.Named<AllergyFinding>(text, substance);
        Assert.Equal(AllergyStatus.Active, finding.Status);
        Assert.Contains(finding.Reactions, said => said.Text == reaction);
        Assert.True(Reading.Plain(finding));
    }

    [Theory]
    [InlineData("ALLERGIES\nTeicoplanin - anaphylaxis.\nNew: chlorhexidine - hives after a dressing change, May 2024.", "chlorhexidine")]
    [InlineData("Allergies\nNew: codeine.", "codeine")]
    [InlineData("Allergies\n- cefazolin (stopped in theatre)", "cefazolin")]
    [InlineData("Allergies: trimethoprim, started to itch", "trimethoprim")]
    public void What_an_allergy_section_names_is_an_allergy_and_never_a_medication(string text, string substance)
    {
        Assert.True(Reading.Plain(Reading.Named<AllergyFinding>(text, substance)));
        Assert.Empty(Reading.Find<MedicationFinding>(text));
    }

    [Fact]
    public void A_drug_that_was_stopped_as_planned_below_the_allergies_is_none() =>
        Assert.DoesNotContain(Reading.Find<AllergyFinding>("Allergies\nLatex: hives.\nTicagrelor was stopped in May as planned."), found => found.Concept.Text == "ticagrelor");

    [Fact]
    public void A_whole_direction_among_the_allergies_is_shown_as_unsure()
    {
        var finding = Reading.Named<MedicationFinding>("Allergies\nAmlodipine 5 mg once daily", "amlodipine");
        Assert.Equal(Domain.Provenance.ReadingCertainty.Unsure, finding.Certainty);
    }

    [Theory]
    [InlineData("Skin test report\n• Wasp venom: large local reaction 03/2023", "wasp venom", true)]
    [InlineData("Leaflet\n• Naproxen: stomach pain", "naproxen", false)]
    public void A_list_item_that_pairs_a_substance_with_a_reaction_needs_no_header_but_a_drug_does(string text, string substance, bool allergy) =>
        Assert.Equal(allergy, Reading.Find<AllergyFinding>(text).Any(found => found.Concept.Text == substance && found.Certainty == Domain.Provenance.ReadingCertainty.Sure));

    [Theory]
    [InlineData("Allergies: NKDA", NoKnownScope.DrugAllergies)]
    [InlineData("Allergies: none", NoKnownScope.Allergies)]
    [InlineData("No known allergies.", NoKnownScope.Allergies)]
    [InlineData("Not allergic to anything.", NoKnownScope.Allergies)]
    [InlineData("No drug allergies known.", NoKnownScope.DrugAllergies)]
    [InlineData("No known food allergies", NoKnownScope.FoodAllergies)]
    public void None_known_is_a_statement(string text, NoKnownScope scope) => Assert.Equal(scope, Reading.One<NoKnownFinding>(text).Scope);

    [Theory]
    [InlineData("No known allergies except penicillin (rash).")]
    [InlineData("[ ] No known allergies")]
    [InlineData("No allergy to penicillin.")]
    public void A_limited_statement_is_not_none_known(string text) => Assert.Empty(Reading.Find<NoKnownFinding>(text));

    [Theory]
    [InlineData("Allergies: Shellfish: NOT allergic, eats prawns.", "shellfish")]
    [InlineData("Allergies: Latex - none.", "latex")]
    [InlineData("No penicillin allergy.", "penicillin")]
    [InlineData("Negative / de-labelled\n- Penicillin: childhood rash, oral challenge tolerated.", "penicillin")]
    [InlineData("Allergies: Penicillin allergy label REMOVED.", "penicillin")]
    public void A_denied_or_removed_allergy_is_refuted(string text, string substance)
    {
        var finding = Reading.Named<AllergyFinding>(text, substance);
        Assert.Equal(AllergyStatus.Refuted, finding.Status);
        Assert.True(finding.Assertion.Negated);
    }

    [Theory]
    [InlineData("Allergy: cefalexin (hives). Tolerates penicillin.", "penicillin")]
    [InlineData("Allergies\nNo drug allergies known. Clopidogrel was stopped on 12.02.2022.", "clopidogrel")]
    [InlineData("allergys: sulfa (rash)\nlisinopril 20 mg daily continues", "lisinopril")]
    [InlineData("Amoxicillin 500 mg tid for pneumonia.", "amoxicillin")]
    public void Other_drugs_near_an_allergy_are_none(string text, string drug) =>
        Assert.DoesNotContain(Reading.Find<AllergyFinding>(text), finding => finding.Concept.Text == drug);

    [Theory]
    [InlineData("Tell the X-ray staff if you have ever reacted to latex or to iodinated contrast.")]
    [InlineData("Mother is allergic to penicillin.")]
    [InlineData("Allergies (tick all that apply)\n[ ] Penicillin  [ ] Latex")]
    public void A_printed_remark_an_empty_box_or_a_relative_s_allergy_is_no_fact(string text) =>
        Assert.All(Reading.Find<AllergyFinding>(text), finding => Assert.False(Reading.Plain(finding)));

    [Fact]
    public void A_substance_that_no_list_knows_is_kept_as_unsure()
    {
        var finding = Reading.One<AllergyFinding>("Allergies: Xyloquastin (rash)");
        Assert.Equal("Xyloquastin", finding.Concept.Text);
        Assert.NotNull(finding.UnsureBecause);
    }

    [Fact]
    public void An_intolerance_is_told_from_an_allergy() =>
        Assert.Equal("intolerance", Reading.Named<AllergyFinding>("Allergies: Oxycodone: nausea - intolerance only.", "oxycodone").Type);
}
