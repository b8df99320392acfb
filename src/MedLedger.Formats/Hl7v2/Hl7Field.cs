namespace MedLedger.Formats.Hl7v2;

/// <summary>One repetition of a field. Components and subcomponents count from 1, as in the standard; a missing one is null.</summary>
public sealed class Hl7Field(string raw, Hl7Delimiters delimiters)
{
    // Two double quotes mean "deleted", which is not a value (HL7 v2, chapter 2.5.3).
    private const string DeleteMark = "\"\"";

    public static Hl7Field Empty { get; } = new("", Hl7Delimiters.Default);

    public string Raw => raw;

    public bool IsEmpty => raw.Length == 0 || raw == DeleteMark;

    /// <summary>A component as readable text, subcomponents parted by a blank.</summary>
    public string? this[int component]
    {
        get
        {
            var parts = raw.Split(delimiters.Component);
            return component <= parts.Length ? Readable(parts[component - 1]) : null;
        }
    }

    /// <summary>The first subcomponent of a component.</summary>
    public string? FirstOf(int component)
    {
        var parts = raw.Split(delimiters.Component);
        return component <= parts.Length ? Readable(parts[component - 1].Split(delimiters.Subcomponent)[0]) : null;
    }

    /// <summary>The whole repetition as text, with its component delimiters where they stand.</summary>
    public string? Text => Readable(raw);

    public IEnumerable<string> Components => raw.Split(delimiters.Component).Select(Readable).OfType<string>();

    private string? Readable(string part)
    {
        if (part == DeleteMark) return null;
        var text = Hl7Escapes.Decode(part.Replace(delimiters.Subcomponent, ' '), delimiters).Trim();
        return text.Length == 0 ? null : text;
    }
}
