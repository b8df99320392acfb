namespace MedLedger.Clinical.Evaluation;

/// <summary>A text of a corpus and what its annotators marked.</summary>
public sealed record AnnotatedDocument(string Id, string Text, IReadOnlyList<AnnotatedSpan> Spans);

/// <summary>Characters [Start, End) of a type, in the corpus' own count: Unicode code points of the text.</summary>
public readonly record struct AnnotatedSpan(int Start, int End, string Type);
