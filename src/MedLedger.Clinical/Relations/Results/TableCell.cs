namespace MedLedger.Clinical.Relations.Results;

internal enum CellKind
{
    Value,
    Words,
    Nothing,
    Unit,
    Range,
}

/// <summary>One cell of a row: a number with its sign and flag, a value in words, a stroke for none, a unit or a range.</summary>
internal sealed record TableCell(CellKind Kind, int First, int End)
{
    public decimal? Number { get; init; }

    public string? Comparator { get; init; }

    public string? Flag { get; init; }

    /// <summary>The value or range in words, or the unit as written.</summary>
    public string? Text { get; init; }

    public string? Ucum { get; init; }
}
