using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Relations;

public class PassingMentionTests
{
    [Theory]
    [InlineData("CONTINUE\n rivaroxaban 20 mg daily with food\nSTOP\n clopidogrel 75 mg daily - on rivaroxaban, one year after the stent\n", "rivaroxaban")]
    [InlineData("Discharge medications:\n warfarin 3 mg daily\nStopped:\n fluconazole 150 mg (interaction with warfarin)\n", "warfarin")]
    [InlineData("Medications:\nwarfarin as per yellow book\nPlan: endoscopy in May - hold warfarin? no, uninterrupted.\n", "warfarin")]
    [InlineData("Medications: lithium 450 mg twice daily\nCounselled no NSAIDs with lithium.\n", "lithium")]
    [InlineData("Metoprolol was given x2d for RVR then stopped.\nCHANGE\n metoprolol: INCREASE from 50 mg to 100 mg PO daily\n", "metoprolol")]
    [InlineData("Medications:\ndabigatran 110 mg BID\nLAST DOSE: dabigatran given 5/20 1700\n", "dabigatran")]
    [InlineData("HOME MEDS:\ndapagliflozin 10 mg od   stop 3 days before the operation\n", "dapagliflozin")]
    [InlineData("Medications:\nprednisolone 3 mg PO daily -> wean: stop on 10/9 if LFTs normal\n", "prednisolone")]
    public void What_is_said_in_passing_does_not_end_a_drug_of_the_list(string text, string drug)
    {
        var told = Reading.Find<MedicationFinding>(text).Where(found => found.Concept.Text == drug).ToList();
        Assert.NotEmpty(told);
        Assert.All(told, found => Assert.Contains(found.Status, new[] { MedicationStatus.Active, MedicationStatus.Unknown }));
    }

    [Theory]
    [InlineData("Stroke after stopping apixaban in July.")]
    [InlineData("He was off apixaban when the stroke happened.")]
    [InlineData("Previously on apixaban.")]
    [InlineData("Admitted on apixaban, which was changed to heparin on arrival.")]
    [InlineData("He ran out of apixaban in August.")]
    public void The_list_at_discharge_outlives_the_story_before_it(string story)
    {
        var told = Reading.Find<MedicationFinding>($"{story}\nMedication on discharge\nApixaban 5 mg bd\nRamipril 5 mg od\n").Where(found => found.Concept.Text == "apixaban").ToList();
        Assert.All(told, found => Assert.Equal(MedicationStatus.Active, found.Status));
        Assert.NotEmpty(told);
    }

    [Fact]
    public void Each_of_many_lists_takes_up_the_stops_that_stand_before_it()
    {
        var text = string.Concat(Enumerable.Range(0, 4_000).Select(_ => "Hospital course\nApixaban was stopped in July.\nMedication on discharge\nApixaban 5 mg bd\n"));
        var told = Reading.Find<MedicationFinding>(text).ToList();
        Assert.Equal(4_000, told.Count);
        Assert.All(told, found => Assert.Equal(MedicationStatus.Active, found.Status));
    }

    [Fact]
    public void A_stop_that_is_told_before_another_list_is_shown_with_it()
    {
        var told = Reading.Find<MedicationFinding>("Lisinopril was stopped for cough.\nCurrent medications:\nLisinopril 10 mg daily\n");
        Assert.Equal(ReadingCertainty.Unsure, Assert.Single(told).Certainty);
    }

