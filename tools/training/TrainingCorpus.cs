using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>One corpus under its own guideline: what a model learns from, and what it is judged on.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Sees">How many models' first readings its second level sees.</param>
/// <param name="Least">How likely a mention must be to be told; about half of the F1 that is within reach.</param>
/// <param name="Repeats">The share of a name's places that must have been found for the others to follow; 1 where a word's type depends on its place.</param>
/// <param name="Tags">The labels.</param>
/// <param name="Train">The texts to learn from.</param>
/// <param name="Test">The texts to be judged on.</param>
internal sealed record TrainingCorpus(string Name, int Sees, float Least, float Repeats, TagSet Tags, IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText> Test)
{
    public TrainingCorpus With(IEnumerable<AnnotatedDocument> train, IEnumerable<AnnotatedDocument> test, Vocabulary vocabulary, WordMemory words)
    {
        return this with { Train = [.. train.Select(Label)], Test = [.. test.Select(Label)] };

        LabelledText Label(AnnotatedDocument document) => new(document, Tags, vocabulary, words);
    }
}
