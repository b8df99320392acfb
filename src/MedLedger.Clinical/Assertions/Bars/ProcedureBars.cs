namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps a relative from an operation that the patient had.</summary>
internal static class ProcedureBars
{
    // "LRKT 11/2017 (brother)": the bracket behind what was done tells who gave.
    public static bool Bar(in Reach reach) => reach is { Forward: false, Means: Meaning.Family } && reach.Tokens[reach.Trigger.First].IsMark('(');
}
