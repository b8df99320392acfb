using MedLedger.TestKit;

namespace MedLedger.Clinical.Tests.Lines;

/// <summary>A row of tests/corpus/lines.</summary>
internal sealed class LineRow(IReadOnlyDictionary<string, string> cells)
{
    public string this[string column] => cells[column];

    /// <summary>Odd ids are for work; even ones are judged once.</summary>
    public bool ForWork => int.Parse(cells["id"].AsSpan(1)) % 2 == 1;

    public bool Open => cells["note"] is "taper" or "sliding-scale";

    public bool Allows(string column, string? value) => cells[column].Split('|').Contains(value ?? "", StringComparer.OrdinalIgnoreCase);
}

internal static class LineCorpus
{
    public static IEnumerable<LineRow> Read(string file)
    {
        var lines = File.ReadAllLines(Repository.Path("tests", "corpus", "lines", file));
        var columns = lines[0].Split('\t');
        return lines.Skip(1).Select(line => line.Split('\t')).Select(cells => new LineRow(columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second)));
    }
}
