using System.Globalization;

namespace MedLedger.Clinical.Evaluation;

/// <summary>Reads BRAT stand-off annotations: lines "T1&lt;tab&gt;Type start end[;start end]&lt;tab&gt;words". A mention in parts is taken as its hull.</summary>
public static class BratDocument
{
    public static AnnotatedDocument Read(string id, string text, TextReader annotations)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        var spans = new List<AnnotatedSpan>();
        while (annotations.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (cells.Length < 2 || !cells[0].StartsWith('T')) continue;
            var parts = cells[1].Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries);
            var offsets = parts.Skip(1).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : -1).ToList();
            if (offsets.Count < 2 || offsets.Contains(-1)) throw new InvalidDataException($"the annotation {cells[0]} of {id} has no span");
            spans.Add(new(offsets.Min(), offsets.Max(), parts[0]));
        }

        return new(id, text, spans);
    }
}
