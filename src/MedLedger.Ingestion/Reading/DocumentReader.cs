using System.Text.Json;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Parsing;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.Reading;

/// <summary>Reads documents in this process. Runs inside the confined child; the service itself uses <c>ConfinedReader</c>.</summary>
public sealed class DocumentReader : IDocumentReader, IDisposable
{
    private const string SecondReaderMissing = "the second reader, whose files are not installed: numbers were read once, and more of them are unsure";
    private readonly ReaderLimits _limits;
    private readonly IOcrEngine _engine;
    private readonly Lazy<Recognisers?> _recognisers;
    private readonly PdfDocument _pdf;
    private readonly ImageDocument _images;

    public DocumentReader(ReaderLimits limits)
        : this(limits, new TesseractEngine())
    {
    }

    internal DocumentReader(ReaderLimits limits, IOcrEngine engine)
        : this(limits, engine, Recognisers.Open)
    {
    }

    internal DocumentReader(ReaderLimits limits, IOcrEngine engine, Func<Recognisers?> second)
    {
        _limits = limits;
        _engine = engine;
        // Opened with the first page: most documents are no pictures, and the model takes a tenth of a second and tens of megabytes.
        _recognisers = new(() => limits.Readers > 1 ? second() : null);
        var pages = new PageReader(engine, _recognisers, limits);
        _pdf = new(pages, limits);
        _images = new(pages, limits);
    }

    public async Task<ReadOutcome> ReadAsync(IncomingDocument document, CancellationToken cancellationToken)
    {
        var taken = await DocumentIntake.TakeAsync(document, _limits, cancellationToken);
        if (taken is not Taken.Accepted accepted) return ((Taken.Refused)taken).Outcome;
        return SayIfReadOnce(await ReadAsync(accepted.Bytes, accepted.Type, accepted.Reading, InnerDocuments.MostDepth, new UnpackingRoom(_limits.MaxBytes), cancellationToken));
    }

    // A page that was read once looks like any other; who relies on it must hear that nobody read its numbers again.
    private ReadOutcome SayIfReadOnce(ReadOutcome outcome)
    {
        DocumentReading Noted(DocumentReading reading) => _limits.Readers > 1 && reading.Pages.Any(page => page.Origin == PageOrigin.Ocr) && _recognisers.Value is null
            ? reading with { NotUnderstood = [.. reading.NotUnderstood, SecondReaderMissing] }
            : reading;
        return outcome switch
        {
            ReadOutcome.Read read => new ReadOutcome.Read(Noted(read.Reading)),
            ReadOutcome.PartlyRead partly => partly with { Reading = Noted(partly.Reading) },
            ReadOutcome.Unreadable unreadable => unreadable with { Reading = Noted(unreadable.Reading) },
            _ => outcome,
        };
    }

    private async Task<ReadOutcome> ReadAsync(byte[] bytes, DocumentType type, DocumentReading reading, int depth, UnpackingRoom room, CancellationToken cancellationToken)
    {
        try
        {
            var (outcome, inside) = type.Kind switch
            {
                DocumentKind.Pdf => (await _pdf.ReadAsync(bytes, reading, cancellationToken), []),
                DocumentKind.Image => (_images.Read(bytes, reading, cancellationToken), []),
                DocumentKind.Fhir => FhirReading.Read(bytes, reading),
                DocumentKind.Hl7v2 => Hl7Reading.Read(bytes, reading),
                DocumentKind.Ccda => CcdaReading.Read(bytes, reading),
                DocumentKind.Dicom => await DicomReading.ReadAsync(bytes, reading, _limits, cancellationToken),
                DocumentKind.Archive => ArchiveReading.Read(bytes, reading, room),
                DocumentKind.Text => (TextReading.Read(bytes, reading, _limits), []),
                var kind => throw new InvalidOperationException($"Intake accepted a document of kind {kind}."),
            };
            return await InnerDocuments.AddAsync(
                outcome, inside, depth, (inner, kind, around) => ReadAsync(inner, kind, around, depth - 1, room, cancellationToken));
        }
        catch (Exception damage) when (damage is JsonException or FormatException or OverflowException or InvalidDataException)
        {
            return new ReadOutcome.Unreadable(reading, damage is InvalidDataException && type.Kind is DocumentKind.Ccda or DocumentKind.Fhir ? ReadingProblems.OverLimit : ReadingProblems.Damaged);
        }
    }

    public void Dispose()
    {
        _engine.Dispose();
        if (_recognisers.IsValueCreated) _recognisers.Value?.Dispose();
    }
}
