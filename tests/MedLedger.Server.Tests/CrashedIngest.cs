using MedLedger.Domain;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;
using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;

namespace MedLedger.Server.Tests;

/// <summary>What the next start makes of a store whose process died, and what it refuses to make anew.</summary>
public sealed class CrashedIngest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-crash-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_document_that_was_understood_but_is_on_no_page_yet_is_finished_by_the_next_start()
    {
        KnownPatient patient;
        await using (var died = await OpenAsync())
        {
            patient = await died.Patients.FindOrAddAsync("P-1", TimeProvider.System.GetUtcNow(), CancellationToken.None);
            var taken = await died.Documents.TakeInAsync(patient.Id, "note.txt", "text/plain", Note, CancellationToken.None);
            await died.Documents.KeepAsync(Assert.IsType<DocumentAddition.Added>(taken).Document, Read(), CancellationToken.None);
        }

        await using var next = await OpenAsync();
        await Pipeline(next).ResumeAsync(_ => { }, CancellationToken.None);
        Assert.NotNull((await next.Summaries.LatestAsync(patient.Id, CancellationToken.None))?.Leaf);
        Assert.Equal(DocumentStep.Done, Assert.Single(await next.Documents.ListAsync(patient.Id, CancellationToken.None)).Step);
    }

    [Fact]
    public async Task A_document_is_ended_only_when_a_logged_summary_has_seen_it()
    {
        await using var store = await OpenAsync();
        var patient = await store.Patients.FindOrAddAsync("P-1", TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var result = await Pipeline(store).IngestAsync(patient, [IncomingDocument.FromBytes("note.txt", Note)], _ => { }, CancellationToken.None);
        var document = Assert.Single(await store.Documents.ListAsync(patient.Id, CancellationToken.None));
        Assert.True(document.StepAt >= (await store.Summaries.LatestAsync(patient.Id, CancellationToken.None))!.MadeAt);
        Assert.Equal(1u, result.SummaryVersion);
    }

    [Fact]
    public async Task A_document_that_could_not_be_read_says_so_each_time_it_is_handed_in()
    {
        await using var store = await OpenAsync();
        var patient = await store.Patients.FindOrAddAsync("P-1", TimeProvider.System.GetUtcNow(), CancellationToken.None);
        IReadOnlyList<IncomingDocument> papers = [IncomingDocument.FromBytes("scan.pdf", "%PDF-broken"u8.ToArray()), IncomingDocument.FromBytes("note.txt", Note)];
        var first = await Pipeline(store).IngestAsync(patient, papers, _ => { }, CancellationToken.None);
        var second = await Pipeline(store).IngestAsync(patient, papers, _ => { }, CancellationToken.None);
        Assert.Equal(["unreadable", "read"], first.Documents.Select(receipt => receipt.Report.Status));
        Assert.Equal(["unreadable", "duplicate"], second.Documents.Select(receipt => receipt.Report.Status));
        Assert.Equal(first.Documents.Select(receipt => receipt.Leaf), second.Documents.Select(receipt => receipt.Leaf));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_costs_itself_only()
    {
        await using var store = await OpenAsync();
        var patient = await store.Patients.FindOrAddAsync("P-1", TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var path = Path.Combine(_folder, "gone.txt");
        await File.WriteAllTextAsync(path, "soon gone");
        var gone = IncomingDocument.FromFile(path);
        File.Delete(path);
        var result = await Pipeline(store).IngestAsync(patient, [gone, IncomingDocument.FromBytes("note.txt", Note)], _ => { }, CancellationToken.None);
        Assert.Equal("not-opened", result.Documents[0].Report.Code);
        Assert.Equal("read", result.Documents[1].Report.Status);
    }

    [Fact]
    public async Task Two_processes_never_work_on_one_store()
    {
        await using var first = await OpenAsync();
        Assert.True(DataClaim.IsHeld(Data));
        await Assert.ThrowsAsync<CommandFailedException>(OpenAsync);
    }

    [Fact]
    public async Task A_store_that_lost_its_database_is_refused_and_not_begun_anew()
    {
        await (await OpenAsync()).DisposeAsync();
        foreach (var file in Directory.GetFiles(Data, "medledger.db*")) File.Delete(file);
        await Assert.ThrowsAsync<CommandFailedException>(OpenAsync);
        Assert.False(File.Exists(Path.Combine(Data, "medledger.db")));
    }

    [Fact]
    public async Task A_mistyped_folder_does_not_become_a_store()
    {
        Assert.Equal(ExitCode.Failed, await CommandTree.RunAsync(["patient", "list", "--data", Data]));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task What_goes_wrong_ends_in_one_line_and_exit_code_one()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "medledger.db"), "this is no database, whatever its name says");
        Assert.Equal(ExitCode.Failed, await CommandTree.RunAsync(["patient", "list", "--data", Data]));
        Assert.Equal(ExitCode.Failed, await CommandTree.RunAsync(["serve", "--url", "ftp://127.0.0.1", "--data", Path.Combine(_folder, "other")]));
    }

    [Fact]
    public void A_reason_cannot_forge_a_line_of_the_patients_list()
    {
        var line = AccessCommand.Text(new AccessCommand.Line(3, DateTimeOffset.UnixEpoch, "break-glass permitted", "dr.x", "urgent-treatment: a\nleaf 4 \u001b[2K\u202e forged"));
        Assert.DoesNotContain(line, c => char.IsControl(c) || c == '\u202e');
    }

    private static byte[] Note { get; } = "Clinic note\nAllergies: penicillin\n"u8.ToArray();

    private Task<Installation> OpenAsync() => Installation.OpenAsync(Data, TimeProvider.System, CancellationToken.None, new DateOnly(2025, 6, 1));

    private static RecordPipeline Pipeline(Installation store) => new(store, new ReadAndUnderstand(new TextOnly(), Readers.Understanding, 1));

    private static ReadDocument Read()
    {
        var reading = TextOnly.Reading(Note);
        return new ReadDocument("note.txt", new ReadOutcome.Read(reading), new UnderstoodDocument { Reading = reading, Name = "note.txt", Title = "Note", Date = new PartialDate(2025, 5, 1), Patient = new() });
    }

    /// <summary>Reads text, and nothing else.</summary>
    private sealed class TextOnly : IDocumentReader
    {
        public async Task<ReadOutcome> ReadAsync(IncomingDocument document, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream();
            await using (var stream = document.OpenRead()) await stream.CopyToAsync(bytes, cancellationToken);
            return document.Name.EndsWith(".txt", StringComparison.Ordinal)
                ? new ReadOutcome.Read(Reading(bytes.ToArray()))
                : new ReadOutcome.Unreadable(Reading(bytes.ToArray()) with { Pages = [] }, ReadingProblems.Damaged);
        }

        public static DocumentReading Reading(byte[] bytes) => new()
        {
            Document = Sha256Digest.Of(bytes),
            MediaType = "text/plain",
            Bytes = bytes.Length,
            Pages = [new Page { Number = 1, Origin = PageOrigin.TextLayer, Text = System.Text.Encoding.UTF8.GetString(bytes) }],
        };
    }
}
