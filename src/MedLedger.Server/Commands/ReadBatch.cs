using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;
using MedLedger.Server.Pipeline;

namespace MedLedger.Server.Commands;

/// <summary>The files of a folder: what their results are called, and that one of them never stops the rest.</summary>
internal static class ReadBatch
{
    /// <summary>Names without extension; where two would collide, the full name stays.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> files)
    {
        var twice = files.GroupBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return [.. files.Select(file => twice.Contains(Path.GetFileNameWithoutExtension(file)) ? Path.GetFileName(file) : Path.GetFileNameWithoutExtension(file))];
    }

    public static async Task<ReadOutcome> ReadAsync(IDocumentReader reader, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(IncomingDocument.FromFile(path), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var nothing = new DocumentReading { Document = Sha256Digest.Of([]), MediaType = "application/octet-stream", Bytes = 0 };
            return new ReadOutcome.Refused(nothing, ReadAndUnderstand.NotOpened);
        }
    }
}
