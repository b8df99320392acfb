namespace MedLedger.Clinical.Tagging;

/// <summary>One level of a model inside its table: where its labels begin, how its whole numbers become weights, and how readily it takes a word for a mention.</summary>
internal sealed class ModelLevel(TagSet tags, int offset, float step, float eagerness, float[] transitions)
{
    public int Offset => offset;

    public float Step => step;

    public float Eagerness => eagerness;

    public float[] Transitions => transitions;

    public LabelChain Chain { get; } = new(tags, transitions);
}

/// <summary>
/// A model for the mentions that one guideline knows. Its first level, where it has one, reads for the second levels of its group and of those behind; the second decides:
/// what is at least <paramref name="Least"/> likely is told. <paramref name="Repeats"/> is for <see cref="RepeatedNames"/>.
/// </summary>
internal sealed record TaggerModel(string Name, TagSet Tags, float Repeats, float Least, ModelLevel? First, ModelLevel Second);

/// <summary>Models that share a table and the first level's readings: each sees what the others of its group, and those of the group before, say.</summary>
internal sealed record ModelGroup(IReadOnlyList<TaggerModel> Models, FeatureTable Table);
