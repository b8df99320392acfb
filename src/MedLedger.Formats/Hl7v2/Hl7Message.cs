namespace MedLedger.Formats.Hl7v2;

/// <summary>One HL7 v2 message of a file.</summary>
public sealed record Hl7Message(IReadOnlyList<Hl7Segment> Segments)
{
    public Hl7Segment Header => Segments[0];

    /// <summary>MSH-9.1, for instance ORU.</summary>
    public string? Type => Header.Field(9)[1];

    public IEnumerable<Hl7Segment> Of(string id) => Segments.Where(segment => segment.Id == id);

    public Hl7Segment? First(string id) => Segments.FirstOrDefault(segment => segment.Id == id);
}

/// <summary>A file of HL7 v2 messages: one, several after another, or a batch. Line ends may be CR, LF or CRLF.</summary>
public sealed record Hl7File(IReadOnlyList<Hl7Message> Messages, IReadOnlyList<Hl7Segment> Segments)
{
    private static readonly char[] LineEnds = ['\r', '\n', '\u000b', '\u001c'];

    /// <summary>Never fails: text without any MSH segment gives a file without messages.</summary>
    public static Hl7File Parse(string text)
    {
        var all = new List<Hl7Segment>();
        var messages = new List<Hl7Message>();
        List<Hl7Segment>? current = null;
        var delimiters = Hl7Delimiters.Default;
        foreach (var line in text.TrimStart('\ufeff').Split(LineEnds, StringSplitOptions.RemoveEmptyEntries))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var id = line.Length >= 3 ? line[..3] : line;
            if (id is "MSH" or "FHS" or "BHS") delimiters = Hl7Delimiters.FromHeader(line);
            var segment = new Hl7Segment(line, all.Count + 1, delimiters);
            all.Add(segment);
            if (id == "MSH") messages.Add(new(current = []));
            if (id is "FHS" or "BHS" or "BTS" or "FTS") current = null;
            current?.Add(segment);
        }

        return new(messages, all);
    }
}
