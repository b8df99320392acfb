namespace MedLedger.Clinical.Lines;

/// <summary>One laboratory value or vital sign taken apart. What the line does not say is null.</summary>
public sealed record LabLine
{
    /// <summary>The test as written, in lower case, without specimen and method; vital signs under their usual name.</summary>
    public required string Test { get; init; }

    /// <summary>"&lt;", "&lt;=", "&gt;=" or "&gt;".</summary>
    public string? Comparator { get; init; }

    /// <summary>A number with a decimal point and without thousands separators, "148/92", or words such as "negative", "2+".</summary>
    public string? Value { get; init; }

    /// <summary>As printed.</summary>
    public string? Unit { get; init; }

    public string? Low { get; init; }

    public string? High { get; init; }

    /// <summary>H, L, HH, LL or A, only where one is printed.</summary>
    public string? Flag { get; init; }

    /// <summary>Why the value can not be relied on.</summary>
    public string? Unsure { get; init; }
}
