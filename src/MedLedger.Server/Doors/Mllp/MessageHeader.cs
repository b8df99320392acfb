namespace MedLedger.Server.Doors.Mllp;

/// <summary>The fields of MSH that an acknowledgement needs, as the bytes that came (Latin-1 keeps each byte as it is).</summary>
internal sealed record MessageHeader(char Field, string Encoding, IReadOnlyList<string> Fields, int Length)
{
    private const int Shortest = 8;
    private const int Longest = 4096;

    /// <summary>Null where the bytes do not begin with a message header (HL7 v2.5, section 2.14.9).</summary>
    public static MessageHeader? Parse(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Parse(message[3..]) is { } behind ? behind with { Length = behind.Length + 3 } : null;
        if (message.Length < Shortest || !message.StartsWith("MSH"u8)) return null;
        var end = message.IndexOfAny((byte)'\r', (byte)'\n');
        // Kept as long as an answer is owed, so it may not be a message without line ends.
        if ((end < 0 ? message.Length : end) > Longest) return null;
        var line = System.Text.Encoding.Latin1.GetString(end < 0 ? message : message[..end]);
        var field = line[3];
        if (char.IsAsciiLetterOrDigit(field) || char.IsWhiteSpace(field) || char.IsControl(field)) return null;
        var fields = line.Split(field);
        return fields.Length > 2 && fields[1].Length is > 0 and <= 5 ? new(field, fields[1], fields, end < 0 ? message.Length : end) : null;
    }

    /// <summary>MSH-n; MSH-1 is the delimiter itself. Empty where it is missing.</summary>
    public string this[int number] => number - 1 < Fields.Count ? Fields[number - 1] : "";

    public string ControlId => this[10];

    public string Sender => $"{this[3]}|{this[4]}";

    /// <summary>Either field asks for acknowledgements one by one (HL7 v2.5, section 2.9.3).</summary>
    public bool IsEnhanced => this[15].Length > 0 || this[16].Length > 0;

    public char Component => Encoding[0];
}
