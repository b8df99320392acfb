using MedLedger.Clinical.Coding;

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
        Flag = Flag is "N" ? null : Flag == "critical" ? Critical() : Flag,
        Unsure = Value is null ? "no value was found" : null,
    };

    // "Critical" says how far, not which way: the limits do.
    private string Critical() =>
        Numbers.Parse(Value ?? "") is not { } value ? "A"
        : Numbers.Parse(High ?? "") is { } high && value > high ? "HH"
        : Numbers.Parse(Low ?? "") is { } low && value < low ? "LL"
        : "A";
}
