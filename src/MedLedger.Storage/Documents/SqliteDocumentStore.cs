using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace MedLedger.Storage.Documents;

internal sealed class SqliteDocumentStore(SqliteDatabase database) : IDocumentStore
{
    private const string Select =
        """
        SELECT patient, keyed_digest AS KeyedDigest, sealed_name AS SealedName, media_type AS MediaType, bytes, received_at AS ReceivedAt,
               step, step_at AS StepAt, envelope, envelope_key AS EnvelopeKey, leaf, reading, reading_key AS ReadingKey,
               findings, findings_key AS FindingsKey, outcome, sealed_note AS SealedNote
        FROM documents

        """;

    public Task<DocumentAddition> AddAsync(NewDocument document, CancellationToken cancellationToken) => database.WriteAsync<DocumentAddition>(
        (connection, transaction) =>
        {
            if (Find(connection, transaction, document.Id) is { } there) return new DocumentAddition.AlreadyThere(there);
            var added = new StoredDocument { Received = document, Step = DocumentStep.Received, StepAt = document.ReceivedAt };
            connection.Execute(
                """
                INSERT INTO documents (id, patient, keyed_digest, sealed_name, media_type, bytes, received_at, step, step_at)
                VALUES (@id, @patient, @digest, @name, @mediaType, @bytes, @receivedAt, @step, @receivedAt)
                """,
                new
                {
                    id = document.Id.Value,
                    patient = document.Patient.Value,
                    digest = document.KeyedDigest.ToBytes(),
                    name = document.SealedName,
                    mediaType = document.MediaType,
                    bytes = document.Bytes,
                    receivedAt = Columns.Of(document.ReceivedAt),
                    step = (long)added.Step,
                },
                transaction);
            return new DocumentAddition.Added(added);
        },
        cancellationToken);

    public Task<StoredDocument> AdvanceAsync(DocumentId id, DocumentProgress progress, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            var before = Find(connection, transaction, id) ?? throw new InvalidOperationException($"There is no document {id}.");
            if (DocumentSteps.Apply(before, progress, at) is not { } after) return before;
            connection.Execute(
                """
                UPDATE documents SET step = @step, step_at = @stepAt, envelope = @envelope, envelope_key = @envelopeKey, leaf = @leaf,
                    reading = @reading, reading_key = @readingKey, findings = @findings, findings_key = @findingsKey, outcome = @outcome, sealed_note = @sealedNote
                WHERE id = @id
                """,
                new
                {
                    id = id.Value,
                    step = (long)after.Step,
                    stepAt = Columns.Of(after.StepAt),
                    envelope = after.Envelope?.Digest.ToBytes(),
                    envelopeKey = after.EnvelopeKey?.ToBytes(),
                    leaf = after.Leaf is { } leaf ? Columns.Count(leaf) : (long?)null,
                    reading = after.Reading?.Digest.ToBytes(),
                    readingKey = after.ReadingKey?.ToBytes(),
                    findings = after.Findings?.Digest.ToBytes(),
                    findingsKey = after.FindingsKey?.ToBytes(),
                    outcome = after.Outcome,
                    sealedNote = after.SealedNote,
                },
                transaction);
            return after;
        },
        cancellationToken);

    public Task<StoredDocument?> FindAsync(DocumentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Find(connection, null, id), cancellationToken);

    public Task<IReadOnlyList<StoredDocument>> ListUnfinishedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredDocument>>(
            connection => [.. connection.Query<Row>(Select + "WHERE step <= 5 ORDER BY received_at, id").Select(row => row.ToDocument())], cancellationToken);

    public Task<IReadOnlyList<StoredDocument>> ListAsync(PatientId patient, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredDocument>>(
            connection => [.. connection.Query<Row>(Select + "WHERE patient = @patient ORDER BY received_at, id", new { patient = patient.Value }).Select(row => row.ToDocument())],
            cancellationToken);

    private static StoredDocument? Find(SqliteConnection connection, SqliteTransaction? transaction, DocumentId id) =>
        connection.QuerySingleOrDefault<Row>(Select + "WHERE id = @id", new { id = id.Value }, transaction)?.ToDocument();

    private sealed record Row(
        string Patient, byte[] KeyedDigest, byte[]? SealedName, string MediaType, long Bytes, long ReceivedAt, long Step, long StepAt,
        byte[]? Envelope, byte[]? EnvelopeKey, long? Leaf, byte[]? Reading, byte[]? ReadingKey, byte[]? Findings, byte[]? FindingsKey, string? Outcome, byte[]? SealedNote)
    {
        public StoredDocument ToDocument() => new()
        {
            Received = new(Columns.Patient(Patient), Sha256Digest.FromBytes(KeyedDigest), SealedName, MediaType, Bytes, Columns.Time(ReceivedAt)),
            Step = (DocumentStep)Step,
            StepAt = Columns.Time(StepAt),
            Envelope = Columns.AddressOrNone(Envelope),
            EnvelopeKey = Columns.KeyOrNone(EnvelopeKey),
            Leaf = Columns.CountOrNone(Leaf),
            Reading = Columns.AddressOrNone(Reading),
            ReadingKey = Columns.KeyOrNone(ReadingKey),
            Findings = Columns.AddressOrNone(Findings),
            FindingsKey = Columns.KeyOrNone(FindingsKey),
            Outcome = Outcome,
            SealedNote = SealedNote,
        };
    }
}
