using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Dicom;
using MedLedger.Ingestion.DicomStatements;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>A DICOM object: the patient, the study as an imaging line, a report's text and measurements, and whatever document it wraps.</summary>
internal static class DicomReading
{
    private const int LongestPage = 400_000;

    public static async Task<(ReadOutcome Outcome, IReadOnlyList<InnerDocument> Inside)> ReadAsync(byte[] bytes, DocumentReading reading, ReaderLimits limits, CancellationToken cancellationToken)
    {
        DicomFile file;
        try
        {
            file = DicomFile.Parse(bytes);
        }
        catch (Exception trouble) when (trouble is InvalidDataException or FormatException)
        {
            return (new ReadOutcome.Unreadable(reading, trouble is InvalidDataException ? ReadingProblems.OverLimit : ReadingProblems.Damaged), []);
        }

        var data = file.Data;
        var people = data.Items(DicomTags.DirectoryRecords).Where(record => record.Text(DicomTags.DirectoryRecordType) == "PATIENT").ToList();
        if (people.Select(Person).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1) return (new ReadOutcome.Refused(reading, ReadingProblems.SeveralPatients), []);
        var report = DicomReport.Read(data, reading.Document);
        var notUnderstood = new List<string>();
        if (DicomPreamble.IsAnotherDocument(bytes)) notUnderstood.Add("a preamble that is a document or program of its own; it was not opened");
        var inside = await InsideAsync(bytes, file, limits, notUnderstood, cancellationToken);
        ObservationFinding? study = people.Count > 0 ? null : DicomStudy.Read(data, reading.Document, report?.Conclusion, report?.Status);
        var pages = new List<Page> { new() { Number = 1, Origin = PageOrigin.Structured, Text = Cut(DicomStudy.Listing(data, file.TransferSyntax)) } };
        if (report is { Text.Length: > 0 }) pages.Add(new() { Number = 2, Origin = PageOrigin.TextLayer, Text = Cut(report.Text) });
        var read = reading with
        {
            Date = DicomStudy.Date(data),
            Pages = pages,
            Statements = [.. study is null ? Array.Empty<Finding>() : [study], .. report?.Measurements ?? []],
            Patient = DicomPatient.Read(people.Count > 0 ? people[0] : data, reading.Document),
            NotUnderstood = notUnderstood,
        };
        return (file.BreaksOff ? new ReadOutcome.PartlyRead(read, ReadingProblems.Truncated) : new ReadOutcome.Read(read), inside);
    }

    private static async Task<List<InnerDocument>> InsideAsync(byte[] bytes, DicomFile file, ReaderLimits limits, List<string> notUnderstood, CancellationToken cancellationToken)
    {
        var data = file.Data;
        if (data[DicomTags.EncapsulatedDocument] is { Value.Length: > 0 } wrapped)
        {
            // Values have an even length; the true one is stated apart (PS3.3, C.24.2).
            var length = data.LongNumber(DicomTags.EncapsulatedLength) is { } stated && stated <= wrapped.Value.Length ? (int)stated : wrapped.Value.Length;
            return [new(wrapped.Value[..length].ToArray(), "(0042,0011)")];
        }

        if (!DicomPixels.IsPaper(data)) return [];
        var frames = DicomPixels.Frames(file, limits.MaxPixels);
        // Of pixels that break off no page can be made, and the decoders search long in what is left of them.
        if (frames.Count == 0 && !file.BreaksOff && await DicomDecompression.UnpackAsync(bytes, file, limits.MaxPixels, cancellationToken) is { } unpacked) frames = DicomPixels.Frames(unpacked, limits.MaxPixels);
        if (frames.Count == 0) notUnderstood.Add("pixels in a compression or colour model that is not decoded");
        return [.. frames.Select((frame, index) => new InnerDocument(frame, $"(7FE0,0010) frame {index + 1}"))];
    }

    private static string Cut(string text) => TextFile.Normalise(text.Length > LongestPage ? text[..LongestPage] : text);

    private static string Person(DicomDataSet record) => $"{DicomPatient.Name(record.WholeText(DicomTags.PatientName))?.Text}|{record.Text(DicomTags.PatientId)}";
}
