using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Relations;

public class MedicationListTests
{
    [Theory]
    [InlineData("DISCHARGE MEDS:\n 1. apixaban 5 mg daily\n 6. warfarin - STOP TAKING\n 7. fentanyl 25 mcg/hr patch q72h")]
    [InlineData("Medications: apixaban 5 mg daily; warfarin: do not take any more")]
    public void A_drug_that_a_list_says_to_stop_is_stopped_and_its_neighbours_are_not(string text)
    {
        Assert.Equal(MedicationStatus.Stopped, Reading.Named<MedicationFinding>(text, "warfarin").Status);
        Assert.All(Reading.Find<MedicationFinding>(text).Where(drug => drug.Concept.Text != "warfarin"), drug => Assert.Equal(MedicationStatus.Active, drug.Status));
    }

    [Fact]
    public void A_medicine_that_no_list_knows_is_kept_unsure_and_ends_its_neighbours_direction()
    {
        var drugs = Reading.Find<MedicationFinding>("On admission: donepezil 10mg ON, amitriptyline 25mg ON, Quentavit-D3 2 tabs OD, senna 15mg ON PRN.");
        Assert.Equal(["donepezil", "amitriptyline", "sennosides", "Quentavit-D3"], drugs.Select(drug => drug.Concept.Text));
        Assert.Equal([10m, 25m, 15m], drugs.Take(3).Select(drug => drug.Dosing!.Dose!.Value));
        Assert.All(drugs.Take(2), drug => Assert.Equal(1, drug.Dosing!.TimesPerDay));
        Assert.Equal(ReadingCertainty.Unsure, drugs[3].Certainty);
    }

    [Theory]
    [InlineData("LISINOPRIL 10 MG TAB   30   30   0   TAKE 1 TABLET BY MOUTH DAILY   ** DISCONTINUED 06/10/2025 **", "lisinopril", MedicationStatus.Stopped)]
    [InlineData("Home meds: Farxiga 10 mg, take 1 tablet daily, discontinued", "dapagliflozin", MedicationStatus.Stopped)]
    [InlineData("Metoclopramide - DO NOT GIVE (Parkinson's)", "metoclopramide", MedicationStatus.DoNotGive)]
    [InlineData("Haloperidol: do not give", "haloperidol", MedicationStatus.DoNotGive)]
    [InlineData("Take ramipril 5 mg daily, do not use ibuprofen", "ramipril", MedicationStatus.Active)]
    public void What_a_line_says_last_of_its_drug_counts(string text, string drug, MedicationStatus status) =>
        Assert.Equal(status, Reading.Named<MedicationFinding>(text, drug).Status);

    [Theory]
    [InlineData("Lotrel", "amlodipine / benazepril")]
    [InlineData("Percocet", "acetaminophen / oxycodone")]
    [InlineData("Premarin", "estrogens, conjugated (usp)")]
    [InlineData("Norco", "acetaminophen / hydrocodone")]
    [InlineData("Nasonex", "mometasone")]
    [InlineData("Cozaar", "losartan")]
    public void A_brand_is_what_its_products_hold(string brand, string held) =>
        Assert.Equal(held, Reading.One<MedicationFinding>($"Medications: {brand} daily").Concept.Text);

    [Fact]
    public void A_taper_that_is_told_twice_ends_the_list_and_not_itself()
    {
        const string Taper = "prednisolone 30 mg daily for 5 days then 20 mg daily for 5 days then stop.";
        var drugs = Reading.Find<MedicationFinding>($"Medications:\nPrednisolone 30 mg daily\nPlan: {Taper}\nCopy to GP: {Taper}\n").ToList();
        Assert.Equal(2, drugs.Count);
        Assert.All(drugs, drug => Assert.Equal(ReadingCertainty.Unsure, drug.Certainty));
    }

    [Fact]
    public void A_change_told_among_thousands_of_lines_is_the_dose_that_stands()
    {
        var lists = string.Concat(Enumerable.Range(0, 3_000).Select(_ => "Amlodipine 5 mg daily\n"));
        var drugs = Reading.Find<MedicationFinding>($"Medications:\n{lists}\nPlan: amlodipine increased to 10 mg daily.\n").Where(drug => drug.Dosing?.Dose is not null);
        Assert.Equal(10, Assert.Single(drugs).Dosing!.Dose!.Value);
    }

    [Theory]
    [InlineData("Rx\nlisinopril lo mg l tab po qd")]
    [InlineData("Rx\nLABETALOL 300 Ma TAB 1 TAB PO BID")]
    [InlineData("Rx\nLASIX 40 Mae 1 TAB PO QAM")]
    public void An_amount_that_was_not_read_leaves_no_dose(string text)
    {
        var drug = Reading.One<MedicationFinding>(text);
        Assert.Equal(ReadingCertainty.Unsure, drug.Certainty);
        Assert.Null(drug.Dosing!.Dose);
    }
}
