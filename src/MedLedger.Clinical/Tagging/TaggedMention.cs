namespace MedLedger.Clinical.Tagging;

/// <summary>Words that a trained model takes for a mention of a type; offsets are UTF-16 code units. <paramref name="Confidence"/> is the model's own probability of exactly this mention.</summary>
public readonly record struct TaggedMention(int Start, int End, string Type, string Model, float Confidence);
