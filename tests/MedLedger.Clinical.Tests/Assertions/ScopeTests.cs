using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Assertions;

/// <summary>Sentences as clinicians write them; each names the problem it is about.</summary>
public class ScopeTests
{
    [Fact]
    public void What_a_substance_did_is_a_reaction_and_no_problem()
    {
        const string Text = "Allergies: diclofenac - asthma attack.";
        Assert.Empty(Reading.Find<ProblemFinding>(Text));
        Assert.Equal("bronchospasm", Assert.Single(Reading.Named<AllergyFinding>(Text, "diclofenac").Reactions).Text);
    }

    [Fact]
    public void What_a_stay_was_treated_with_is_not_taken_at_home() =>
        Assert.Equal(MedicationStatus.Completed, Reading.Named<MedicationFinding>("She was treated with IV ceftriaxone and azithromycin.", "azithromycin").Status);

    [Fact]
    public void Alcohol_is_no_medicine() => Assert.Empty(Reading.Find<MedicationFinding>("Alcohol 10 units per week."));

    [Fact]
    public void A_drug_taken_until_a_year_ended_with_it() =>
        Assert.Equal("2019", Reading.Named<MedicationFinding>("AF, on phenprocoumon until 2019, now on edoxaban 60 mg daily. On warfarin until 2019.", "warfarin").End?.ToString());

    [Theory]
    [InlineData("Seen for a fall. Hydromorphone 1 mg IV.")]
    [InlineData("Given cefazolin 1 g IV x1, hydromorphone 1 mg IV.")]
    public void An_injection_in_a_story_was_given_once(string text) =>
        Assert.Equal(MedicationStatus.Completed, Reading.Named<MedicationFinding>(text, "hydromorphone").Status);

    [Theory]
    [InlineData("HIV Ag/Ab Non-reactive")]
    [InlineData("Hepatitis C antibody screen done in May.")]
    public void The_disease_that_a_test_looks_for_is_not_stated(string text) => Assert.Empty(Reading.Find<ProblemFinding>(text));

    [Fact]
    public void Why_a_drug_was_stopped_is_no_present_problem() =>
        Assert.Equal(Temporality.Historical, Reading.Named<ProblemFinding>("DISCONTINUED: gliclazide (hypoglycemia)", "hypoglycemia").Assertion.Temporality);

    [Fact]
    public void A_drip_that_led_over_to_a_tablet_is_not_taken_at_home() =>
        Assert.NotEqual(MedicationStatus.Active, Reading.Named<MedicationFinding>("Started on argatroban drip then transitioned to warfarin.", "argatroban").Status);

    [Fact]
    public void The_plan_s_new_dose_replaces_the_list_s_within_one_note()
    {
        var found = Reading.Find<MedicationFinding>("Medications:\nLiraglutide 0.6 mg SC daily\nPlan\nIncrease liraglutide to 1.2 mg SC daily.");
        Assert.Equal([1.2m], found.Where(one => one.Concept.Text == "liraglutide").Select(one => one.Dosing?.Dose?.Value).OfType<decimal>());
    }

    [Fact]
    public void A_counted_dose_of_a_vaccine_keeps_its_date() =>
        Assert.Equal("2024-01-15", Reading.One<ImmunizationFinding>("Immunizations\nShingrix #2 01/15/2024").Given?.ToString());

    [Fact]
    public void What_a_comma_adds_to_a_past_operation_is_not_past()
    {
        var finding = Reading.Named<ProblemFinding>("Status post liver transplant 2016-02-11, immunosuppressed.", "immunosuppression");
        Assert.Equal(Temporality.Current, finding.Assertion.Temporality);
    }

    [Fact]
    public void A_transplanted_organ_is_a_lasting_status() =>
        Assert.Equal("Z94.4", Reading.Named<ProblemFinding>("Status post liver transplant 2016-02-11.", "liver transplant status").Concept.CodeIn(Domain.Coding.CodeSystems.Icd10Cm));

