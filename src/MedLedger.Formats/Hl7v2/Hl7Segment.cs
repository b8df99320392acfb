namespace MedLedger.Formats.Hl7v2;

/// <summary>One segment with its ordinal among all segments of the file, from 1.</summary>
public sealed class Hl7Segment
{
    private readonly string[] _fields;
    private readonly Hl7Delimiters _delimiters;

    internal Hl7Segment(string line, int ordinal, Hl7Delimiters delimiters)
    {
        _delimiters = delimiters;
        _fields = line.Split(delimiters.Field);
        Ordinal = ordinal;
        Line = line;
        Id = _fields[0];
    }

    public string Id { get; }

    public int Ordinal { get; }

    public string Line { get; }

    /// <summary>MSH-1 is the delimiter itself, so its fields count one higher than in other segments (HL7 v2, chapter 2.5.4).</summary>
    private int Shift => Id is "MSH" or "FHS" or "BHS" ? 1 : 0;

    public Hl7Field Field(int number) => Repetitions(number).FirstOrDefault() ?? Hl7Field.Empty;

    public IEnumerable<Hl7Field> Repetitions(int number)
    {
        var index = number - Shift;
        if (index < 1 || index >= _fields.Length || _fields[index].Length == 0) return [];
        return _fields[index].Split(_delimiters.Repetition).Select(part => new Hl7Field(part, _delimiters));
    }

    /// <summary>The first component of a field: what most coded and plain fields mean.</summary>
    public string? Value(int number) => Field(number)[1];

    /// <summary>The field as text, all repetitions and components.</summary>
    public string? Text(int number)
    {
        var text = string.Join('\n', Repetitions(number).Select(field => field.Text).OfType<string>());
        return text.Length == 0 ? null : text;
    }

    /// <summary>The segment's values as a person would read them: no delimiters, no set id or value type, of a coded element its text.</summary>
    public string Words => string.Join(' ', _fields
        .Skip(_fields.Length > 1 && _fields[1].All(char.IsAsciiDigit) ? Id == "OBX" ? 3 : 2 : 1)
        .SelectMany(part => part.Split(_delimiters.Repetition))
        .SelectMany(part => Read(new Hl7Field(part, _delimiters))));

    // CE and CWE are code, text, system (HL7 v2, chapter 2A.3).
    private static IEnumerable<string> Read(Hl7Field value) =>
        value[2] is { } text && value[3] is { Length: <= 10 } system && system.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? [text] : value.Components;
}
