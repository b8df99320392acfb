using System.Globalization;

namespace MedLedger.Clinical.Evaluation;

/// <summary>Reads PubTator files: "id|t|title", "id|a|abstract", then a line of tab-separated cells for each annotation. Offsets count from the title; one character stands between title and abstract.</summary>
public static class PubTatorCorpus
{
    public static IReadOnlyList<AnnotatedDocument> Read(TextReader lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var order = new List<string>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var spans = new Dictionary<string, List<AnnotatedSpan>>(StringComparer.Ordinal);
        var number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (TextOf(line) is { } part)
            {
                if (spans.TryAdd(part.Id, [])) order.Add(part.Id);
                // A title begins its document anew: a document that a file holds twice is read once.
                texts[part.Id] = part.IsTitle ? part.Text : $"{texts.GetValueOrDefault(part.Id)} {part.Text}";
                continue;
            }

            var cells = line.Split('\t');
            if (cells.Length < 2) throw new InvalidDataException($"line {number} is neither text nor annotation of a PubTator file");
            if (cells.Length < 5 || !Offset(cells[1], out var start) || !Offset(cells[2], out var end)) continue;
            var id = cells[0].Trim();
            if (!spans.TryGetValue(id, out var known)) throw new InvalidDataException($"line {number} annotates the document {id}, which has no text before it");
            known.Add(new(start, end, cells[4].Trim()));
        }

        if (order.Count == 0) throw new InvalidDataException("there is no PubTator document in it");
        return [.. order.Select(id => new AnnotatedDocument(id, texts[id], spans[id]))];
    }

    private static bool Offset(string cell, out int value) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static (string Id, string Text, bool IsTitle)? TextOf(string line)
    {
        var bar = line.IndexOf('|', StringComparison.Ordinal);
        if (bar <= 0 || bar + 2 >= line.Length || line[bar + 2] != '|' || line[bar + 1] is not ('t' or 'a') || line.AsSpan(0, bar).Contains('\t')) return null;
        return (line[..bar].Trim(), line[(bar + 3)..], line[bar + 1] == 't');
    }
}
