using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.Lines.Labs;

/// <summary>The words of laboratory lines (Rules/lab-lines.json).</summary>
internal sealed class LabWords
{
    public LabWords()
    {
        var file = RuleFile.Read<File>("lab-lines.json");
        Flags = Longest(file.Flags);
        Qualities = Longest(file.Qualities);
        Vitals = file.Vitals.SelectMany(row => row.Value.Select(word => (word, row.Key))).ToDictionary(pair => pair.word, pair => pair.Key, StringComparer.Ordinal);
        Units = [.. file.Units.Concat(RuleFile.Read<List<Unit>>("units.json").Select(unit => unit.Written)).Distinct(StringComparer.Ordinal).OrderByDescending(unit => unit.Length)];
        RangeLeads = [.. file.RangeLeads.OrderByDescending(word => word.Length)];
        Upper = [.. file.Upper.OrderByDescending(word => word.Length)];
        Lower = [.. file.Lower.OrderByDescending(word => word.Length)];
        Earlier = [.. file.Earlier.OrderByDescending(word => word.Length)];
        Fillers = file.Fillers.ToHashSet(StringComparer.Ordinal);
        Specimens = file.Specimens.ToHashSet(StringComparer.Ordinal);
        Labels = file.Labels.ToHashSet(StringComparer.Ordinal);
        Volumes = file.Volumes.ToHashSet(StringComparer.Ordinal);
        Numbered = [.. file.Numbered.OrderByDescending(name => name.Length)];
    }

    public IReadOnlyList<(string Written, string Means)> Flags { get; }

    public IReadOnlyList<(string Written, string Means)> Qualities { get; }

    /// <summary>Vital signs by how they are written, under their usual name.</summary>
    public Dictionary<string, string> Vitals { get; }

    public IReadOnlyList<string> Units { get; }

    public IReadOnlyList<string> RangeLeads { get; }

    public IReadOnlyList<string> Upper { get; }

    public IReadOnlyList<string> Lower { get; }

    public IReadOnlyList<string> Earlier { get; }

    public HashSet<string> Fillers { get; }

    public HashSet<string> Specimens { get; }

    public HashSet<string> Labels { get; }

    /// <summary>Tests whose unit is a litre, so that an L behind their number is no flag.</summary>
    public HashSet<string> Volumes { get; }

    /// <summary>Names that contain a number of their own: "CA 125".</summary>
    public IReadOnlyList<string> Numbered { get; }

    private static List<(string, string)> Longest(Dictionary<string, List<string>> table) =>
        [.. table.SelectMany(row => row.Value.Select(word => (word, row.Key))).OrderByDescending(pair => pair.word.Length)];

    private sealed record Unit(string Written);

    private sealed record File(
        Dictionary<string, List<string>> Flags,
        Dictionary<string, List<string>> Qualities,
        Dictionary<string, List<string>> Vitals,
        List<string> Units,
        List<string> RangeLeads,
        List<string> Upper,
        List<string> Lower,
        List<string> Earlier,
        List<string> Fillers,
        List<string> Specimens,
        List<string> Labels,
        List<string> Volumes,
        List<string> Numbered);
}
