using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

public class ResultTableTests
{
    private const string Cumulative = """
        HOLLIN LABORATORY    CUMULATIVE REPORT
        Printed 14-Nov-2025

        BIOCHEMISTRY     Collected:  03-Sep-25   01-Oct-25   12-Nov-25    Units        Reference
                                     09:15       08:40       10:05
        ---------------------------------------------------------------------------------------
        Chloride                     104         108 H       99           mmol/L       95-108
        Calcium                      2.31        --          2.71 HH      mmol/L       2.20-2.60
        Lipase                       haem        44          310 H        U/L          <60
        GGT                                      71 H                     U/L          <55
        Albumin, serum               41          <20 LL      38           g/L          35-50
        Creatinine urine             8.1         7.7         9.0          mmol/L

        HAEMATOLOGY
        Platelets                    402 H       388         190          x10^9/L      150-400
        CMV PCR                      ND          Not detected 520         IU/mL
        """;

    [Theory]
    [InlineData("chloride", "104 mmol/L 2025-09-03|108 mmol/L 2025-10-01|99 mmol/L 2025-11-12")]
    [InlineData("calcium", "2.31 mmol/L 2025-09-03|2.71 mmol/L 2025-11-12")]
    [InlineData("lipase", "44 U/L 2025-10-01|310 U/L 2025-11-12")]
    [InlineData("gamma-glutamyl transferase", "71 U/L 2025-10-01")]
    [InlineData("albumin", "41 g/L 2025-09-03|<20 g/L 2025-10-01|38 g/L 2025-11-12")]
    [InlineData("platelets", "402 x10^9/L 2025-09-03|388 x10^9/L 2025-10-01|190 x10^9/L 2025-11-12")]
    [InlineData("CMV DNA", "not detected 2025-09-03|not detected 2025-10-01|520 IU/mL 2025-11-12")]
    public void Each_cell_is_of_the_day_above_it(string test, string cells) => Assert.Equal(cells, Values(Cumulative, test));

    [Fact]
    public void A_flag_belongs_to_the_value_on_its_left_and_the_range_to_all()
    {
        var values = Reading.Find<ObservationFinding>(Cumulative).Where(one => one.Concept.Text == "chloride").ToList();
        Assert.Equal([null, "H", null], values.Select(value => value.Flag));
        Assert.All(values, value => Assert.Equal("95-108", value.ReferenceRange));
        Assert.Equal("HH", Reading.Find<ObservationFinding>(Cumulative).Last(one => one.Concept.Text == "calcium").Flag);
    }

    [Fact]
    public void A_label_that_names_another_specimen_is_another_test() =>
        Assert.DoesNotContain(Reading.Find<ObservationFinding>(Cumulative), one => one.Concept.Text == "creatinine");

