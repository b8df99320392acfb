using System.Globalization;
using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Relations;

public class DirectionTests
{
    [Fact]
    public void A_unit_is_no_misspelt_drug()
    {
        var finding = Reading.One<MedicationFinding>("Take liothyronine 20 micrograms daily for 6 days.");
        Assert.Equal(("liothyronine", 20m), (finding.Concept.Text, finding.Dosing!.Dose!.Value));
    }

    [Fact]
    public void A_number_without_a_unit_stays_words()
    {
        var dosing = Reading.One<MedicationFinding>("Medications\nbumetanide 2 bid").Dosing!;
        Assert.Equal(("2 bid", null, 2m), (dosing.Text, dosing.Dose, dosing.TimesPerDay));
    }

    [Fact]
    public void Two_drugs_that_are_equally_near_are_both_told_and_neither_is_taken()
    {
        var finding = Reading.One<MedicationFinding>("Medications\nQuinidne 200 mg three times daily");
        Assert.Equal(("quinidine or quinine", ReadingCertainty.Unsure), (finding.Concept.Text, finding.Certainty));
        Assert.Empty(finding.Concept.Codes);
    }

    [Theory]
    [InlineData("Medications\nCarvedilol 6.25 mg every morning and every evening", 2)]
    [InlineData("Medications\nCarvedilol 6.25 mg morning and night", 2)]
    [InlineData("Medications\nCarvedilol 6.25 mg once daily in the morning", 1)]
    public void Two_times_of_the_day_are_two_doses(string text, int times) => Assert.Equal(times, Reading.One<MedicationFinding>(text).Dosing!.TimesPerDay);

    [Theory]
    [InlineData("Medications\nLorazepam .5 mg daily", "0.5")]
    [InlineData("Medications\nLorazepam 0.5 mg daily", "0.5")]
    public void A_point_without_a_zero_is_no_lost_point(string text, string dose) =>
        Assert.Equal(decimal.Parse(dose, CultureInfo.InvariantCulture), Reading.One<MedicationFinding>(text).Dosing!.Dose!.Value);

