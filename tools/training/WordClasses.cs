using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>Two sizes of word classes from all training texts, packed as the features read them: the fine class above the coarse one.</summary>
internal static class WordClasses
{
    private const int Fine = 300;
    private const int Coarse = 60;

    public static Dictionary<uint, uint> Of(IEnumerable<string> texts)
    {
        var words = new WordMemory(Vocabulary.Empty);
        var sentences = new List<uint[]>();
        foreach (var text in texts)
        {
            var tokens = TagTokenizer.Cut(text, words);
            foreach (var sentence in TagTokenizer.Sentences(text, tokens))
                sentences.Add([.. tokens.GetRange(sentence.First, sentence.Length).Select(token => token.Word.Lower)]);
        }

        Dictionary<uint, uint> coarse = [], fine = [];
        Parallel.Invoke(() => coarse = Clusters.Of(sentences, Coarse), () => fine = Clusters.Of(sentences, Fine));
        return fine.ToDictionary(pair => pair.Key, pair => (pair.Value << 8) | coarse[pair.Key]);
    }
}