    [Fact]
    public void The_cells_own_words_are_the_source()
    {
        var found = Reading.Of(Cumulative).Findings.Where(one => one.Finding.Concept.Text == "lipase").ToList();
        Assert.All(found, one => Assert.Contains(((ObservationFinding)one.Finding).Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), Cumulative[one.Span.Start..one.Span.End], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Seen 03/25/2025\n\nLAB        1/9     2/20    3/25\nLDH        188     240     612 H\nHct        39.1    -       30.2 L", "LDH", "188 2025-01-09|240 2025-02-20|612 2025-03-25")]
    [InlineData("Seen 03/25/2025\n\nLAB        1/9     2/20    3/25\nLDH        188     240     612 H\nHct        39.1    -       30.2 L", "hematocrit", "39.1 2025-01-09|30.2 2025-03-25")]
    [InlineData("Datum: 30.06.2025\n\nLabor             11.05.  02.06.  30.06.   Referenz\nNatrium (mmol/l)  129     133     138      135-145", "sodium", "129 mmol/l 2025-05-11|133 mmol/l 2025-06-02|138 mmol/l 2025-06-30")]
    [InlineData("Fecha: 21/03/2024\n\n                   18/03      21/03\nPotasio mEq/l      2,9        3,8", "potassium", "2.9 mEq/l 2024-03-18|3.8 mEq/l 2024-03-21")]
    [InlineData("Date: 20/01/2025\n\nBloods          30-Nov    14-Jan\nFerritin        8         55", "ferritin", "8 2024-11-30|55 2025-01-14")]
    [InlineData("Test | 02/11/2024 | 16/11/2024 | Unit | Ref\nAmylase | 88 | 410 H | U/L | 30-110", "amylase", "88 U/L 2024-11-02|410 U/L 2024-11-16")]
    [InlineData("Test\t2024-11-02\t2024-11-16\tUnit\nAmylase\t\t410\tU/L", "amylase", "410 U/L 2024-11-16")]
    [InlineData("Test  Unit    Ref       16/11/2024  02/11/2024\nUrea  mmol/L  2.5-7.8   9.4         6.0", "urea", "6.0 mmol/L 2024-11-02|9.4 mmol/L 2024-11-16")]
    [InlineData("Collected: 05/18/2026\nTest        Result   Flag  Units        Reference\nWBC         6.8            x10^3/µL     4.0-11.0", "white blood cells", "6.8 x10^3/µL 2026-05-18")]
    [InlineData("Collected: 05/18/2026\nTest        Result   Flag  Units        Reference\nPlatelets   236            x10~3/uL     150-400", "platelets", "236 x10~3/uL 2026-05-18")]
    [InlineData("Test 02/11/2024 16/11/2024 30/11/2024\nLactate 4.1 2.0 1.1 mmol/L 0.5-2.2", "lactate", "4.1 mmol/L 2024-11-02|2.0 mmol/L 2024-11-16|1.1 mmol/L 2024-11-30")]
    [InlineData("Date: 20/01/2025\n\nVitals       18/01     19/01     20/01\nWeight (kg)  71.0      70.2      69.8", "body weight", "71.0 kg 2025-01-18|70.2 kg 2025-01-19|69.8 kg 2025-01-20")]
    [InlineData("Date: 20/01/2025\n\nMEDICATIONS\nRamipril 5 mg daily\n\nResults    18/01      20/01\nUrea       12.0       31.4 HH", "urea", "12.0 2025-01-18|31.4 2025-01-20")]
    [InlineData("Date: 20/01/2025\n\nVitals     18/01     20/01\nBP         168/90    132/78", "blood pressure", "168/90 2025-01-18|132/78 2025-01-20")]
    public void Tables_are_printed_in_many_ways(string text, string test, string cells) => Assert.Equal(cells, Values(text, test));

    [Theory]
    [InlineData("LAB        1/19    2/20    3/25/2025\nCEA        21.0    13.5    -       8.2 H")]
    [InlineData("Seen 03/25/2025\nLAB        1/9     2/20    3/25\nCEA        21.0    13.5    8.2 H")]
    public void A_trend_is_no_reference_range(string text) => Assert.All(Reading.Find<ObservationFinding>(text), value => Assert.Null(value.ReferenceRange));

    [Fact]
    public void A_row_whose_columns_are_lost_is_unsure_and_undated()
    {
        var value = Reading.Named<ObservationFinding>("Test 02/11/2024 16/11/2024 30/11/2024\nLactate 4.1 2.0 mmol/L", "lactate");
        Assert.Null(value.Value);
        Assert.Null(value.Effective);
        Assert.Equal("4.1, 2.0", value.ValueText!.Text);
        Assert.NotNull(value.UnsureBecause);
    }

    [Theory]
    [InlineData("Date          INR     Dose         Next test\n04/02/2025    1.8     4 mg daily   18/02\n18/02/2025    2.9     4 mg daily   04/03", "INR", "1.8 2025-02-04|2.9 2025-02-18")]
    [InlineData("Datum        CRP (mg/l)   Leukozyten\n01.03.2025   188          14,2\n04.03.2025   41           9,0", "C-reactive protein", "188 mg/l 2025-03-01|41 mg/l 2025-03-04")]
    [InlineData("Datum        CRP (mg/l)   Leukozyten\n01.03.2025   188          14,2\n04.03.2025   41           9,0", "white blood cells", "14.2 2025-03-01|9.0 2025-03-04")]
    [InlineData("| Date | Hb | Ferritin |\n|------|----|----------|\n| 2024-05-01 | 88 | 6 |\n| 2024-08-01 | 121 | 40 |", "ferritin", "6 2024-05-01|40 2024-08-01")]
    [InlineData("Date Na K Urea\n13/06/2024 128 3.1 9.9\n15/06/2024 134 3.9 7.0", "potassium", "3.1 2024-06-13|3.9 2024-06-15")]
    public void Rows_that_open_with_their_day_hold_the_tests_of_the_head(string text, string test, string cells) => Assert.Equal(cells, Values(text, test));

    [Theory]
    [InlineData("Repeat medication        02/03/2025   30/03/2025\nCalcium carbonate 500mg  56 tabs      56 tabs\nIron 200 mg              28           28")]
    [InlineData("MEDICATIONS              02/03/2025   30/03/2025\nVitamin D 800 units      28           28")]
    [InlineData("IMMUNIZATIONS\nVaccine        Dose 1       Dose 2\nHepatitis B    13/03/2019   18/04/2019")]
    [InlineData("Admitted 14/03/2025   Discharged 19/03/2025\nWarfarin 3 mg daily")]
    [InlineData("Date         Drug          Dose\n14/03/2025   Digoxin       125 mcg\n19/03/2025   Digoxin       62.5 mcg")]
    public void What_is_dispensed_or_given_is_no_result(string text) => Assert.Empty(Reading.Find<ObservationFinding>(text));

    [Fact]
    public void Prose_below_a_table_is_read_as_prose()
    {
        const string Text = "Date: 20/03/2025\n\n             13/03     20/03\nUrea         12.4      7.1\nTSH 2.2 (14/03). Ferritin 31.\n";
        Assert.Equal("2.2 2025-03-14", Values(Text, "TSH"));
        Assert.Equal("31", Values(Text, "ferritin"));
    }

    private static string Values(string text, string test) => string.Join('|', Reading.Find<ObservationFinding>(text).Where(one => one.Concept.Text == test)
        .Select(one => $"{(one.Value?.Text ?? one.ValueText!.Text).Trim()} {one.Effective}".Trim()));
}
