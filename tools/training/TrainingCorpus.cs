using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>One corpus under its own guideline: what a model learns from, and what it is judged on.</summary>
internal sealed record TrainingCorpus(string Name, TagSet Tags, IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText> Test)
{
    public static TrainingCorpus Of(string name, IReadOnlyList<string> types, IEnumerable<AnnotatedDocument> train, IEnumerable<AnnotatedDocument> test, Vocabulary vocabulary, WordMemory words)
    {
        var tags = new TagSet(types);
        return new(name, tags, [.. train.Select(Label)], [.. test.Select(Label)]);

        LabelledText Label(AnnotatedDocument document) => new(document, tags, vocabulary, words);
    }
}
