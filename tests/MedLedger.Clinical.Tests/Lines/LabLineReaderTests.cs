using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Tests.Lines;

public class LabLineReaderTests
{
    private static readonly ClinicalTextAnalyzer Analyzer = ClinicalTextAnalyzer.Create();

    [Theory]
    [InlineData("Zinc 55 ug/dL L 60-120", "zinc", null, "55", "ug/dL", "60", "120", "L")]
    [InlineData("Copper, serum 18.2 umol/L (11.0 - 22.0)", "copper", null, "18.2", "umol/L", "11.0", "22.0", null)]
    [InlineData("Anti-TPO <9 IU/mL (<34)", "anti tpo", "<", "9", "IU/mL", null, "34", null)]
    [InlineData("Lymphozyten 0,8 Gpt/l ↓ (1,0-3,2)", "lymphozyten", null, "0.8", "Gpt/l", "1.0", "3.2", "L")]
    [InlineData("CK-MB 31 U/L bis 24 H", "ck mb", null, "31", "U/L", null, "24", "H")]
    [InlineData("Urine blood: 3+", "urine blood", null, "3+", null, null, null, null)]
    [InlineData("dsDNA antibody 1:640 (<1:10) H", "dsdna antibody", null, "1:640", null, null, "1:10", "H")]
    [InlineData("Hgb 7.4 g/dL LL (was 9.1)", "hgb", null, "7.4", "g/dL", null, null, "LL")]
    [InlineData("CA 125 48 U/mL (<35) H", "ca 125", null, "48", "U/mL", null, "35", "H")]
    [InlineData("Vitamin B12 201 pmol/L", "vitamin b12", null, "201", "pmol/L", null, null, null)]
    [InlineData("BP 128 / 79 mmHg sitting", "blood pressure", null, "128/79", "mmHg", null, null, null)]
    [InlineData("SpO2 91 % on 3 L", "oxygen saturation", null, "91", "%", null, null, null)]
    [InlineData("Urea 9.1 mmol/L 2.5 to 7.8 *", "urea", null, "9.1", "mmol/L", "2.5", "7.8", "A")]
    [InlineData("02/01/2025 Ferritin 8 ug/L (13-150) L", "ferritin", null, "8", "ug/L", "13", "150", "L")]
    [InlineData("Magneslum O.6l mmol/L", "magnesium", null, "0.61", "mmol/L", null, null, null)]
    [InlineData("CK 2 450 U/L", "ck", null, "2450", "U/L", null, null, null)]
    [InlineData("Dipstick: Protein ++", "protein", null, "++", null, null, null, null)]
    [InlineData("Potassium 2.3 mmol/L (3.5-5.1) critical", "potassium", null, "2.3", "mmol/L", "3.5", "5.1", "LL")]
    [InlineData("Lithium 2.1 mmol/L critical [0.6-1.0]", "lithium", null, "2.1", "mmol/L", "0.6", "1.0", "HH")]
    [InlineData("Troponin 1,204 ng/L critical high (<14)", "troponin", null, "1204", "ng/L", null, "14", "HH")]
    [InlineData("eGFR (CKD-EPI 2021) 38 mL/min", "egfr", null, "38", "mL/min", null, null, null)]
    [InlineData("Chloride (95-108) 118 mmol/L ^", "chloride", null, "118", "mmol/L", "95", "108", "H")]
    public void A_line_is_taken_apart(string line, string test, string? comparator, string value, string? unit, string? low, string? high, string? flag)
    {
        var read = Analyzer.ReadLab(line);
        Assert.Equal((test, comparator, value, unit), (read.Test, read.Comparator, read.Value, read.Unit));
        Assert.Equal((low, high, flag), (read.Low, read.High, read.Flag));
    }

    [Theory]
    [InlineData("Hepatitis A IgG reactive", "reactive")]
    [InlineData("MRSA screen: not detected", "not detected")]
    [InlineData("Gonorrhoea PCR neg", "negative")]
    [InlineData("Sputum culture: Haemophilus influenzae", "haemophilus influenzae")]
    public void Words_are_values_too(string line, string value) => Assert.Equal(value, Analyzer.ReadLab(line).Value);

    [Theory]
    [InlineData("")]
    [InlineData("Sodium")]
    [InlineData("((((")]
    [InlineData("140 mmol/L")]
    public void A_line_without_a_name_or_a_value_is_unsure(string line) => Assert.NotNull(Analyzer.ReadLab(line).Unsure);

    [Fact]
    public void The_corpus_s_lines_for_work_are_read()
    {
        var rows = LineCorpus.Read("labs.tsv").Where(row => row.ForWork).ToList();
        var right = rows.Count(row => Analyzer.ReadLab(row["text"]) is var read && row.Allows("comparator", read.Comparator) && row.Allows("value", read.Value) && row.Allows("flag", read.Flag));
        Assert.True(right >= 0.95 * rows.Count, $"{right} of {rows.Count}");
    }
}
