namespace MedLedger.Clinical.Tagging;

/// <summary>What a model of the first level says about a document: a label for each token, and how sure it is of it (0 to 3).</summary>
internal sealed record FirstReading(TagSet Tags, byte[] Labels, byte[] Sureness)
{
    public static byte Grade(float probability) => probability switch
    {
        < 0.5f => 0,
        < 0.8f => 1,
        < 0.95f => 2,
        _ => 3,
    };
}
