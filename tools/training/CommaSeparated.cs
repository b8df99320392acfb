using System.Text;

namespace MedLedger.Tools.Training;

/// <summary>Comma-separated values with quotes, as RFC 4180 has them.</summary>
internal static class CommaSeparated
{
    public static List<string[]> Rows(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n')) cell.Append(c == '\r' && !quoted ? "" : c);
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                rows.Add([.. row]);
                row.Clear();
            }
        }

        row.Add(cell.ToString());
        rows.Add([.. row]);
        return rows;
    }
}
