namespace MedLedger.Ingestion.Intake;

/// <summary>A document as it was handed over: a name for people, a length and its bytes. The name is never trusted.</summary>
public sealed class IncomingDocument
{
    private readonly Func<Stream> _open;

    private IncomingDocument(string name, long length, Func<Stream> open, byte[]? bytes = null)
    {
        Name = name;
        Length = length;
        Bytes = bytes;
        _open = open;
    }

    public string Name { get; }

    public long Length { get; }

    /// <summary>The bytes where they are in memory already; nobody writes to them.</summary>
    internal byte[]? Bytes { get; }

    /// <summary>The bytes; the caller disposes the stream.</summary>
    public Stream OpenRead() => _open();

    public static IncomingDocument FromFile(string path)
    {
        var file = new FileInfo(path);
        return new(file.Name, file.Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    public static IncomingDocument FromBytes(string name, byte[] bytes) =>
        new(name, bytes.LongLength, () => new MemoryStream(bytes, writable: false), bytes);
}
