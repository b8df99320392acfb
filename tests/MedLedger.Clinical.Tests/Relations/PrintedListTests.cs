using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Relations;

public class PrintedListTests
{
    [Fact]
    public void What_a_practice_dispensed_is_no_second_amount()
    {
        var told = Reading.Find<MedicationFinding>("Repeat Medication\n Drug                           Dosage                    Quantity   Last Issued\n Apixaban 5mg tablets           ONE to be taken TWICE A DAY   56 tabs   04-Mar-2025\n Ramipril 2.5mg capsules        1 OD                      28 caps    04-Mar-2025\n");
        Assert.Equal([2m, 1m], told.Select(found => found.Dosing!.TimesPerDay!.Value));
        Assert.All(told, found => Assert.Equal(ReadingCertainty.Sure, found.Certainty));
    }

    [Fact]
    public void A_table_below_past_medication_is_past_and_what_was_given_out_once_is_used_up()
    {
        const string Columns = " Drug                         Dosage              Quantity   Last Issued\n";
        var told = Reading.Find<MedicationFinding>($"Acute Medication\n{Columns} Doxycycline 100mg capsules   1 daily             8 caps     06-Jan-2025\nPast Medication\n{Columns} Indapamide 2.5mg tablets     One each morning    28 tabs    06-May-2024\n");
        Assert.Equal(new PartialDate(2025, 1, 14), told[0].End);
        Assert.Equal(MedicationStatus.Stopped, told[1].Status);
    }

    [Fact]
    public void A_cell_that_goes_on_below_is_one_direction()
    {
        var told = Reading.One<MedicationFinding>("Drug / Strength         Sig                           Qty  Days  Status\nMETOPROLOL TART 25MG    TAKE 1 TABLET BY MOUTH TWICE  60   30    ACTIVE\n                        DAILY WITH FOOD\n");
        Assert.Equal(2, told.Dosing!.TimesPerDay);
        Assert.Equal(MedicationStatus.Active, told.Status);
    }

    [Theory]
    [InlineData("Apixaban        Eliquis    5 mg    Tabl   1   0   1   0    Stück    neu", "apixaban", "5 mg", 2)]
    [InlineData("Pantoprazol     Pantozol   40 mg   Tabl   1   0   0   0    Stück    für 8 Wo.", "pantoprazole", "40 mg", 1)]
    [InlineData("Insulin glargin Lantus     100E/ml Pen    0   0   0   14   I.E.     neu", "insulin glargine", "14 unit", 1)]
    public void A_German_plan_is_read_by_its_columns(string row, string drug, string dose, int times)
    {
        var told = Reading.Named<MedicationFinding>($"Medikationsplan:\nWirkstoff       Handelsn.  Stärke  Form   Mo  Mi  Ab  zN   Einheit  Hinweise\n{row}\n", drug);
        Assert.Equal(dose, told.Dosing!.Dose!.Text);
        Assert.Equal(times, told.Dosing.TimesPerDay);
    }

    [Fact]
    public void Half_a_tablet_in_the_evening_is_another_dose()
    {
        var told = Reading.Named<MedicationFinding>("Wirkstoff       Stärke  Form   Mo  Mi  Ab  zN\nBisoprolol      5 mg    Tabl   1   0   ½   0\n", "bisoprolol");
        Assert.Equal("1-0-0.5-0", told.Dosing!.FrequencyText);
        Assert.Null(told.Dosing.Dose);
    }

    [Fact]
    public void A_framed_header_heads_the_chart_and_the_hours_of_a_day_are_none_of_its_doses()
    {
        var told = Reading.Find<MedicationFinding>("--------  MEDICATION ADMINISTRATION RECORD  05/2025  --------\nwarfarin 4.5 mg tab PO daily              1700       HOLD TL\ntamsulosin 0.4 mg cap PO q HS             2100       RG   RG\nLAST DOSE: warfarin given 5/20 1700\n");
        Assert.Equal(["warfarin", "tamsulosin"], told.Select(found => found.Concept.Text));
        Assert.All(told, found => Assert.Equal((MedicationStatus.Active, ReadingCertainty.Sure), (found.Status, found.Certainty)));
    }

    [Theory]
    [InlineData("HOME MEDS PER PT (brought bag):\nlamotrigine 150 mg bid")]
    [InlineData("ALLERGIES: eggs - mild rash\nHOME MEDS PER PT (brought bag):\nlamotrigine 150 mg bid")]
    public void A_label_that_goes_on_to_its_colon_opens_the_medicines(string text) =>
        Assert.Equal(MedicationStatus.Active, Reading.Named<MedicationFinding>(text, "lamotrigine").Status);

    [Fact]
    public void Items_below_one_another_are_no_sentence()
    {
        var told = Reading.Find<MedicationFinding>("Medications\n  prednisolone 15mg/5mL 1 mL (3 mg) PO daily --> wean: stop on 10/9 if LFTs ok\n  aspirin 40.5 mg (half of 81 chew) PO daily\n  mag oxide 200 mg PO BID\n");
        Assert.Equal(["prednisolone", "aspirin", "magnesium oxide"], told.Select(found => found.Concept.Text));
        Assert.All(told, found => Assert.Equal(MedicationStatus.Active, found.Status));
    }
}
