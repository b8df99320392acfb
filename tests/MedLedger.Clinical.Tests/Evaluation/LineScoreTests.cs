using MedLedger.Clinical.Evaluation;

namespace MedLedger.Clinical.Tests.Evaluation;

/// <summary>What counts as equal, as the README beside the public lines has it.</summary>
public class LineScoreTests
{
    private const string Header = "id\ttext\tname\tstrength\tdose_value\tdose_unit\troute\tper_day\tprn\tduration\tnote\n";

    [Theory]
    [InlineData("metformin|glucophage\t500 mg\t1\ttablet\toral\t2\t0\t7 d\t", "Glucophage\t0.5 g\t500\tmg\tOral\t2.0\t\t1 wk\t", 100)]
    [InlineData("x\t\t1-2\ttablet\toral\t4-6\t1\t\t", "x\t\t1-2\ttabs\toral\t4-6\t1\t\t", 100)]
    [InlineData("x\t\t1\ttablet\toral\t2\t0\t\t", "x hydrochloride\t\t1\tcapsule\toral\t2\t0\t\t", 0)]
    [InlineData("x\t5/325 mg\t1\ttablet\toral\t2\t0\t\t", "x\t325/5\t1\ttablet\toral\t2\t0\t\t", 100)]
    [InlineData("x\t\t\t\toral\t\t0\t\ttaper", "x\t9 mg\t9\tmg\toral\t9\t0\t9 d\t", 100)]
    public void Fields_are_compared_by_meaning(string gold, string predicted, double all)
    {
        var score = LineScore.Of("directions", Table(gold), Table(predicted));
        Assert.Equal(all, score.AllFields);
        Assert.Equal(100, score.Name);
    }

    [Fact]
    public void Accents_do_not_count()
    {
        Assert.Equal(100, LineScore.Of("directions", Table("creme\t\t\t\t\t\t0\t\t"), Table("Crème\t\t\t\t\t\t0\t\t")).Name);
    }

    [Fact]
    public void A_laboratory_value_is_compared_exactly()
    {
        const string header = "id\ttext\ttest\tcomparator\tvalue\tunit\tlow\thigh\tflag\tnote\n";
        var gold = AnswerTable.Read(new StringReader(header + "1\t\tk\t<\t5.0\tmmol/L\t3.5\t5\tHIGH\t"));
        Assert.Equal(100, LineScore.Of("labs", gold, AnswerTable.Read(new StringReader(header + "1\t\tk\t<\t5\tmmol/l\t3.50\t5.0\tH\t"))).AllFields);
        Assert.Equal(0, LineScore.Of("labs", gold, AnswerTable.Read(new StringReader(header + "1\t\tk\t<\t5.001\tmmol/l\t3.50\t5.0\tH\t"))).AllFields);
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string row) => AnswerTable.Read(new StringReader($"{Header}1\t\t{row}"));
}
