using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class ResultDateTests
{
    [Theory]
    [InlineData("Seen 03/19/2025\n\nNa 121 on 3/14, fluids restricted, 133 on 3/18", "sodium", "121 2025-03-14|133 2025-03-18")]
    [InlineData("Seen 03/19/2025\n\nHb 8.1 (3/14), 8.8 (3/16), 9.4 (3/18)", "hemoglobin", "8.1 2025-03-14|8.8 2025-03-16|9.4 2025-03-18")]
    [InlineData("Seen 19/03/2025\n\nUrea 22.4 on 14/03 (was 9.1 on 02/01)", "urea", "9.1 2025-01-02|22.4 2025-03-14")]
    [InlineData("Seen 19/03/2025\n\nTSH 6.1 (14/12)", "TSH", "6.1 2024-12-14")]
    [InlineData("Seen 19/03/2025\n\nINR 14/3 3.8, recheck 21/3", "INR", "3.8 2025-03-14")]
    [InlineData("Seen 19/03/2025\n\nplt 88 (L) 14/3. No bleeding.", "platelets", "88 2025-03-14")]
    [InlineData("Seen 19/03/2025\n\nLithium level 0.8 mmol/L (21/12/24: 1.6)", "lithium level", "1.6 mmol/L 2024-12-21|0.8 mmol/L")]
    [InlineData("Arztbrief vom 19.03.2025\n\nFerritin 12 µg/l (14.02.)", "ferritin", "12 µg/l 2025-02-14")]
    [InlineData("Seen 19/03/2025\n\nFerritin 12 (Feb 2025)", "ferritin", "12 2025-02")]
    [InlineData("Seen 19/03/2025\n\nSodium 12/03 128, 14/03 131, 18/03 135", "sodium", "128 2025-03-12|131 2025-03-14|135 2025-03-18")]
    [InlineData("Seen 19/03/2025\n\nPSA 0.1 (Nov), 0.4 in Feb 2025", "PSA", "0.1 2024-11|0.4 2025-02")]
    [InlineData("Seen 19/03/2025\n\nBasal de creatinina 2,2 (enero)", "creatinine", "2.2 2025-01")]
    [InlineData("Seen 19/03/2025\n\nFerritin 4 - 03/02/2025", "ferritin", "4 2025-02-03")]
    [InlineData("Seen 19/03/2025\n\nBP 168/92 (12/03), 134/80 (18/03)", "blood pressure", "168/92 2025-03-12|134/80 2025-03-18")]
    [InlineData("Seen 19/03/2025\n\nCRP 45 5/7 after the fall", "C-reactive protein", "45")]
    public void A_value_bears_the_day_behind_it(string text, string test, string values) => Assert.Equal(values, Values(text, test));

    [Theory]
    [InlineData("Seen 19/03/2025\n\nA1c 7.1% (14/02). Hb 118, MCV 92.", "hemoglobin")]
    [InlineData("Seen 19/03/2025\n\nHb 118, TSH 2.0 (14/02), MCV 92 on review", "hemoglobin")]
    [InlineData("Seen 04/05/2025\n\nHb 118 on 4/3", "hemoglobin")]
    public void A_day_that_is_another_values_or_ambiguous_is_not_taken(string text, string test) =>
        Assert.Null(Reading.Named<ObservationFinding>(text, test).Effective);

    [Theory]
    [InlineData("Seen 19/03/2025\n\nHb 118, MCV 92, ferritin 31 (14/02/2025).", "hemoglobin", "118 2025-02-14")]
    [InlineData("Printed 18-Mar-2025\n\nValues\n 11-Feb-2025  Serum urate      412 umol/L", "uric acid", "412 umol/L 2025-02-11")]
    [InlineData("Printed 18-Mar-2025\n\n 11-Feb-25  BP 150/88", "blood pressure", "150/88 2025-02-11")]
    [InlineData("Seen 10/02/2025\n\nLabs (faxed from PCP 09/18/25): Mg 1.4, Phos 2.2", "phosphate", "2.2 2025-09-18")]
    [InlineData("Seen 19/03/2025\n\nLabs 14/3 Na 128 K 5.9", "potassium", "5.9 2025-03-14")]
    [InlineData("Compte rendu du 27 juin 2025\n\nBio du 16/06 : CRP 148, TSH 0,08", "TSH", "0.08 2025-06-16")]
    [InlineData("Seen 19/03/2025\n\n14/03: Na 128, urea 9", "urea", "9 2025-03-14")]
    public void A_list_bears_the_day_that_opens_or_closes_it(string text, string test, string values) => Assert.Equal(values, Values(text, test));

    [Theory]
    [InlineData("Seen 03/19/2025\n\nBUN 60 on adm -> peak 71 (3/12) -> 33 at d/c", "urea nitrogen", "71 2025-03-12|33")]
    [InlineData("CK 4100 (H) -> 0615: 5200 (H)", "creatine kinase", "5200")]
    [InlineData("lactate 5.2 -> 2.1 (0730)", "lactate", "2.1")]
    [InlineData("Wt 102.5 kg adm -> 97.1 kg d/c", "body weight", "97.1 kg")]
    [InlineData("Na 116→121→129 mmol/L", "sodium", "129 mmol/L")]
    [InlineData("K 2.6 -> KCl 40 mmol IV -> 3.7", "potassium", "3.7")]
    [InlineData("Hb 10.1 > 9.2 > 8.8", "hemoglobin", "8.8")]
    [InlineData("BP 84/40 -> 112/66", "blood pressure", "112/66")]
    [InlineData("CRP 41 (down from 120)", "C-reactive protein", "41")]
    [InlineData("Creatinine 2.2 (baseline 1.3)", "creatinine", "2.2")]
    [InlineData("INR 5.2 -> hold 4/19 dose, recheck in 3 days", "INR", "5.2")]
    [InlineData("Creatinine 1.9, lisinopril 5 -> 10", "creatinine", "1.9")]
    [InlineData("K 6.1 -> diet reviewed", "potassium", "6.1")]
    [InlineData("Creatinine fell from 240 to 130 umol/L", "creatinine", "130 umol/L")]
    [InlineData("Troponin 46 at 0340, 61 at 0540", "troponin", "61")]
    [InlineData("Platelets 30 -> 2 pools -> 55", "platelets", "55")]
    public void The_value_behind_the_last_arrow_is_the_present_one(string text, string test, string values) => Assert.Equal(values, Values(text, test));

    [Theory]
    [InlineData("Antibody screen: anti-K detected 2021")]
    [InlineData("Lupus anticoagulant 2016")]
    [InlineData("Potassium 14-Oct: clotted, repeat")]
    [InlineData("AST 14-Oct: * insufficient")]
    [InlineData("non-HDL 3.4")]
    [InlineData("HbA1c 2019")]
    public void A_day_a_year_or_another_test_is_no_value(string text) => Assert.Empty(Reading.Find<ObservationFinding>(text));

    [Theory]
    [InlineData("BNP 2014", "BNP", "2014")]
    [InlineData("Ferritin 1980 ug/L", "ferritin", "1980 ug/L")]
    public void A_number_that_looks_like_a_year_may_be_a_value(string text, string test, string value) => Assert.Equal(value, Values(text, test));

    private static string Values(string text, string test) => string.Join('|', Reading.Find<ObservationFinding>(text).Where(one => one.Concept.Text == test)
        .Select(one => $"{(one.Value?.Text ?? one.ValueText!.Text).Trim()} {one.Effective}".Trim()));
}
