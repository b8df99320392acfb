using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>One corpus under its own guideline: what a model learns from, and what it is judged on. <paramref name="Sees"/> is how many models' first readings its second level sees.</summary>
internal sealed record TrainingCorpus(string Name, int Sees, TagSet Tags, IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText> Test)
{
    public static TrainingCorpus Of(string name, int sees, IReadOnlyList<string> types, IEnumerable<AnnotatedDocument> train, IEnumerable<AnnotatedDocument> test, Vocabulary vocabulary, WordMemory words)
    {
        var tags = new TagSet(types);
        return new(name, sees, tags, [.. train.Select(Label)], [.. test.Select(Label)]);

        LabelledText Label(AnnotatedDocument document) => new(document, tags, vocabulary, words);
    }
}
