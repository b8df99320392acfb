namespace MedLedger.Clinical.Evaluation;

/// <summary>A sentence of the NegEx set, the condition that is asked for, and how it is meant: negation, temporality, experiencer in the set's own words.</summary>
public sealed record AssertionSentence(string Line, string Condition, string Sentence, string Negation, string Temporality, string Experiencer)
{
    /// <summary>Reads tab-separated rows whose header names at least line, condition, sentence and negation.</summary>
    public static IReadOnlyList<AssertionSentence> Read(TextReader rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var header = (rows.ReadLine() ?? "").Split('\t').Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        var at = new[] { "line", "condition", "sentence", "negation", "temporality", "experiencer" }.Select(name => header.IndexOf(name)).ToArray();
        if (at.AsSpan(0, 4).Contains(-1)) throw new InvalidDataException("the header does not name line, condition, sentence and negation");
        var read = new List<AssertionSentence>();
        while (rows.ReadLine() is { } row)
        {
            if (row.Length == 0) continue;
            var cells = row.Split('\t');
            read.Add(new(Cell(0), Cell(1), Cell(2), Cell(3), Cell(4), Cell(5)));

            string Cell(int column) => at[column] >= 0 && at[column] < cells.Length ? cells[at[column]].Trim() : "";
        }

        return read;
    }
}
