using System.Buffers.Binary;
using System.IO.Compression;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>A ZIP archive, such as IHE XDM media: its members are read as documents of one patient. Names of members are never used as paths.</summary>
internal static class ArchiveReading
{
    public const string MediaType = "application/zip";
    private const int MostMembers = 1000;

    // IHE XDM (ITI TF-2, 3.32.4.1.2): what explains the medium is no document.
    private static readonly HashSet<string> Furniture = new(StringComparer.OrdinalIgnoreCase) { "INDEX.HTM", "INDEX.HTML", "README.TXT", "README.MD", "METADATA.XML", "CDA.XSL", "STYLE.XSL", "CCDA.XSL" };

    // The room is the whole document's: archives in archives share it.
    public static (ReadOutcome Outcome, IReadOnlyList<InnerDocument> Inside) Read(byte[] bytes, DocumentReading reading, UnpackingRoom room)
    {
        var members = new List<InnerDocument>();
        var notUnderstood = new List<string>();
        var words = 0;
        if (StatedMembers(bytes) > MostMembers) return (new ReadOutcome.Refused(reading, ReadingProblems.OverLimit), []);
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostMembers) return (new ReadOutcome.Refused(reading, ReadingProblems.OverLimit), []);
        if (archive.Entries.Any(entry => entry.FullName == "[Content_Types].xml")) return (new ReadOutcome.Refused(reading, ReadingProblems.UnsupportedType(DocumentType.OfficeDocument)), []);
        // Where the directory itself says that it is a bomb, nothing is unpacked at all.
        if (archive.Entries.Any(entry => entry.Length > room.Most) || archive.Entries.Sum(entry => entry.Length) > room.Most) return (new ReadOutcome.Refused(reading, TooLarge(room)), []);
        foreach (var (entry, index) in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select((entry, index) => (entry, index)))
        {
            if (entry.FullName.EndsWith('/') || Furniture.Contains(entry.Name)) continue;
            if (entry.IsEncrypted) return (new ReadOutcome.Refused(reading, ReadingProblems.PasswordProtected), []);
            // The stated length is the sender's word; the bytes are counted while they come.
            if (Unpack(entry, room) is not { } member) return (new ReadOutcome.Refused(reading, TooLarge(room)), []);
            if (member.Length == 0) continue;
            var type = TypeByContent.Recognise(member);
            // Text is understood as one piece: two letters of two dates in one piece would lend each other their dates.
            if (type.Kind is DocumentKind.Pdf or DocumentKind.Image or DocumentKind.Text && ++words > 1) notUnderstood.Add($"{type.Label}, member {index + 1}: hand it in on its own");
            else members.Add(new(member, $"member {index + 1}"));
        }

        if (members.Count == 0) return (new ReadOutcome.Refused(reading, ReadingProblems.Empty), []);
        return (new ReadOutcome.Read(reading with { NotUnderstood = notUnderstood }), members);
    }

    private static ReadingProblem TooLarge(UnpackingRoom room) => ReadingProblems.UnpacksTooLarge(room.Most);

    // The end record (APPNOTE 4.3.16) is searched from the end; the library checks that its count is true, but only after it has read them all.
    private static int StatedMembers(ReadOnlySpan<byte> zip)
    {
        var at = zip.LastIndexOf("PK\u0005\u0006"u8);
        return at >= 0 && at + 12 <= zip.Length ? BinaryPrimitives.ReadUInt16LittleEndian(zip[(at + 10)..]) : 0;
    }

    private static byte[]? Unpack(ZipArchiveEntry entry, UnpackingRoom room)
    {
        using var source = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (!room.Take(read)) return null;
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.ToArray();
    }
}

/// <summary>Bytes that one document may unpack to in all.</summary>
internal sealed class UnpackingRoom(long most)
{
    private long _left = most;

    public long Most { get; } = most;

    /// <summary>False where it is not enough; from then on nothing is.</summary>
    public bool Take(long bytes) => (_left = bytes > _left ? -1 : _left - bytes) >= 0;
}
