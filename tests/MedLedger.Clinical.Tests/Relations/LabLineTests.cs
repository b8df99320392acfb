using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class LabLineTests
{
    [Theory]
    [InlineData("Letter 14/01/2024\nBloods 13/01/2024: Hb 128 g/L, K+ 4.9 mmol/L")]
    [InlineData("Letter 14/01/2024\nResults of 13/01/2024: K+ 4.9 mmol/L")]
    public void A_date_before_a_colon_dates_the_values_behind_it(string text) =>
        Assert.Equal(new DateOnly(2024, 1, 13), Reading.Named<ObservationFinding>(text, "potassium").Effective?.Earliest);

    [Theory]
    [InlineData("Sodium 131 mmol/L L (136-145)", "sodium", "131 mmol/L", "136-145", "L")]
    [InlineData("Potassium 4.0 mEq/L 3.5-5.0", "potassium", "4.0 mEq/L", "3.5-5.0", null)]
    [InlineData("Creatinine 0.9 mg/dL (0.5-1.1)", "creatinine", "0.9 mg/dL", "0.5-1.1", null)]
    [InlineData("eGFR 54 mL/min/1.73m2 >=60 L", "eGFR", "54 mL/min/1.73m2", ">=60", "L")]
    [InlineData("Hemoglobin 13.4 g/dL 12.0-15.5", "hemoglobin", "13.4 g/dL", "12.0-15.5", null)]
    [InlineData("WBC 2.9 K/uL L 4.5-11.0", "white blood cells", "2.9 K/uL", "4.5-11.0", "L")]
    [InlineData("Platelet Count 1,050 10*3/uL 150-450 HH", "platelets", "1050 10*3/uL", "150-450", "HH")]
    [InlineData("INR 1.0 (0.8-1.2)", "INR", "1.0", "0.8-1.2", null)]
    [InlineData("AST 41 U/L 0-40 H", "AST", "41 U/L", "0-40", "H")]
    [InlineData("ALT 61 U/L 7-35 H", "ALT", "61 U/L", "7-35", "H")]
    [InlineData("Troponin I 0.62 ng/mL (<0.05) HH", "troponin I", "0.62 ng/mL", "<0.05", "HH")]
    [InlineData("CRP <0.3 mg/dL", "C-reactive protein", "<0.3 mg/dL", null, null)]
    [InlineData("HDL cholesterol 61 mg/dL >50", "HDL cholesterol", "61 mg/dL", ">50", null)]
    [InlineData("Haemoglobin 121 g/L [115-160]", "hemoglobin", "121 g/L", "115-160", null)]
    [InlineData("Urea 5.1 mmol/L (2.5-7.8)", "urea", "5.1 mmol/L", "2.5-7.8", null)]
    [InlineData("HbA1c 48 mmol/mol", "hemoglobin A1c", "48 mmol/mol", null, null)]
    [InlineData("HbA1c 8.1 %", "hemoglobin A1c", "8.1%", null, null)]
    [InlineData("Kreatinin 0,9 mg/dl (0,5-1,0)", "creatinine", "0.9 mg/dl", "0,5-1,0", null)]
    [InlineData("Leukozyten 7,4 /nl", "white blood cells", "7.4 /nl", null, null)]
    [InlineData("Créatinine 88 µmol/L (44-80) H", "creatinine", "88 µmol/L", "44-80", "H")]
    [InlineData("TSH 0.15 mIU/L 0.40-4.00 L", "TSH", "0.15 mIU/L", "0.40-4.00", "L")]
    [InlineData("Free T4 1.9 ng/dL 0.8-1.8 H", "free T4", "1.9 ng/dL", "0.8-1.8", "H")]
    [InlineData("K 6.1 -> diet reviewed", "potassium", "6.1", null, null)]
    [InlineData("INR 2.1 today (goal 2.5-3.5)", "INR", "2.1", null, null)]
    [InlineData("Cr 1.1 (was 0.9)", "creatinine", "1.1", null, null)]
    [InlineData("LDL 1.6 mmol/L", "LDL cholesterol", "1.6 mmol/L", null, null)]
    [InlineData("Glucose: 9.8 mmol/L", "glucose", "9.8 mmol/L", null, null)]
    [InlineData("Ferritin = 11 ug/L", "ferritin", "11 ug/L", null, null)]
    [InlineData("PTH 510 pg/mL", "intact parathyroid hormone", "510 pg/mL", null, null)]
    [InlineData("Calcium 9.4 mg/dL 8.5-10.5", "calcium", "9.4 mg/dL", "8.5-10.5", null)]
    [InlineData("NT-proBNP 2300 pg/mL", "NT-proBNP", "2300 pg/mL", null, null)]
    [InlineData("Creatinine 1.74 H mg/dL 0.50 - 1.10", "creatinine", "1.74 mg/dL", "0.50 - 1.10", "H")]
    [InlineData("eGFR 41 L mL/min/1.73 m2 > 60", "eGFR", "41 mL/min/1.73 m2", "> 60", "L")]
    [InlineData("Uric acid 8.3 H", "uric acid", "8.3", null, "H")]
    [InlineData("Magnesium 0.9 | mmol/L 0.7-1.0", "magnesium", "0.9 mmol/L", "0.7-1.0", null)]
    [InlineData("WBC 6.2 1043/uL 4.0-11.0", "white blood cells", "6.2 10^3/uL", "4.0-11.0", null)]
    [InlineData("PLT 210 10^3/uL", "platelets", "210 10^3/uL", null, null)]
    [InlineData("HR 76 bpm", "heart rate", "76 bpm", null, null)]
    [InlineData("SpO2 95%", "oxygen saturation", "95%", null, null)]
    public void A_line_gives_test_value_unit_range_and_flag(string line, string test, string value, string? range, string? flag)
    {
        var finding = Reading.One<ObservationFinding>(line);
        Assert.Equal(test, finding.Concept.Text);
        Assert.Equal(value, finding.Value!.Text);
        Assert.Equal(range, finding.ReferenceRange);
        Assert.Equal(flag, finding.Flag);
    }

    [Theory]
    [InlineData("Urine culture: no growth", "no growth")]
    [InlineData("D-dimer negative", "negative")]
    [InlineData("Beta-hCG positive", "positive")]
    [InlineData("BP 132/78", "132/78")]
    public void A_value_in_words_is_kept_as_words(string line, string value) => Assert.Equal(value, Reading.One<ObservationFinding>(line).ValueText!.Text);

    [Theory]
    [InlineData("Recheck creatinine in 4 weeks.")]
    [InlineData("warfarin, INR goal 2-3")]
    [InlineData("Hold if K > 5.5")]
    [InlineData("INR 2-3 recommended")]
    [InlineData("LDL above target before")]
    [InlineData("Weight down 2 kg on Lasix")]
    [InlineData("calcium 500 mg daily")]
    [InlineData("potassium chloride 20 mEq daily")]
    public void A_target_a_plan_or_a_dose_is_no_result(string line) => Assert.Empty(Reading.Find<ObservationFinding>(line));

    [Theory]
    [InlineData("Creatinine 08 mg/dL")]
    [InlineData("WBC 7 3.1 10")]
    [InlineData("Creatinine 88 xyzmol/L 45-84")]
    public void A_number_that_a_scan_may_have_broken_is_unsure_and_no_number(string line)
    {
        var finding = Reading.One<ObservationFinding>(line);
        Assert.Null(finding.Value);
        Assert.NotNull(finding.UnsureBecause);
    }

    [Theory]
    [InlineData("Larch Laboratory\nCollected: 2024-03-04 08:10\nReported: 2024-03-06\nSodium 139 mmol/L", "2024-03-04")]
    [InlineData("Results\n4 March 2024: potassium 4.4 mmol/L, sodium 139 mmol/L.", "2024-03-04")]
    [InlineData("Sodium 139 mmol/L", null)]
    public void A_value_is_of_the_day_on_which_the_blood_was_taken(string text, string? day) =>
        Assert.Equal(day, Reading.Named<ObservationFinding>(text, "sodium").Effective?.ToString());

    [Fact]
    public void A_test_carries_its_LOINC_code_and_its_unit_the_UCUM_code()
    {
        var finding = Reading.One<ObservationFinding>("Potassium 4.9 mmol/L");
        Assert.Equal("2823-3", finding.Concept.CodeIn(Domain.Coding.CodeSystems.Loinc));
        Assert.Equal("mmol/L", finding.Value!.Ucum);
    }
}
