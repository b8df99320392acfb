using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Tests.Fixtures;
using MedLedger.TestKit;

namespace MedLedger.Ingestion.Tests.Confinement;

public class ConfinedReaderTests
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "MedLedger.Ingestion.ReaderHost.dll");

    [Fact]
    public async Task Documents_of_every_kind_come_back_as_they_were_read()
    {
        await using var reader = await StartAsync();
        var pdf = Assert.IsType<ReadOutcome.Read>(await ReadAsync(reader, PdfBuilder.Build(["Take amlodipine 10 mg once daily."])));
        Assert.Equal("Take amlodipine 10 mg once daily.", pdf.Reading.Pages[0].Text);
        Assert.NotEmpty(pdf.Reading.Pages[0].Preview!);
        var hl7 = Assert.IsType<ReadOutcome.Read>(await ReadAsync(reader, "MSH|^~\\&|A\rOBX|1|NM|2823-3^Potassium^LN||5.9|mmol/L||||||F"u8.ToArray()));
        Assert.Equal("Potassium", Assert.Single(hl7.Reading.Statements).Concept.Text);
        Assert.Equal("empty", Reads.Code(await ReadAsync(reader, [])));
    }

    [Theory]
    [InlineData("die", "reader-failed")]
    [InlineData("garbage", "reader-failed")]
    [InlineData("swallow", "reader-failed")]
    [InlineData("hang", "time-limit")]
    public async Task A_document_that_takes_the_reader_down_costs_itself_only(string behaviour, string code)
    {
        await using var reader = await StartAsync("misbehave");
        Assert.Equal(code, Reads.Code(Assert.IsType<ReadOutcome.Unreadable>(await SayAsync(reader, behaviour))));
        Assert.IsType<ReadOutcome.Read>(await SayAsync(reader, "an ordinary note"));
    }

    [Fact]
    public async Task A_child_killed_in_the_middle_of_a_document_is_replaced()
    {
        await using var reader = await StartAsync("misbehave", TimeSpan.FromSeconds(60));
        Assert.IsType<ReadOutcome.Read>(await SayAsync(reader, "an ordinary note"));
        var before = Assert.Single(reader.ProcessIds);
        var hanging = SayAsync(reader, "hang");
        await Task.Delay(TimeSpan.FromSeconds(1));
        using (var child = Process.GetProcessById(before)) child.Kill(entireProcessTree: true);
        Assert.Equal("reader-failed", Reads.Code(await hanging));
        Assert.IsType<ReadOutcome.Read>(await SayAsync(reader, "an ordinary note"));
        Assert.NotEqual(before, Assert.Single(reader.ProcessIds));
    }

    [Fact]
    public async Task A_child_killed_between_documents_costs_nothing()
    {
        await using var reader = await StartAsync("misbehave");
        Assert.IsType<ReadOutcome.Read>(await SayAsync(reader, "one"));
        using (var child = Process.GetProcessById(Assert.Single(reader.ProcessIds)))
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync();
        }

        await Task.Delay(200);
        Assert.IsType<ReadOutcome.Read>(await SayAsync(reader, "two"));
    }

    [Fact]
    public async Task A_child_inherits_no_environment()
    {
        Environment.SetEnvironmentVariable("MEDLEDGER_TEST_SECRET", "key");
        await using var reader = await StartAsync("misbehave");
        var names = (await AnswerAsync(reader, "environment")).Split('\n');
        Assert.Contains("OMP_THREAD_LIMIT", names);
        Assert.DoesNotContain("MEDLEDGER_TEST_SECRET", names);
        Assert.DoesNotContain("HOME", names);
    }

    [Fact]
    public async Task Where_bubblewrap_works_a_child_sees_neither_the_checkout_nor_the_network()
    {
        await using var reader = await StartAsync("misbehave");
        if (!reader.Confinement.StartsWith("bubblewrap", StringComparison.Ordinal)) return;
        Assert.Equal("not seen", await AnswerAsync(reader, $"look {Repository.Path("MedLedger.sln")}"));
        Assert.Equal("not seen", await AnswerAsync(reader, "look /etc/passwd"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Assert.Equal("not connected", await AnswerAsync(reader, $"connect {((IPEndPoint)listener.LocalEndpoint).Port}"));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_document_that_only_burns_processor_time_is_ended_at_the_limit()
    {
        await using var reader = await StartAsync("misbehave", TimeSpan.FromSeconds(60), processorTime: TimeSpan.FromSeconds(3));
        Assert.Equal("time-limit", Reads.Code(Assert.IsType<ReadOutcome.Unreadable>(await SayAsync(reader, "spin"))));
        Assert.IsType<ReadOutcome.Read>(await SayAsync(reader, "an ordinary note"));
    }

    [Fact]
    public async Task A_text_layer_that_does_not_fit_into_memory_is_not_called_blank()
    {
        await using var reader = await StartAsync(limit: TimeSpan.FromSeconds(100), processorTime: TimeSpan.FromSeconds(100), addressSpace: 2L * 1024 * 1024 * 1024);
        var outcome = await ReadAsync(reader, PdfBuilder.Packed(string.Concat(Enumerable.Repeat("BT /F1 12 Tf 1 1 Td (a) Tj ET ", 12_000_000))));
        Assert.Equal("memory-limit", Reads.Code(Assert.IsType<ReadOutcome.Unreadable>(outcome)));
    }

    [Fact]
    public async Task What_the_header_tells_is_refused_before_a_reader_is_started()
    {
        await using var reader = await StartAsync("misbehave");
        var bomb = await File.ReadAllBytesAsync(Repository.Path("tests", "corpus", "bad", "huge-header.png"));
        Assert.Equal("too-many-pixels", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await ReadAsync(reader, bomb))));
        Assert.Equal("unsupported-type", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await ReadAsync(reader, [0x1F, 0x8B, 0x08, 0x00, .. new byte[64]]))));
        Assert.Empty(reader.ProcessIds);
    }

    [Fact]
    public async Task No_process_is_left_behind()
    {
        var reader = await StartAsync("misbehave");
        await SayAsync(reader, "an ordinary note");
        var id = Assert.Single(reader.ProcessIds);
        await reader.DisposeAsync();
        await Task.Delay(200);
        Assert.False(File.Exists($"/proc/{id}/exe") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    internal static Task<ConfinedReader> StartAsync(string? mode = null, TimeSpan? limit = null, TimeSpan? processorTime = null, long? addressSpace = null) => ConfinedReader.StartAsync(
        new()
        {
            Executable = "dotnet",
            Arguments = mode is null ? [Host] : [Host, mode],
            Workers = 1,
            AddressSpace = addressSpace ?? new ReaderOptions { Executable = "" }.AddressSpace,
            ProcessorTime = processorTime ?? TimeSpan.FromMinutes(20),
            TimeLimit = limit ?? (mode is null ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(8)),
        },
        CancellationToken.None);

    internal static Task<ReadOutcome> ReadAsync(ConfinedReader reader, byte[] bytes) => reader.ReadAsync(IncomingDocument.FromBytes("a document", bytes), CancellationToken.None);

    private static Task<ReadOutcome> SayAsync(ConfinedReader reader, string text) => ReadAsync(reader, System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task<string> AnswerAsync(ConfinedReader reader, string question)
    {
        var outcome = await SayAsync(reader, question);
        return outcome is ReadOutcome.Read(var reading) ? reading.Pages[0].Text : Reads.Code(outcome)!;
    }
}