    [Fact]
    public void A_rhesus_factor_is_no_problem() => Assert.Empty(Reading.Find<ProblemFinding>("Blood group: 0 Rh negative. Rh negative."));

    [Fact]
    public void Given_today_means_the_document_s_day() =>
        Assert.Equal("2024-11-05", Reading.One<ImmunizationFinding>("Date: 5 November 2024\nMMR vaccine given today.").Given?.ToString());

    [Theory]
    [InlineData("No history of stroke.", "stroke")]
    [InlineData("Patient denies asthma.", "asthma")]
    [InlineData("Denies asthma, epilepsy or tuberculosis.", "tuberculosis")]
    [InlineData("There is no evidence of pneumonia.", "pneumonia")]
    [InlineData("Without signs of heart failure.", "heart failure")]
    [InlineData("He is negative for hepatitis B.", "hepatitis B")]
    [InlineData("Screened negative for tuberculosis.", "tuberculosis")]
    [InlineData("Pneumonia was excluded by X-ray.", "pneumonia")]
    [InlineData("Pulmonary embolism has been ruled out.", "pulmonary embolism")]
    [InlineData("UTI excluded.", "urinary tract infection")]
    [InlineData("Hypoglycaemia: none.", "hypoglycemia")]
    [InlineData("No known diabetes.", "diabetes mellitus")]
    [InlineData("Does not have COPD.", "chronic obstructive pulmonary disease")]
    [InlineData("The patient has no gout.", "gout")]
    [InlineData("Never had a heart attack.", "myocardial infarction")]
    [InlineData("Not pregnant.", "pregnancy")]
    [InlineData("Neither asthma nor COPD.", "chronic obstructive pulmonary disease")]
    [InlineData("Absence of cirrhosis on ultrasound.", "cirrhosis")]
    [InlineData("Keine Hypertonie.", "hypertension")]
    [InlineData("r/o PE: CT angiogram negative for pulmonary embolism.", "pulmonary embolism")]
    [InlineData("Possible bone metastases were excluded by bone scan.", "bone metastases")]
    public void A_denied_problem_is_negated(string sentence, string problem) =>
        Assert.True(Reading.Named<ProblemFinding>(sentence, problem).Assertion.Negated);

    [Theory]
    [InlineData("67-year-old man with asthma.", "asthma")]
    [InlineData("A 5 month old girl with eczema.", "eczema")]
    [InlineData("She is 81 years old and has gout.", "gout")]
    [InlineData("48 yr old female with hypertension.", "hypertension")]
    [InlineData("This old lady has osteoporosis.", "osteoporosis")]
    [InlineData("Old records were reviewed; he has asthma.", "asthma")]
    public void A_person_s_age_makes_nothing_past(string sentence, string problem) =>
        Assert.Equal(Temporality.Current, Reading.Named<ProblemFinding>(sentence, problem).Assertion.Temporality);

    [Theory]
    [InlineData("CT shows an old stroke.", "stroke")]
    [InlineData("67-year-old man with an old stroke.", "stroke")]
    public void What_is_old_is_past(string sentence, string problem) =>
        Assert.Equal(Temporality.Historical, Reading.Named<ProblemFinding>(sentence, problem).Assertion.Temporality);

    [Theory]
    [InlineData("No chest pain but has asthma.", "asthma")]
    [InlineData("Denies dyspnea; known COPD.", "chronic obstructive pulmonary disease")]
    [InlineData("No complaints. Hypertension is well controlled.", "hypertension")]
    [InlineData("Not only gout troubles him.", "gout")]
    [InlineData("No change in his heart failure.", "heart failure")]
    [InlineData("Hypertension not well controlled.", "hypertension")]
    [InlineData("Gram negative sepsis.", "gram-negative sepsis")]
    [InlineData("Asthma without complication.", "asthma")]
    [InlineData("No further problems with gout.", "gout")]
    [InlineData("History of present illness: asthma since 2010.", "asthma")]
    [InlineData("Her family doctor treats her hypertension.", "hypertension")]
    [InlineData("PMH: atrial fibrillation since 2019, HTN", "hypertension")]
    [InlineData("Patient with COPD GOLD 3 and type 2 diabetes mellitus.", "type 2 diabetes mellitus")]
    public void What_a_negation_does_not_reach_stays_a_fact(string sentence, string problem) =>
        Assert.True(Reading.Plain(Reading.Named<ProblemFinding>(sentence, problem)));

