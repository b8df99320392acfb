using System.IO.Compression;
using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.TestKit;

namespace MedLedger.Clinical.Tests.Assertions;

/// <summary>The public NegEx sentences: the condition is given, its negation is asked.</summary>
public class NegexTests
{
    private const double Wanted = 0.93;

    [SharedFact]
    public void Negation_on_the_public_sentences_does_not_fall_below_its_floor()
    {
        var rules = new ContextRules();
        int right = 0, wrong = 0, missed = 0, all = 0;
        foreach (var row in Rows())
        {
            var tokens = Tokenizer.Cut(row.Sentence, []);
            var words = Tokenizer.WordsAndMarks(row.Condition);
            if (Find(tokens, words) is not { } first) continue;
            all++;
            var entry = new LexiconEntry(EntryKind.Problem, row.Condition, [], Curated: true);
            var name = new FoundName(first, first + words.Count, [new(entry, row.Condition, false, false)], null);
            var range = SentenceCutter.Cut(tokens, [], new TickBoxes(tokens), row.Sentence).First(sentence => first < sentence.End);
            var meaning = new Qualifier(tokens).Qualify(name, EntryKind.Problem, allergy: false, new(SectionKind.None, 0, 0, false), rules.FindIn(tokens, range), [name]);
            var negated = row.Negation == "Negated";
            if (meaning.Assertion.Negated && negated) right++;
            else if (meaning.Assertion.Negated) wrong++;
            else if (negated) missed++;
        }

        var f1 = 2.0 * right / ((2 * right) + wrong + missed);
        Assert.True(all > 1500, $"{all} sentences");
        Assert.True(f1 >= Wanted, $"F1 {f1:0.000} (right {right}, wrong {wrong}, missed {missed}, of {all})");
    }

    private static int? Find(List<Token> tokens, IReadOnlyList<string> words)
    {
        for (var at = 0; at + words.Count <= tokens.Count; at++)
            if (words.Select((word, offset) => tokens[at + offset].Folded == word).All(same => same)) return at;
        return null;
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
