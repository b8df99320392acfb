using System.Diagnostics;
using System.Runtime.Versioning;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Development;

namespace MedLedger.Chain.Tests.Development;

public sealed class DevelopmentChainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-chain-").FullName;

    private string State => Path.Combine(_folder, "chain", "state.json");

    [Fact]
    public void The_development_accounts_are_those_of_the_published_phrase()
    {
        var published = Vectors.Read("accounts.json").GetProperty("development");
        Assert.Equal(DevelopmentAccounts.Mnemonic, published.Text("mnemonic"));
        Assert.Equal(
            published.GetProperty("addresses").EnumerateArray().Select(address => address.GetString()!),
            Enumerable.Range(0, DevelopmentAccounts.Count).Select(index => DevelopmentAccounts.Key(index).Address.ToString()));
    }

    [AnvilFact]
    public async Task The_chain_answers_on_loopback_and_ends_with_its_state_on_disk()
    {
        int id;
        await using (var chain = await Anvil.StartAsync(State))
        {
            id = chain.ProcessId;
            Assert.Equal("127.0.0.1", chain.Url.Host);
            Assert.Equal((UInt128)10_000 * 1_000_000_000_000_000_000, await chain.Node.BalanceAsync(DevelopmentAccounts.Key(0).Address, CancellationToken.None));
            Assert.Equal(UInt128.Zero, await chain.Node.BalanceAsync(EthereumKey.FromHex("0x" + new string('7', 64)).Address, CancellationToken.None));
        }

        Assert.True(new FileInfo(State).Length > 0);
        Assert.False(File.Exists(State + ".pid"));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [AnvilFact]
    public async Task A_chain_that_a_killed_run_left_behind_is_ended_before_the_next_starts()
    {
        // Never disposed, as after a kill: only the process and its id file stay.
        var leftover = await Anvil.StartAsync(State);
        await using var next = await Anvil.StartAsync(State);
        Assert.NotEqual(leftover.ProcessId, next.ProcessId);
        Assert.Equal(next.ProcessId.ToString(), await File.ReadAllTextAsync(State + ".pid"));
        using var ended = Process.GetProcesses().FirstOrDefault(process => process.Id == leftover.ProcessId);
        Assert.True(ended is null || ended.HasExited);
    }

    [AnvilFact]
    public async Task An_id_file_that_names_an_innocent_process_ends_nobody()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(State)!);
        await File.WriteAllTextAsync(State + ".pid", Environment.ProcessId.ToString());
        await using var chain = await Anvil.StartAsync(State);
        Assert.NotEqual(Environment.ProcessId, chain.ProcessId);
    }

    [Fact]
    public async Task A_missing_program_is_named_with_the_command_that_brings_it()
    {
        var thrown = await Assert.ThrowsAsync<DevelopmentChainException>(() => DevelopmentChain.StartAsync(
            new() { AnvilPath = Path.Combine(_folder, "anvil"), StateFile = State }, TimeProvider.System, CancellationToken.None));
        Assert.Contains("npm ci --ignore-scripts", thrown.Message);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task A_program_that_gives_up_is_reported_with_its_own_words()
    {
        var program = Path.Combine(_folder, "anvil");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho the port is taken >&2\nexit 1\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var thrown = await Assert.ThrowsAsync<DevelopmentChainException>(() => DevelopmentChain.StartAsync(
            new() { AnvilPath = program, StateFile = State }, TimeProvider.System, CancellationToken.None));
        Assert.Contains("the port is taken", thrown.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
