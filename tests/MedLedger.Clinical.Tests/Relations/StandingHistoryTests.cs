using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class StandingHistoryTests
{
    [Theory]
    [InlineData("ALLERGIES: Morphine: hallucinations - OK with oxycodone & fentanyl.", "morphine")]
    [InlineData("Allergies: Penicillin - childhood rash, but tolerated amoxicillin 2021; delabeled by Allergy 6/2022. Latex (hives).", "latex")]
    [InlineData("Allergien: Metamizol (Agranulozytose). Penicillin wird vertragen.", "metamizole")]
    [InlineData("Allergies : AINS, latex. Céphalosporines bien tolérées en 2023.", "latex")]
    [InlineData("Food allergy: peanut - EPINEPHRINE at school", "peanut")]
    [InlineData("Allergies: peanut (hives). Milk allergy - outgrown 2022.", "peanut")]
    public void What_is_tolerated_outgrown_or_carried_is_no_allergy(string text, string substance)
    {
        var active = Reading.Find<AllergyFinding>(text).Where(found => found.Status == AllergyStatus.Active && !found.Assertion.Negated).Select(found => found.Concept.Text).ToList();
        Assert.Contains(substance, active);
        Assert.DoesNotContain(active, other => other is "oxycodone" or "fentanyl" or "penicillin" or "amoxicillin" or "cephalosporins" or "epinephrine" or "milk");
    }

    [Theory]
    [InlineData("ALLERGIES: Vancomycin (red man - give slow), CODEINE=N/V", "codeine", "nausea")]
    [InlineData("Codeine makes her very constipated.", "codeine", "constipation")]
    [InlineData("ALLERGIES\n| Penicillin (co-amoxiclav) | Anaphylaxis 2011 |\n", "penicillin", "anaphylaxis")]
    [InlineData("Allergies: co-amoxiclav (jaundice)", "amoxicillin / clavulanate", "jaundice")]
    [InlineData("Allergies: Compazine: dystonia", "prochlorperazine", "acute dystonia")]
    [InlineData("Allergies : AMOXICILLINE (œdème de Quincke 1988)", "amoxicillin", "angioedema")]
    [InlineData("ALERGIAS: contraste yodado (shock anafiláctico 2014)", "iodinated contrast media", "anaphylaxis")]
    public void Reactions_are_known_by_their_names(string text, string substance, string reaction) =>
        Assert.Contains(Reading.Named<AllergyFinding>(text, substance).Reactions, one => one.Text == reaction);

    [Theory]
    [InlineData("SECONDARY: AKI on CKD 3b (resolved to baseline)", "chronic kidney disease stage 3b")]
    [InlineData("PMH: CAD s/p DES to LAD 11/2018, CKD3b, hypothyroidism", "chronic kidney disease stage 3b")]
    [InlineData("PMH: GERD, breast cancer s/p lumpectomy 2012 (NED)", "gastroesophageal reflux disease")]
    public void What_has_resolved_is_what_stands_beside_the_word(string text, string problem) =>
        Assert.Equal(ProblemStatus.Active, Reading.Named<ProblemFinding>(text, problem).Status);

    [Theory]
    [InlineData("DEVICES: single chamber ICD, Medtronic Visia AF, placed 5/2019", "atrial fibrillation")]
    [InlineData("THRESHOLDS: RA 0.75V@0.4", "rheumatoid arthritis")]
    [InlineData("Haemodialysis since 2021, PD 2018-2021", "Parkinson disease")]
    [InlineData("s/p MVR for RHD, severe MS", "multiple sclerosis")]
    [InlineData("Vaccines - Flu & Covid Oct 2024 at GP", "COVID-19")]
    [InlineData("AF: madre con poliquistosis renal, padre ictus", "atrial fibrillation")]
    public void Letters_that_mean_something_else_are_no_disease(string text, string problem) =>
        Assert.DoesNotContain(Reading.Find<ProblemFinding>(text), found => found.Concept.Text == problem && found.Assertion.Experiencer == Experiencer.Patient);

    [Theory]
    [InlineData("HBsAg / HIV / HCV - NR.", "HIV infection")]
    [InlineData("She once carried a diagnosis of epilepsy but this was withdrawn by the neurologists", "epilepsy")]
    public void What_was_not_found_or_taken_back_is_denied(string text, string problem) =>
        Assert.All(Reading.Find<ProblemFinding>(text).Where(found => found.Concept.Text == problem), found => Assert.True(found.Assertion.Negated));

    [Fact]
    public void A_device_that_was_removed_leaves_its_neighbours() =>
        Assert.Equal(["IVC filter", "cardiac pacemaker"], Reading.Find<DeviceFinding>("Devices: pacemaker 2019, PICC removed, IVC filter").Where(found => found.Active).Select(found => found.Concept.Text).Order(StringComparer.Ordinal));

    [Fact]
    public void What_the_dialysate_holds_is_no_result() =>
        Assert.Empty(Reading.Find<ObservationFinding>("HD Rx: 4h x3/wk, FX80, Qb 350 Qd 500, K 2.0 Ca 1.25"));

    [Theory]
    [InlineData("Amiodarone STOPPED July 2023 (thyrotoxicosis)", "thyrotoxicosis")]
    [InlineData("TAH 2009 for fibroids.", "uterine fibroids")]
    [InlineData("valganciclovir - held 2/2024 for neutropenia, not resumed", "neutropenia")]
    [InlineData("Significant Past\n 14-Jan-2017   Pneumonia\n", "pneumonia")]
    public void Why_a_drug_ended_and_what_stands_among_past_problems_is_past(string text, string problem) =>
        Assert.Equal(Temporality.Historical, Reading.Named<ProblemFinding>(text, problem).Assertion.Temporality);

    [Fact]
    public void The_day_that_opens_a_line_of_the_problem_list_is_its_onset() =>
        Assert.Equal(new PartialDate(2021, 6, 3), Reading.One<ProblemFinding>("Problems\n 03-Jun-2021   Chronic obstructive pulmonary disease\n").Onset);

    [Fact]
    public void A_device_bears_the_day_of_its_implantation_and_outlives_the_one_it_replaced()
    {
        var device = Reading.One<DeviceFinding>("DEVICE: Abbott Gallant CRT-D (model CDHFA500Q) s/n 6104 implanted 14/02/2022\n replaces a St Jude CRT-D (2014, explanted)\n");
        Assert.Equal((true, new PartialDate(2022, 2, 14)), (device.Active, device.Since!.Value));
    }

    [Theory]
    [InlineData("Patientenverfügung liegt vor: keine Intubation, keine Reanimation.")]
    [InlineData("DIRECTIVES ANTICIPÉES : refuse l'intubation et la réanimation")]
    [InlineData("CODE STATUS: no intubation, no CPR")]
    public void A_refusal_is_no_denial(string text) =>
        Assert.Contains(Reading.Find<DirectiveFinding>(text), found => found.Concept.Text == "do not resuscitate" && found.Active && !found.Assertion.Negated);

    [Fact]
    public void No_answers_the_question_before_it() =>
        Assert.True(Reading.Named<DeviceFinding>("ICD? - No. Has a pacemaker (2015).", "cardiac pacemaker") is { Active: true, UnsureBecause: null });

    [Theory]
    [InlineData("Immunisations\n 07-Oct-2024  Seasonal influenza vaccination\n", "influenza vaccine", 2024)]
    [InlineData("IMMUNIZATIONS: Influenza HD 10/2024, Tdap 2017", "influenza vaccine", 2024)]
    [InlineData("IMMUNIZATIONS: COVID 10/24/2024   TST 8/2023 neg", "COVID-19 vaccine", 2024)]
    [InlineData("VACCINATIONS : grippe 11/2024, Prevenar 20 le 25/06/2025", "pneumococcal conjugate vaccine (PCV20)", 2025)]
    public void Vaccinations_bear_their_days(string text, string vaccine, int year)
    {
        var given = Reading.Named<ImmunizationFinding>(text, vaccine);
        Assert.False(given.NotDone);
        Assert.Equal(year, given.Given!.Value.Year);
    }
}
