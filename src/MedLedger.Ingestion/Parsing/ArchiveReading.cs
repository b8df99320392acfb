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

    public static (ReadOutcome Outcome, IReadOnlyList<InnerDocument> Inside) Read(byte[] bytes, DocumentReading reading, ReaderLimits limits)
    {
        var members = new List<InnerDocument>();
        var notUnderstood = new List<string>();
        long total = 0;
        var words = 0;
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostMembers) return (new ReadOutcome.Refused(reading, ReadingProblems.OverLimit), []);
        if (archive.Entries.Any(entry => entry.FullName == "[Content_Types].xml")) return (new ReadOutcome.Refused(reading, ReadingProblems.UnsupportedType(DocumentType.OfficeDocument)), []);
        foreach (var (entry, index) in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select((entry, index) => (entry, index)))
        {
            if (entry.FullName.EndsWith('/') || Furniture.Contains(entry.Name)) continue;
            if (entry.IsEncrypted) return (new ReadOutcome.Refused(reading, ReadingProblems.PasswordProtected), []);
            // The stated length is the sender's word; the bytes are counted while they come.
            if (Unpack(entry, limits.MaxBytes - total) is not { } member) return (new ReadOutcome.Refused(reading, ReadingProblems.TooLarge(limits.MaxBytes + 1, limits.MaxBytes)), []);
            total += member.LongLength;
            if (member.Length == 0) continue;
            var type = TypeByContent.Recognise(member);
            // Text is understood as one piece: two letters of two dates in one piece would lend each other their dates.
            if (type.Kind is DocumentKind.Pdf or DocumentKind.Image or DocumentKind.Text && ++words > 1) notUnderstood.Add($"{type.Label}, member {index + 1}: hand it in on its own");
            else members.Add(new(member, $"member {index + 1}"));
        }

        if (members.Count == 0) return (new ReadOutcome.Refused(reading, ReadingProblems.Empty), []);
        return (new ReadOutcome.Read(reading with { NotUnderstood = notUnderstood }), members);
    }

    private static byte[]? Unpack(ZipArchiveEntry entry, long most)
    {
        using var source = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (unpacked.Length + read > most) return null;
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.ToArray();
    }
}