    [Theory]
    [InlineData("Mother had breast cancer.", "breast cancer")]
    [InlineData("FH: father T2DM.", "type 2 diabetes mellitus")]
    [InlineData("Family history of colon cancer.", "colon cancer")]
    [InlineData("His brother died of stroke at 60.", "stroke")]
    [InlineData("Sister: gout. ", "gout")]
    [InlineData("Maternal grandmother with Alzheimer's.", "Alzheimer disease")]
    [InlineData("Hypertension in his father.", "hypertension")]
    [InlineData("Hemophilia A runs in the family.", "hemophilia A")]
    [InlineData("Both parents have hypertension.", "hypertension")]
    [InlineData("Family:\nasthma, psoriasis", "psoriasis")]
    public void A_relative_s_illness_is_the_family_s(string sentence, string problem) =>
        Assert.Equal(Experiencer.Family, Reading.Named<ProblemFinding>(sentence, problem).Assertion.Experiencer);

    [Theory]
    [InlineData("Possible pneumonia.", "pneumonia")]
    [InlineData("? DVT - ultrasound ordered.", "deep vein thrombosis")]
    [InlineData("Suspected appendicitis.", "appendicitis")]
    [InlineData("r/o pulmonary embolism.", "pulmonary embolism")]
    [InlineData("Findings suspicious for sarcoidosis.", "sarcoidosis")]
    [InlineData("Pneumonia cannot be excluded.", "pneumonia")]
    [InlineData("Probable gout.", "gout")]
    [InlineData("Verdacht auf Pneumonia.", "pneumonia")]
    public void A_suspicion_is_unsure(string sentence, string problem)
    {
        var finding = Reading.Named<ProblemFinding>(sentence, problem);
        Assert.Equal(Likelihood.Possible, finding.Assertion.Likelihood);
        Assert.Equal(Domain.Provenance.ReadingCertainty.Unsure, finding.Certainty);
        Assert.NotNull(finding.UnsureBecause);
    }

    [Theory]
    [InlineData("Return if pneumonia develops.", "pneumonia")]
    [InlineData("Ask your doctor about osteoporosis.", "osteoporosis")]
    [InlineData("Are you a smoker?", "tobacco use")]
    [InlineData("Signs of stroke: call an ambulance.", "stroke")]
    [InlineData("[ ] Asthma   [ ] Epilepsy", "epilepsy")]
    [InlineData("☐ Diabetes", "diabetes mellitus")]
    public void A_condition_advice_or_empty_box_is_no_fact(string sentence, string problem) =>
        Assert.Equal(Likelihood.Hypothetical, Reading.Named<ProblemFinding>(sentence, problem).Assertion.Likelihood);

    [Theory]
    [InlineData("[x] Asthma  [ ] Epilepsy", "asthma")]
    [InlineData("☒ Hypertension ☐ Diabetes", "hypertension")]
    public void A_ticked_box_is_a_fact(string sentence, string problem) =>
        Assert.True(Reading.Plain(Reading.Named<ProblemFinding>(sentence, problem)));

    [Theory]
    [InlineData("asthma as a child (resolved 1998)", "asthma")]
    [InlineData("Pneumonia, treated, resolved.", "pneumonia")]
    [InlineData("Breast cancer, disease free since 2012.", "breast cancer")]
    public void A_past_illness_is_resolved(string sentence, string problem) =>
        Assert.Equal(ProblemStatus.Resolved, Reading.Named<ProblemFinding>(sentence, problem).Status);

