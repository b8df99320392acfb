using System.IO.Compression;

namespace MedLedger.Tools.Lexicon;

/// <summary>Reads a tab-separated source, gzipped or not, row by row, by column name.</summary>
internal static class Table
{
    public static IEnumerable<Func<string, string>> Rows(params string[] path)
    {
        var file = Path.Combine(path);
        using Stream raw = File.OpenRead(file);
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream);
        var columns = (reader.ReadLine() ?? "").Split('\t').Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            yield return column => columns[column] < cells.Length ? cells[columns[column]].Trim().Trim('"') : "";
        }
    }
}
