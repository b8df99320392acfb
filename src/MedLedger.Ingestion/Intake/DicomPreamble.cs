namespace MedLedger.Ingestion.Intake;

/// <summary>The first 128 bytes of a DICOM file are free (PS3.10, section 7.1): they may hold a program. They decide nothing here.</summary>
internal static class DicomPreamble
{
    private const int Length = 128;

    // With the prefix, or a data set that starts at group 0002 or 0008 with a plausible element.
    public static bool IsDicom(ReadOnlySpan<byte> bytes) => HasPrefix(bytes) || bytes.StartsWith("DICM"u8) || IsBareDataSet(bytes);

    public static bool HasPrefix(ReadOnlySpan<byte> bytes) => bytes.Length > Length + 4 && bytes[Length..].StartsWith("DICM"u8);

    /// <summary>Whether the preamble starts like something that another program would open.</summary>
    public static bool IsAnotherDocument(ReadOnlySpan<byte> bytes) =>
        HasPrefix(bytes) && (bytes.StartsWith("MZ"u8) || bytes.StartsWith("\u007fELF"u8) || bytes.StartsWith("%PDF"u8) || bytes.StartsWith("PK"u8) || bytes.StartsWith("#!"u8) || bytes.StartsWith("<"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]));

    private static bool IsBareDataSet(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= 16) return false;
        var representation = char.IsAsciiLetterUpper((char)bytes[4]) && char.IsAsciiLetterUpper((char)bytes[5]);
        var little = bytes[0] is 2 or 8 && bytes[1] == 0 && bytes[3] == 0 && (representation || (bytes[6] == 0 && bytes[7] == 0));
        var big = bytes[0] == 0 && bytes[1] == 8 && bytes[2] == 0 && representation;
        return little || big;
    }
}
