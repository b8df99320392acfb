namespace MedLedger.Formats.Hl7v2;

/// <summary>The delimiters that a message declares in MSH-1 and MSH-2 (HL7 v2, chapter 2.5.4).</summary>
public readonly record struct Hl7Delimiters(char Field, char Component, char Repetition, char Escape, char Subcomponent)
{
    public static Hl7Delimiters Default { get; } = new('|', '^', '~', '\\', '&');

    /// <summary>Reads them from a header segment (MSH, FHS, BHS); what it leaves out has its usual value.</summary>
    public static Hl7Delimiters FromHeader(string header)
    {
        if (header.Length < 4) return Default;
        var field = header[3];
        var end = header.IndexOf(field, 4);
        var encoding = end < 0 ? header[4..] : header[4..end];
        return new(
            field,
            encoding.Length > 0 ? encoding[0] : '^',
            encoding.Length > 1 ? encoding[1] : '~',
            encoding.Length > 2 ? encoding[2] : '\\',
            encoding.Length > 3 ? encoding[3] : '&');
    }
}
