using System.Buffers.Binary;
using System.IO.Compression;

namespace MedLedger.Formats.Dicom;

/// <summary>A DICOM object (PS3.10), with or without preamble and file meta information. Nothing in the preamble is looked at.</summary>
public sealed class DicomFile
{
    private const string DeflatedSyntax = "1.2.840.10008.1.2.1.99";
    private const string BigEndianSyntax = "1.2.840.10008.1.2.2";
    private const string ImplicitSyntax = "1.2.840.10008.1.2";
    private const int Preamble = 128;
    private const int MostInflated = 64 * 1024 * 1024;

    private DicomFile(string? transferSyntax, DicomDataSet data, bool bigEndian, bool breaksOff)
    {
        TransferSyntax = transferSyntax;
        Data = data;
        BigEndian = bigEndian;
        BreaksOff = breaksOff;
    }

    /// <summary>As the file states it; null where it states none.</summary>
    public string? TransferSyntax { get; }

    public DicomDataSet Data { get; }

    public bool BigEndian { get; }

    /// <summary>The file ended, or stopped making sense, before its end; what was read up to there stands.</summary>
    public bool BreaksOff { get; }

    /// <exception cref="FormatException">when no element can be read.</exception>
    /// <exception cref="InvalidDataException">when a limit is passed.</exception>
    public static DicomFile Parse(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        var at = span.Length > Preamble + 4 && span[Preamble..].StartsWith("DICM"u8) ? Preamble + 4 : span.StartsWith("DICM"u8) ? 4 : 0;
        var meta = new DicomParser(bytes, DicomEncoding.ExplicitLittle);
        at = meta.ReadMeta(at);
        var syntax = meta.Root.Text(DicomTags.TransferSyntax);
        var rest = bytes[at..];
        if (syntax == DeflatedSyntax) rest = Inflate(rest);
        var encoding = Guess(rest.Span, syntax);
        var parser = new DicomParser(rest, encoding);
        parser.Read();
        if (parser.Root.Count == 0 && meta.Root.Count == 0) throw new FormatException("No DICOM element can be read.");
        return new(syntax, parser.Root, encoding == DicomEncoding.ExplicitBig, parser.BreaksOff);
    }

    // Senders name one encoding and write another; two capital letters behind the first tag are a value representation.
    private static DicomEncoding Guess(ReadOnlySpan<byte> data, string? syntax)
    {
        var named = syntax switch
        {
            BigEndianSyntax => DicomEncoding.ExplicitBig,
            ImplicitSyntax => DicomEncoding.ImplicitLittle,
            _ => DicomEncoding.ExplicitLittle,
        };
        if (data.Length < 8) return named;
        var capitals = char.IsAsciiLetterUpper((char)data[4]) && char.IsAsciiLetterUpper((char)data[5]);
        if (!capitals) return DicomEncoding.ImplicitLittle;
        // The first group is a small number: on which side its zero stands tells the order of the bytes.
        return BinaryPrimitives.ReadUInt16LittleEndian(data) > BinaryPrimitives.ReadUInt16BigEndian(data) ? DicomEncoding.ExplicitBig : DicomEncoding.ExplicitLittle;
    }

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> deflated)
    {
        using var source = new MemoryStream(deflated.ToArray(), writable: false);
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (Next(inflate, buffer) is > 0 and var read)
        {
            if (whole.Length + read > MostInflated) throw new InvalidDataException("The deflated data set is over its limit.");
            whole.Write(buffer, 0, read);
        }

        if (whole.Length == 0) throw new FormatException("The deflated data set is damaged.");
        return whole.ToArray();
    }

    // A damaged tail: what came before it is read, and the parser sees that it breaks off.
    private static int Next(DeflateStream inflate, byte[] buffer)
    {
        try
        {
            return inflate.Read(buffer);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }
}

internal enum DicomEncoding
{
    ExplicitLittle,
    ImplicitLittle,
    ExplicitBig,
}
