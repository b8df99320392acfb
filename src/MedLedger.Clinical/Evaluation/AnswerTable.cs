namespace MedLedger.Clinical.Evaluation;

/// <summary>Lines and their answers as tab-separated cells under a header, joined by the column "id".</summary>
public static class AnswerTable
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(TextReader table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var header = (table.ReadLine() ?? "").TrimEnd('\r').Split('\t');
        if (!header.Contains("id") || !header.Contains("text")) throw new InvalidDataException("the header does not name the columns id and text");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (table.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var cells = line.Split('\t');
            rows.Add(header.Select((name, at) => (name, Cell: at < cells.Length ? cells[at] : "")).ToDictionary(pair => pair.name, pair => pair.Cell, StringComparer.Ordinal));
        }

        return rows;
    }
}