    [Theory]
    [InlineData("Medications:\nPrednisolone 5 mg OD (do not stop - adrenal)", "prednisolone")]
    [InlineData("Medications:\nWarfarin 3 mg daily - do not stop without discussion", "warfarin")]
    [InlineData("Medications:\nAspirin 75 mg daily (never stop)", "aspirin")]
    [InlineData("Medications:\nPrednisolone 30 mg od, stop after 3 days", "prednisolone")]
    [InlineData("Medications:\nRamipril 5 mg od - has stopped smoking", "ramipril")]
    [InlineData("Medications:\nApixaban 5 mg BD (programme of blood tests)", "apixaban")]
    [InlineData("My colleague started apixaban 5 mg bd.", "apixaban")]
    [InlineData("After the second fall she takes amlodipine 5 mg daily.", "amlodipine")]
    public void Other_words_of_stopping_and_other_tongues_end_nothing(string text, string drug) =>
        Assert.True(Reading.Named<MedicationFinding>(text, drug) is { Status: MedicationStatus.Active or MedicationStatus.Unknown, Assertion.Experiencer: Experiencer.Patient });

    [Theory]
    [InlineData("Ramipril 5 mg BD - WITHHELD, GP to restart at 1.25 mg if U&E stable", "ramipril", MedicationStatus.OnHold)]
    [InlineData("Metformin 1 g BD - HELD, restart at 500 mg when eGFR >30", "metformin", MedicationStatus.OnHold)]
    [InlineData("MEDICINES STOPPED / WITHHELD\nFurosemide 80 mg BD\n", "furosemide", MedicationStatus.Stopped)]
    [InlineData("Previous treatments: olanzapine 20 mg (weight gain), risperidone to 6 mg (galactorrhoea), amisulpride 800 mg (no response)", "amisulpride", MedicationStatus.Stopped)]
    [InlineData("Medications:\nPromethazine 25 mg prn - hospital only, not continued", "promethazine", MedicationStatus.Stopped)]
    [InlineData("She cannot take tramadol.", "tramadol", MedicationStatus.DoNotGive)]
    [InlineData("Aspirin withheld - allergy", "aspirin", MedicationStatus.DoNotGive)]
    public void What_is_not_taken_is_not_shown_as_taken(string text, string drug, MedicationStatus status) =>
        Assert.Equal(status, Reading.Named<MedicationFinding>(text, drug).Status);

    [Theory]
    [InlineData("Medications: aspirin 81 mg daily, ramipril 5 mg daily\nPlan: stop aspirin.", "aspirin")]
    [InlineData("Home meds:\nibuprofen 400 mg prn\nPLAN: No NSAIDs (ibuprofen stopped).", "ibuprofen")]
    [InlineData("Medications: spironolactone 25 mg daily\nPotassium 6.1, hold spironolactone", "spironolactone")]
    public void An_order_outside_the_list_still_ends_it(string text, string drug) =>
        Assert.Contains(Reading.Find<MedicationFinding>(text), found => found.Concept.Text == drug && found.Status is MedicationStatus.Stopped or MedicationStatus.OnHold);

    [Fact]
    public void Of_two_rows_of_one_drug_the_ended_strength_ends_and_the_drug_does_not()
    {
        var told = Reading.Find<MedicationFinding>("Drug / Strength            Sig                      Qty  Days  Status\nQUETIAPINE 100MG TAB      1 TAB PO BID             60   30    DISCONTINUED 05/20/25\nQUETIAPINE 200MG TAB      1 TAB PO QHS             30   30    ACTIVE\n");
        Assert.Equal("200 mg", Assert.Single(told).Dosing!.Dose!.Text);
    }

    [Theory]
    [InlineData("Carvedilol 12.5mg bd   (↑ today to 18.75 mg bd)", "18.75 mg")]
    [InlineData("Medications:\nlevothyroxine 100 mcg daily (reduced yesterday to 75 mcg)", "75 mcg")]
    [InlineData("Medications:\namlodipine 10 mg daily (up from 5 on 7/22)", "10 mg")]
    public void The_dose_that_a_bracket_says_to_hold_from_now_on_holds(string text, string dose) =>
        Assert.Equal(dose, Reading.One<MedicationFinding>(text).Dosing!.Dose!.Text);

