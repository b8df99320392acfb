namespace MedLedger.Clinical.Lines.Labs;

/// <summary>What has been read of a laboratory line so far.</summary>
internal sealed class LabDraft(string test)
{
    public string Test => test;

    public bool IsPressure => test == "blood pressure";

    public string? Comparator { get; set; }

    public string? Value { get; set; }

    public string? Unit { get; set; }

    public string? Low { get; set; }

    public string? High { get; set; }

    public string? Flag { get; set; }

    public LabLine ToLine() => new()
    {
        Test = test,
        Comparator = Comparator,
        Value = Value,
        Unit = Unit,
        Low = Low,
        High = High,
        Flag = Flag is "N" ? null : Flag,
        Unsure = Value is null ? "no value was found" : null,
    };
}
