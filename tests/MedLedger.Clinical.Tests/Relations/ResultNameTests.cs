using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class ResultNameTests
{
    [Theory]
    [InlineData("Echo: EF 45%.", "45%")]
    [InlineData("TTE shows LVEF 20-25%, mild MR", "20-25%")]
    [InlineData("LVEF 30–35 % in sinus rhythm", "30–35 %")]
    [InlineData("LV-EF 35 %, keine Vitien", "35%")]
    [InlineData("ETT : FEVG 55 %", "55%")]
    [InlineData("FEVI 41% en ecocardiograma", "41%")]
    [InlineData("Ejection fraction estimated at 60%", "60%")]
    [InlineData("EF 50 to 55%", "50 to 55%")]
    [InlineData("EF >55%", ">55%")]
    public void An_ejection_fraction_is_a_result(string text, string value)
    {
        var finding = Reading.Named<ObservationFinding>(text, "left ventricular ejection fraction");
        Assert.Equal(value, finding.Value?.Text ?? finding.ValueText!.Text);
        Assert.Equal("10230-1", finding.Concept.CodeIn(CodeSystems.Loinc));
    }

    [Fact]
    public void An_ejection_fraction_remembers_the_one_before() =>
        Assert.Equal(["2019", "2024-05-20"], Reading.Find<ObservationFinding>("Seen 20/05/2024\n\nEcho 20/05/2024 EF 40% (was 55% in 2019)").Select(one => one.Effective?.ToString()));

    [Theory]
    [InlineData("If EF stays <35% consider a defibrillator")]
    [InlineData("HFrEF")]
    public void A_condition_on_it_is_none(string text) => Assert.Empty(Reading.Find<ObservationFinding>(text));

    [Theory]
    [InlineData("Creatinina 1,3 mg/dl", "creatinine", "1.3 mg/dl")]
    [InlineData("créat 102 µmol/L", "creatinine", "102 µmol/L")]
    [InlineData("GB 11,2 G/L", "white blood cells", "11.2 G/L")]
    [InlineData("plaquettes 244 G/L", "platelets", "244 G/L")]
    [InlineData("Kalium 5,6 mmol/l", "potassium", "5.6 mmol/l")]
    [InlineData("SCR 1.4", "creatinine", "1.4")]
    [InlineData("A1C 6.8%", "hemoglobin A1c", "6.8%")]
    [InlineData("HbA1c level (IFCC)   51 mmol/mol", "hemoglobin A1c", "51 mmol/mol")]
    [InlineData("Lithium 0.7 mmol/L", "lithium level", "0.7 mmol/L")]
    [InlineData("LITHIUM 1.1", "lithium level", "1.1")]
    [InlineData("Digoxin 1.1 ug/L", "digoxin", "1.1 ug/L")]
    [InlineData("Tacro 8.2", "tacrolimus trough", "8.2")]
    [InlineData("tacrolimus trough 5.5 ug/L", "tacrolimus trough", "5.5 ug/L")]
    [InlineData("Corrected calcium 2.63 mmol/L", "corrected calcium", "2.63 mmol/L")]
    [InlineData("Ca corrected 2.9", "corrected calcium", "2.9")]
    [InlineData("O2sat 88% RA -> 95% 2L NC", "oxygen saturation", "95%")]
    [InlineData("FSBG 188", "glucose", "188")]
    [InlineData("Protein/creat ratio 64 mg/mmol", "urine protein/creatinine ratio", "64 mg/mmol")]
    [InlineData("O/E - blood pressure reading  144/82 mmHg", "blood pressure", "144/82")]
    [InlineData("TA 155/90, FC 61 lpm", "blood pressure", "155/90")]
    public void A_test_has_many_names(string text, string test, string value)
    {
        var finding = Reading.Named<ObservationFinding>(text, test);
        Assert.Equal(value, (finding.Value?.Text ?? finding.ValueText!.Text).Trim());
    }

    [Theory]
    [InlineData("Lithium 400 nocte")]
    [InlineData("Lithium 400")]
    [InlineData("Tacro 2 mg BD")]
    [InlineData("Tacro 2 BD")]
    [InlineData("Warfarin 5 mg Mon-Fri, Sat 4 mg")]
    [InlineData("TA 5/5 bilaterally")]
    public void A_dose_or_a_day_of_the_week_is_no_result(string text) => Assert.Empty(Reading.Find<ObservationFinding>(text));

    [Theory]
    [InlineData("VS: T 38.4 P 104 R 22 BP 98/60", "body temperature", "38.4")]
    [InlineData("VS: T 38.4 P 104 R 22 BP 98/60", "heart rate", "104")]
    [InlineData("VS: T 38.4 P 104 R 22 BP 98/60", "respiratory rate", "22")]
    [InlineData("BP 120/70, T° 36,9", "body temperature", "36.9")]
    public void Single_letters_are_vital_signs_beside_others(string text, string sign, string value) =>
        Assert.Equal(value, Reading.Named<ObservationFinding>(text, sign).Value!.Text.Trim());

    [Theory]
    [InlineData("T 2 tabs PO BID")]
    [InlineData("Stage T 3 N 1, BP 120/70 today")]
    [InlineData("T 38 weeks")]
    public void Elsewhere_they_are_none(string text) =>
        Assert.DoesNotContain(Reading.Find<ObservationFinding>(text), one => one.Concept.Text == "body temperature");

    [Theory]
    [InlineData("THRESHOLDS: RA 0.5V@0.4 RV 0.75V@0.4")]
    [InlineData("LEADS: RA Fineline (2011) | RV Reliance (2011)")]
    public void The_right_atrium_is_no_arthritis(string text) => Assert.DoesNotContain(Reading.Find<ProblemFinding>(text), one => one.Concept.Text == "rheumatoid arthritis");
}
