using System.IO.Compression;
using MedLedger.Clinical.Understanding;
using MedLedger.TestKit;

namespace MedLedger.Clinical.Tests.Assertions;

/// <summary>The public NegEx sentences: the condition is given, its negation is asked.</summary>
public class NegexTests
{
    private const double Wanted = 0.97;

    [SharedFact]
    public void Negation_on_the_public_sentences_does_not_fall_below_its_floor()
    {
        var analyzer = ClinicalTextAnalyzer.Create();
        int right = 0, wrong = 0, missed = 0, all = 0;
        foreach (var row in Rows())
        {
            if (analyzer.Qualify(row.Sentence, row.Condition) is not { } assertion) continue;
            all++;
            var negated = row.Negation == "Negated";
            if (assertion.Negated && negated) right++;
            else if (assertion.Negated) wrong++;
            else if (negated) missed++;
        }

        var f1 = 2.0 * right / ((2 * right) + wrong + missed);
        Assert.True(all > 1500, $"{all} sentences");
        Assert.True(f1 >= Wanted, $"F1 {f1:0.000} (right {right}, wrong {wrong}, missed {missed}, of {all})");
    }

    private static IEnumerable<(string Condition, string Sentence, string Negation)> Rows()
    {
        using var file = File.OpenRead(SharedData.Path("data", "nlp", "negex_context", "negex_train.tsv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            if (line.Split('\t') is [_, var condition, var sentence, var negation, ..]) yield return (condition, sentence, negation);
    }
}
