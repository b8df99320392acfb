namespace MedLedger.Clinical.Evaluation;

/// <summary>Between the corpora's offsets (code points) and ours (UTF-16 code units); they differ behind the first rare character.</summary>
public sealed class CodePoints
{
    private readonly int[]? _units;
    private readonly int _length;

    public CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _length = text.Length;
        if (!text.Any(char.IsSurrogate)) return;
        var units = new List<int>(text.Length + 1);
        for (var at = 0; at < text.Length; at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1) units.Add(at);
        units.Add(text.Length);
        _units = [.. units];
    }

    /// <summary>The code unit at which a code point begins; offsets behind the text fall on its end.</summary>
    public int ToUnit(int point) => _units is null ? Math.Min(point, _length) : _units[Math.Min(point, _units.Length - 1)];

    /// <summary>The code point that begins at, or contains, a code unit.</summary>
    public int ToPoint(int unit)
    {
        if (_units is null) return unit;
        var at = Array.BinarySearch(_units, unit);
        return at >= 0 ? at : ~at - 1;
    }
}