    [Theory]
    [InlineData("STOP warfarin (labile INR).", "warfarin", MedicationStatus.Stopped)]
    [InlineData("Warfarin was stopped on 02/03/2024.", "warfarin", MedicationStatus.Stopped)]
    [InlineData("Clopidogrel discontinued.", "clopidogrel", MedicationStatus.Stopped)]
    [InlineData("Aldactone is off since 17-Jan.", "spironolactone", MedicationStatus.Stopped)]
    [InlineData("AMIODARONE - D/C'D TODAY", "amiodarone", MedicationStatus.Stopped)]
    [InlineData("Simvastatin replaced by atorvastatin 40 mg nightly.", "simvastatin", MedicationStatus.Stopped)]
    [InlineData("Simvastatin replaced by atorvastatin 40 mg nightly.", "atorvastatin", MedicationStatus.Active)]
    [InlineData("Switched from lisinopril to losartan 50 mg daily.", "lisinopril", MedicationStatus.Stopped)]
    [InlineData("Not taking gabapentin any more.", "gabapentin", MedicationStatus.Stopped)]
    [InlineData("Metformin 500 mg bid on hold.", "metformin", MedicationStatus.OnHold)]
    [InlineData("Hold lisinopril until creatinine improves.", "lisinopril", MedicationStatus.OnHold)]
    [InlineData("Clarithromycin has been completed.", "clarithromycin", MedicationStatus.Completed)]
    [InlineData("Epinephrine i.m. was given with full recovery.", "epinephrine", MedicationStatus.Completed)]
    [InlineData("Valproate was considered but not started.", "valproate", MedicationStatus.Planned)]
    [InlineData("Consider adalimumab if flare.", "adalimumab", MedicationStatus.Planned)]
    [InlineData("Start sulfamethoxazole-trimethoprim 400/80 mg one tablet daily? -> decision: NOT started.", "sulfamethoxazole / trimethoprim", MedicationStatus.Planned)]
    [InlineData("If chest pain occurs we would then consider nitroglycerin.", "nitroglycerin", MedicationStatus.Planned)]
    [InlineData("Haloperidol must NOT be given.", "haloperidol", MedicationStatus.DoNotGive)]
    [InlineData("Avoid ibuprofen.", "ibuprofen", MedicationStatus.DoNotGive)]
    [InlineData("Advised not to take ibuprofen or naproxen.", "naproxen", MedicationStatus.DoNotGive)]
    [InlineData("Stopped:\nIbuprofen 400 mg", "ibuprofen", MedicationStatus.Stopped)]
    [InlineData("START apixaban 5 mg by mouth twice daily.", "apixaban", MedicationStatus.Active)]
    [InlineData("Continue lisinopril 20 mg daily.", "lisinopril", MedicationStatus.Active)]
    [InlineData("Levetiracetam raised to 750 mg q12h.", "levetiracetam", MedicationStatus.Active)]
    [InlineData("No long-acting insulin (glargine stopped when pump was started).", "insulin glargine", MedicationStatus.Stopped)]
    public void The_course_of_a_drug_is_read(string sentence, string drug, MedicationStatus status) =>
        Assert.Equal(status, Reading.Named<MedicationFinding>(sentence, drug).Status);

    [Fact]
    public void A_drug_that_is_only_named_is_no_medication() =>
        Assert.Empty(Reading.Find<MedicationFinding>("We talked about metformin and its history."));

    [Fact]
    public void A_stop_reaches_its_own_drug_only()
    {
        const string Text = "Stop aspirin, start apixaban 5 mg bid.";
        Assert.Equal(MedicationStatus.Stopped, Reading.Named<MedicationFinding>(Text, "aspirin").Status);
        Assert.Equal(MedicationStatus.Active, Reading.Named<MedicationFinding>(Text, "apixaban").Status);
    }
}
