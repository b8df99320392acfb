using System.Diagnostics;
using System.Text.Json;
using MedLedger.Cli.Commands;
using MedLedger.Domain.Content;

namespace MedLedger.Cli.Tests;

public sealed class VerifierCommandsTests : IAsyncLifetime
{
    private LoggedPatient _logged = null!;

    public async Task InitializeAsync() => _logged = await LoggedPatient.MakeAsync();

    public Task DisposeAsync()
    {
        _logged.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_record_verifies_and_says_so_in_one_sentence()
    {
        var (code, output, error) = await RunAsync("record", _logged.RecordProof, "--blob", _logged.Blob, "--vkey", _logged.Key);

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("VERIFIED: the sealed record is, byte for byte, the one logged as entry 0 of log.example/clinic; no chain was asked.\n", output, StringComparison.Ordinal);
        Assert.Contains("  mediaType: image/png", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_flipped_bit_in_a_stored_record_is_named()
    {
        var bytes = File.ReadAllBytes(_logged.Blob);
        bytes[7] ^= 1;
        File.WriteAllBytes(_logged.Blob, bytes);

        var (code, output, _) = await RunAsync("record", _logged.RecordProof, "--blob", _logged.Blob, "--vkey", _logged.Key);

        Assert.Equal(1, code);
        Assert.StartsWith("FAILED: sealed-record: ", output, StringComparison.Ordinal);
        Assert.Contains("the sealed record no longer has the address that was logged; next: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_verifies_as_a_grant_and_a_record_does_not()
    {
        Assert.Equal(0, (await RunAsync("grant", _logged.GrantProof, "--vkey", _logged.Key)).Code);
        Assert.StartsWith("FAILED: grant: ", (await RunAsync("grant", _logged.RecordProof, "--vkey", _logged.Key)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_log_verifies_and_a_flipped_bit_names_its_file()
    {
        Assert.StartsWith("VERIFIED: all 3 entries", (await RunAsync("log", _logged.Log, "--vkey", _logged.Key)).Output, StringComparison.Ordinal);
        var bundle = Path.Combine(_logged.Log, "tile/entries/000.p/3");
        var bytes = File.ReadAllBytes(bundle);
        bytes[20] ^= 64;
        File.WriteAllBytes(bundle, bytes);

        var (code, output, _) = await RunAsync("log", _logged.Log, "--vkey", _logged.Key);

        Assert.Equal(1, code);
        Assert.StartsWith("FAILED: tile/entries/000.p/3: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_document_either_way()
    {
        foreach (var (blob, verdict) in new[] { (_logged.Blob, "verified"), (_logged.Key, "failed") })
        {
            var (_, output, _) = await RunAsync("record", _logged.RecordProof, $"--blob={blob}", "--vkey", _logged.Key, "--json");
            using var json = JsonDocument.Parse(output);
            Assert.Equal(verdict, json.RootElement.GetProperty("verdict").GetString());
        }
    }

    [Fact]
    public async Task The_anchor_is_asked_from_the_chain_that_the_auditor_names()
    {
        using var chain = new RpcNode(_logged.Head.Size, _logged.Head.Root);

        var record = await RunAsync("record", _logged.RecordProof, "--blob", _logged.Blob, "--vkey", _logged.Key, "--rpc", chain.Url);
        var log = await RunAsync("log", _logged.Log, "--vkey", _logged.Key, "--rpc", chain.Url, "--registry", LoggedPatient.Anchor.Registry, "--log-id", LoggedPatient.Anchor.LogId);

        Assert.Equal(0, record.Code);
        Assert.Contains("and the chain has held that log since 2026-03-14T12:00:00Z", record.Output, StringComparison.Ordinal);
        Assert.Contains("all 1 anchored states", log.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_holds_another_history_fails_the_proof()
    {
        using var chain = new RpcNode(_logged.Head.Size, Sha256Digest.Of("another history"u8));
        Assert.StartsWith("FAILED: anchor: ", (await RunAsync("proof", _logged.RecordProof, "--vkey", _logged.Key, "--rpc", chain.Url)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anchor_of_another_chain_or_registry_than_the_auditors_is_refused()
    {
        using var other = new RpcNode(_logged.Head.Size, _logged.Head.Root, "0x1");
        using var chain = new RpcNode(_logged.Head.Size, _logged.Head.Root);

        Assert.StartsWith("FAILED: chain: ", (await RunAsync("proof", _logged.RecordProof, "--vkey", _logged.Key, "--rpc", other.Url)).Output, StringComparison.Ordinal);
        Assert.StartsWith("FAILED: anchor: ", (await RunAsync("proof", _logged.RecordProof, "--vkey", _logged.Key, "--rpc", chain.Url, "--registry", "0x" + new string('3', 40))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_of_other_code_proves_nothing_whatever_it_answers()
    {
        using var chain = new RpcNode(_logged.Head.Size, _logged.Head.Root) { RuntimeCode = "0x6001" };
        var (code, output, _) = await RunAsync("proof", _logged.RecordProof, "--vkey", _logged.Key, "--rpc", chain.Url);
        Assert.Equal(1, code);
        Assert.Contains("is not the checkpoint registry", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_does_not_answer_is_said_to_be_that()
    {
        var (code, output, _) = await RunAsync("proof", _logged.RecordProof, "--vkey", _logged.Key, "--rpc", "http://127.0.0.1:9/");
        Assert.Equal(1, code);
        Assert.StartsWith("FAILED: chain: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_words_cannot_steer_the_auditors_terminal()
    {
        var (code, output, _) = await RunAsync("proof", Path.Combine(_logged.Folder, "glass.json"), "--vkey", _logged.Key);
        Assert.Equal(0, code);
        Assert.DoesNotContain('\u001b', output);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{\"format\":\"medledger-proof/9\"}")]
    public async Task A_file_that_is_no_proof_fails_in_words(string content)
    {
        File.WriteAllText(_logged.RecordProof, content);
        var (code, output, _) = await RunAsync("proof", _logged.RecordProof, "--vkey", _logged.Key);
        Assert.Equal(1, code);
        Assert.StartsWith("FAILED: proof-file: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_fails_in_words()
    {
        Assert.StartsWith("FAILED: file: ", (await RunAsync("proof", _logged.RecordProof + ".gone", "--vkey", _logged.Key)).Output, StringComparison.Ordinal);
        Assert.StartsWith("FAILED: checkpoint: ", (await RunAsync("log", _logged.Folder + ".gone", "--vkey", _logged.Key)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("everything")]
    [InlineData("proof")]
    [InlineData("proof P")]
    [InlineData("proof P P --vkey K")]
    [InlineData("proof P --vkey nonsense")]
    [InlineData("proof P --vkey K --vkey K")]
    [InlineData("proof P --vkey K --colour")]
    [InlineData("proof P --vkey")]
    [InlineData("proof P --vkey K --rpc ftp://example.org/")]
    [InlineData("proof P --vkey K --registry 0x1111111111111111111111111111111111111111")]
    [InlineData("proof P --vkey K --blob B")]
    [InlineData("proof P --vkey K --format xml")]
    [InlineData("record P --vkey K")]
    [InlineData("log L --vkey K --rpc http://127.0.0.1:1/")]
    [InlineData("log L --vkey K --rpc http://127.0.0.1:1/ --registry 0x12 --log-id 0x12")]
    public async Task Wrong_usage_is_explained_on_the_error_stream(string line)
    {
        var args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(arg => arg switch
        {
            "P" => _logged.RecordProof,
            "K" => _logged.Key,
            "B" => _logged.Blob,
            "L" => _logged.Log,
            _ => arg,
        });

        var (code, output, error) = await RunAsync([.. args]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("Exit codes: 0 verified", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_program_verifies_from_files_alone()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = _logged.Folder };
        foreach (var arg in new[] { Path.Combine(AppContext.BaseDirectory, "medledger-verify.dll"), "record", "record.json", "--blob", "record.mle", "--vkey", File.ReadAllText(_logged.Key).Trim() })
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("VERIFIED: ", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await VerifierCommands.RunAsync(args, output, error, anchors: null, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