    [Fact]
    public void The_meal_is_part_of_the_direction() =>
        Assert.EndsWith("with the evening meal", Reading.One<MedicationFinding>("Rx\nDabigatran 110 mg PO once daily with the evening meal, continue.").Dosing!.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Medications\nMadopar 100/25 1 tablet 08:00 12:00 16:00 20:00", 4)]
    [InlineData("Medications\nLiothyronine 20 mcg 07:00", 1)]
    [InlineData("Medications\nBumetanide 1 mg twice daily 08:00 and 14:00", 2)]
    public void Clock_times_are_the_doses_of_a_day(string text, int times) => Assert.Equal(times, Reading.One<MedicationFinding>(text).Dosing!.TimesPerDay);

    [Fact]
    public void The_day_on_which_a_course_is_to_finish_is_its_end() =>
        Assert.Equal("2024-06-09", Reading.One<MedicationFinding>("Medications\nClarithromycin 500 mg twice a day finish 09/06/2024\n25/12/2023").End?.ToString());

    [Fact]
    public void A_first_step_that_ends_does_not_end_the_drug()
    {
        var finding = Reading.One<MedicationFinding>("Plan\nStart rivaroxaban 15 mg PO BID x 21 days, then 20 mg PO daily.");
        Assert.Null(finding.End);
        Assert.Null(finding.Dosing?.Duration);
    }

    [Theory]
    [InlineData("Losartan 50 mg PO daily", "50 mg", "oral", "1")]
    [InlineData("warfarin 5 mg po qd", "5 mg", "oral", "1")]
    [InlineData("metoprolol tartrate 25 mg BID", "25 mg", null, "2")]
    [InlineData("Glipizide 5 mg p.o. b.i.d.", "5 mg", "oral", "2")]
    [InlineData("gabapentin 300 mg tid", "300 mg", null, "3")]
    [InlineData("Sevelamer 800 mg TDS", "800 mg", null, "3")]
    [InlineData("cephalexin 500 mg qid", "500 mg", null, "4")]
    [InlineData("Levetiracetam 750 mg q12h", "750 mg", null, "2")]
    [InlineData("ibuprofen 400 mg q8h", "400 mg", null, "3")]
    [InlineData("ibuprofen 400 mg every 8 hours", "400 mg", null, "3")]
    [InlineData("atorvastatin 80 mg qhs", "80 mg", null, "1")]
    [InlineData("Lipitor 80 mg hs", "80 mg", null, "1")]
    [InlineData("atorvastatin 40 mg nightly", "40 mg", null, "1")]
    [InlineData("zopiclone 3.75mg nocte", "3.75 mg", null, "1")]
    [InlineData("lasix 20 mg qam", "20 mg", null, "1")]
    [InlineData("Coumadin 3 mg po q PM", "3 mg", "oral", "1")]
    [InlineData("Lantus 22 units s.c. at bedtime", "22 unit", "subcutaneous", "1")]
    [InlineData("Levemir 14 U subcut at bedtime", "14 unit", "subcutaneous", "1")]
    [InlineData("Tresiba 26 units s/c od", "26 unit", "subcutaneous", "1")]
    [InlineData("MTX 15 mg weekly", "15 mg", null, "0.142857")]
    [InlineData("Methotrexate 15 mg once weekly", "15 mg", null, "0.142857")]
    [InlineData("alendronate 70 mg every week", "70 mg", null, "0.142857")]
    [InlineData("epoetin alfa 4000 units sc 3x/week", "4000 unit", "subcutaneous", "0.428571")]
    [InlineData("levothyroxine 100 mcg MWF", "100 mcg", null, "0.428571")]
    [InlineData("prednisone 5 mg every other day", "5 mg", null, "0.5")]
    [InlineData("cyanocobalamin 1000 mcg IM monthly", "1000 mcg", "intramuscular", "0.033333")]
    [InlineData("Keppra 750 mg 1 tab po bid", "750 mg", "oral", "2")]
    [InlineData("Losartan 50 mg tablet: take 1 tablet by mouth daily", "50 mg", "oral", "1")]
    [InlineData("Acetaminophen 500 mg 2 tabs PO q8h", "2 tablet", "oral", "3")]
    [InlineData("Metformin 1000 mg 1-0-1", "1000 mg", null, "2")]
    [InlineData("Metformin 1000 mg tab 1-0-1", "1000 mg", "oral", "2")]
    [InlineData("Torasemid 5 mg Tbl. 1-0-0", "5 mg", "oral", "1")]
    [InlineData("Atorvastatin 40 mg 0-0-1", "40 mg", null, "1")]
    [InlineData("Ramipril 2,5 mg 1-0-0-0", "2.5 mg", null, "1")]
    [InlineData("Tacrolimus reduced from 4 mg to 2.5 mg by mouth every 12 hours", "2.5 mg", "oral", "2")]
    [InlineData("coumadin incr from 5 mg to 6 mg daily", "6 mg", null, "1")]
    [InlineData("Metoprolol increased to 100 mg once daily", "100 mg", null, "1")]
    [InlineData("Sevelamer 800 mg -> 1600 mg TID with meals", "1600 mg", null, "3")]
    [InlineData("Glargine now 22 units at bedtime", "22 unit", null, "1")]
    [InlineData("Ventolin HFA 2 puffs q6h", "2 puff", "inhalation", "4")]
    [InlineData("Advair 250/50, 1 puff bid", "1 puff", "inhalation", "2")]
    [InlineData("fluticasone/salmeterol 500/50 one inhalation twice daily", "1 inhalation", "inhalation", "2")]
    [InlineData("latanoprost 1 drop both eyes nightly", "1 drop", "ophthalmic", "1")]
    [InlineData("estradiol patch, apply one patch twice weekly", "1 patch", "transdermal", "0.285714")]
    [InlineData("nitroglycerin 0.4 mg sublingual", "0.4 mg", "sublingual", null)]
    [InlineData("furosemide 40 mg IV twice daily", "40 mg", "intravenous", "2")]
    [InlineData("Eliquis 2,5 mg 1 cp matin et soir", "2.5 mg", "oral", "2")]
    [InlineData("Nolotil 575 mg 1 cap cada 8 horas", "575 mg", "oral", "3")]
    [InlineData("digoxin 125 µg once daily", "125 mcg", null, "1")]
    [InlineData("digoxin 125 micrograms once daily", "125 mcg", null, "1")]
    [InlineData("vitamin D3 1000 IU daily", "1000 unit", null, "1")]
    [InlineData("potassium chloride 20 mEq daily", "20 mEq", null, "1")]
    [InlineData("aspirin 81 mg PO once daily", "81 mg", "oral", "1")]
    [InlineData("amlodipine unchanged 10 mg daily", "10 mg", null, "1")]
    [InlineData("Apixaban 5 mg twice daily (the 10 mg phase ended 05/21/2025)", "5 mg", null, "2")]
    [InlineData("prenatal vitamin 1 tablet daily", "1 tablet", "oral", "1")]
    [InlineData("Candesartan 8mg tabs ONE each morning", "8 mg", "oral", "1")]
    public void A_direction_gives_dose_route_and_frequency(string line, string dose, string? route, string? times)
    {
        var dosing = Reading.One<MedicationFinding>(line).Dosing!;
        Assert.Equal(dose, dosing.Dose?.Text);
        Assert.Equal(route, dosing.Route?.Text);
        Assert.Equal(times is null ? null : decimal.Parse(times, CultureInfo.InvariantCulture), dosing.TimesPerDay);
    }

    [Theory]
    [InlineData("ibuprofen 400 mg q8h prn")]
    [InlineData("acetaminophen 650 mg every 6 hours as needed for pain")]
    [InlineData("Ibuprofen 400 mg 1-1-1 b. Bed.")]
    [InlineData("Albuterol inhaler prn")]
    public void As_needed_is_kept(string line) => Assert.True(Reading.One<MedicationFinding>(line).Dosing!.AsNeeded);

    [Theory]
    [InlineData("Insulin lispro sliding scale s.c. before meals")]
    [InlineData("Insulin aspart per sliding scale with meals")]
    public void A_sliding_scale_has_no_fixed_dose(string line)
    {
        var dosing = Reading.One<MedicationFinding>(line).Dosing!;
        Assert.Equal("sliding scale", dosing.FrequencyText);
        Assert.Null(dosing.Dose);
        Assert.Null(dosing.TimesPerDay);
    }

    [Theory]
    [InlineData("Insulin NPH 16 units AM, 8 units PM")]
    [InlineData("Percocet 5/325 1-2 tabs q6h prn")]
    [InlineData("levodopa 100 mg 2-1-1")]
    public void A_dose_that_is_not_one_number_is_left_open(string line) => Assert.Null(Reading.One<MedicationFinding>(line).Dosing!.Dose);

    [Theory]
    [InlineData("apixaban 10 mg po bid x 7 days, then 5 mg po bid")]
    [InlineData("prednisone 40 mg 20 mg daily")]
    public void A_direction_that_contradicts_itself_is_unsure_and_carries_no_amount(string line)
    {
        var finding = Reading.One<MedicationFinding>(line);
        Assert.NotNull(finding.UnsureBecause);
        Assert.Null(finding.Dosing!.Dose);
    }

    [Theory]
    [InlineData("cephalexin 500 mg qid x 7 days", "7 d")]
    [InlineData("cephalexin 500 mg qid x7d", "7 d")]
    [InlineData("amoxicillin 500 mg tid for 2 weeks", "2 wk")]
    [InlineData("Naproxen 250mg BD 1/52", "1 wk")]
    public void A_duration_is_read(string line, string duration) => Assert.Equal(duration, Reading.One<MedicationFinding>(line).Dosing!.Duration);

    [Fact]
    public void A_course_has_an_end() =>
        Assert.Equal("2025-06-01", Reading.One<MedicationFinding>("Plan: prednisone 40 mg daily x5d (05/28/2025 - 06/01/2025), then stop.").End?.ToString());

    [Fact]
    public void A_table_with_times_of_day_is_read_row_by_row()
    {
        const string Table = "Medication at discharge\nDrug Strength Morning Noon Evening Night\nMetformin 1000 mg tab 1 0 1 0\nInsulin glargine 100 U/mL 0 0 0 18 U\nInsulin lispro 100 U/mL sliding scale sliding scale sliding scale 0\n";
        var metformin = Reading.Named<MedicationFinding>(Table, "metformin").Dosing!;
        Assert.Equal(("1000 mg", 2m), (metformin.Dose!.Text, metformin.TimesPerDay));
        var glargine = Reading.Named<MedicationFinding>(Table, "insulin glargine").Dosing!;
        Assert.Equal(("18 unit", 1m), (glargine.Dose!.Text, glargine.TimesPerDay));
        Assert.Equal("sliding scale", Reading.Named<MedicationFinding>(Table, "insulin lispro").Dosing!.FrequencyText);
    }

    [Theory]
    [InlineData("pantoprazol 40 mg qd", "pantoprazole")]
    [InlineData("metoprol tartrate 50 mg bid", "metoprolol")]
    [InlineData("Carvedolol 6.25mg bid", "carvedilol")]
    [InlineData("Lisin0pril 20 mg daily", "lisinopril")]
    [InlineData("Atorwastatin 40 mg nightly", "atorvastatin")]
    [InlineData("Zoloft 100 mg daily", "sertraline")]
    [InlineData("Co-careldopa four times a day", "carbidopa / levodopa")]
    public void A_brand_or_a_misspelling_leads_to_the_ingredient(string line, string ingredient) =>
        Assert.Equal(ingredient, Reading.One<MedicationFinding>(line).Concept.Text);

    [Fact]
    public void A_prescription_may_put_the_direction_on_the_next_line()
    {
        var dosing = Reading.One<MedicationFinding>("Rx\nKEPPRA 750 MG\nSIG: 1 TAB P.O. Q12H\n").Dosing!;
        Assert.Equal(("750 mg", 2m), (dosing.Dose!.Text, dosing.TimesPerDay));
    }
}