    [Fact]
    public void A_dose_that_is_only_planned_leaves_the_listed_one()
    {
        var told = Reading.Find<MedicationFinding>("Repeat medication:\nAllopurinol 300 mg daily\nPlan increase allopurinol to 400 mg once settled.");
        Assert.Equal("300 mg", Assert.Single(told, found => found.Status == MedicationStatus.Active).Dosing!.Dose!.Text);
        Assert.Single(told, found => found.Status == MedicationStatus.Planned);
    }

    [Fact]
    public void The_list_at_discharge_outweighs_the_one_on_admission()
    {
        var told = Reading.Find<MedicationFinding>("Medications on admission:\nfurosemide 20 mg daily\nramipril 5 mg daily\nDischarge medications:\nfurosemide 40 mg daily\n");
        Assert.Equal(["40 mg", "5 mg"], told.Select(found => found.Dosing!.Dose!.Text).Order());
    }

    [Fact]
    public void A_second_amount_that_was_not_understood_makes_the_dose_unsure()
    {
        var told = Reading.One<MedicationFinding>("TRATAMIENTO AL ALTA\nFurosemida 40 mg: 2 comp en desayuno y 2 en comida");
        Assert.Null(told.Dosing!.Dose);
        Assert.Equal(ReadingCertainty.Unsure, told.Certainty);
    }

    [Theory]
    [InlineData("Medications:\nMetoprolol 5/20 2000")]
    [InlineData("Medications:\nlevetiracetam 0800/2000")]
    public void Days_and_hours_are_no_amounts(string text) =>
        Assert.All(Reading.Find<MedicationFinding>(text), found => Assert.Null(found.Dosing?.Dose ?? (object?)found.Dosing?.Strength));

    [Theory]
    [InlineData("Medications:\namoxicillin 500 mg TDS - finished 7 day course in May", "amoxicillin", MedicationStatus.Completed)]
    [InlineData("ON HOLD: atorvastatin 20 (LFTs), methotrexate", "methotrexate", MedicationStatus.OnHold)]
    [InlineData("Arrêtés : Cordarone, Symbicort, amitriptyline", "amitriptyline", MedicationStatus.Stopped)]
    [InlineData("Suspendu : alendronate 70 mg hebdomadaire", "alendronate", MedicationStatus.OnHold)]
    [InlineData("SUSPENDER: enalapril, espironolactona, naproxeno", "naproxen", MedicationStatus.Stopped)]
    [InlineData("Simvastatin 20 mg   PAUSE bis 17.04. (Interaktion Clarithromycin)", "simvastatin", MedicationStatus.OnHold)]
    [InlineData("Tacrolimus held x2 doses then 2 mg BD", "tacrolimus", MedicationStatus.Unknown)]
    [InlineData("sertraline 100 mg qd - ran out 3 wks ago, not taking", "sertraline", MedicationStatus.Stopped)]
    public void The_words_of_a_course_are_understood_in_their_places(string text, string drug, MedicationStatus status) =>
        Assert.Equal(status, Reading.Named<MedicationFinding>(text, drug).Status);

    [Fact]
    public void What_is_to_be_restarted_as_the_list_says_is_still_on_hold() =>
        Assert.Equal(MedicationStatus.OnHold, Reading.One<MedicationFinding>("MEDICINES WITHHELD\nRamipril 5 mg BD - WITHHELD, GP to restart at 1.25 mg if U&E stable\nACTIONS FOR GP\n1. U&E in 1 week. 2. Restart ramipril as above.\n").Status);

    [Theory]
    [InlineData("Poids de sortie 61,5 kg")]
    [InlineData("MD office confirms cefalexin taken w/o problem.")]
    public void What_is_no_medicine_of_now_is_not_taken_for_one(string text) =>
        Assert.DoesNotContain(Reading.Find<MedicationFinding>(text), found => found.Status is MedicationStatus.Active or MedicationStatus.Unknown);

    [Fact]
    public void A_number_without_a_unit_is_shown_with_its_direction() =>
        Assert.Equal("150 bid", Reading.One<MedicationFinding>("Home meds:\nlamictal 150 bid").Dosing!.Text);
}
