using System.Diagnostics;
using MedLedger.Chain.Anchoring;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Development;
using MedLedger.Chain.Tests.Development;
using MedLedger.Chain.Transactions;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Verification;

namespace MedLedger.Chain.Tests.Anchoring;

/// <summary>The whole way on a real EVM node: nothing here is faked.</summary>
public sealed class CheckpointRegistryEndToEndTests : IAsyncLifetime
{
    private static readonly Sha256Digest _salt = Sha256Digest.Of("a verifier key"u8);
    private static readonly EthereumKey _key = DevelopmentAccounts.Key(0);

    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-anchor-").FullName;
    private Run? _run;
    private EthereumAddress _contract;

    private static CancellationToken None => CancellationToken.None;

    private static LogId Log => LogId.Of(_key.Address, _salt);

    private DevelopmentChain Chain => _run!.Chain;

    private TransactionSender Sender => _run!.Sender;

    private CheckpointRegistryClient Client => new(Sender, _contract);

    private static Sha256Digest Root(int n) => Sha256Digest.Of([(byte)n]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync() => _run = await Run.StartAsync(_folder);

    private async Task StopAsync()
    {
        if (_run is not null) await _run.DisposeAsync();
        _run = null;
    }

    private async Task DeployAndRegisterAsync()
    {
        await StartAsync();
        _contract = Assert.IsType<DeployOutcome.Deployed>(await CheckpointRegistryClient.DeployAsync(Sender, None)).Contract;
        Assert.IsType<RegistrationOutcome.Done>(await Client.RegisterAsync(_salt, _key.Address, None));
    }

    private async Task<AnchorOutcome.Anchored> AnchorAsync(ulong size, int root) =>
        Assert.IsType<AnchorOutcome.Anchored>(await Client.AnchorAsync(Log, size, Root(root), None));

    private async Task<AnchorStatus> StatusUntil<T>(ulong epoch)
    {
        for (var waited = 0; waited < 100; waited++)
        {
            var status = await Client.Reader.StatusAsync(Log, epoch, None);
            if (status is T) return status;
            await Task.Delay(100);
        }

        return await Client.Reader.StatusAsync(Log, epoch, None);
    }

    [AnvilFact]
    public async Task Three_checkpoints_are_anchored_kept_and_still_there_after_a_restart()
    {
        await DeployAndRegisterAsync();
        Assert.Null(await Client.Reader.LatestAsync(Log, None));
        Assert.True(await Client.Reader.IsOurCodeAsync(None));

        var anchored = new[] { await AnchorAsync(1, 1), await AnchorAsync(7, 2), await AnchorAsync(1000, 3) };
        Assert.Equal([1UL, 2UL, 3UL], anchored.Select(outcome => outcome.Checkpoint.Epoch));
        Assert.All(anchored, outcome => Assert.InRange(outcome.GasUsed, 1UL, 80_000UL));
        foreach (var outcome in anchored) Assert.Equal(outcome.Checkpoint, await Client.Reader.GetAsync(Log, outcome.Checkpoint.Epoch, None));
        Assert.Null(await Client.Reader.GetAsync(Log, 0, None));
        Assert.Null(await Client.Reader.GetAsync(Log, 4, None));
        Assert.IsType<AnchorStatus.Finalized>(await StatusUntil<AnchorStatus.Finalized>(3));
        Assert.IsType<AnchorStatus.NotAnchored>(await Client.Reader.StatusAsync(Log, 4, None));

        var before = await Client.Reader.LatestAsync(Log, None);
        await StopAsync();
        await StartAsync();
        Assert.Equal(before, await Client.Reader.LatestAsync(Log, None));
        Assert.Equal(anchored[0].Checkpoint, await Client.Reader.GetAsync(Log, 1, None));
        Assert.Equal(4UL, (await AnchorAsync(1001, 4)).Checkpoint.Epoch);
    }

    [AnvilFact]
    public async Task What_a_chain_lost_when_it_was_killed_is_sent_again_from_the_journal()
    {
        await DeployAndRegisterAsync();
        await AnchorAsync(5, 1);
        await Task.Delay(1500);
        await AnchorAsync(9, 2);
        using (var node = Process.GetProcessById(Chain.ProcessId)) node.Kill();

        await StopAsync();
        await StartAsync();
        // Whether the last second was on disk or not, both checkpoints are there once and in order.
        Assert.Equal(2UL, Assert.IsType<AnchorOutcome.AlreadyAnchored>(await Client.AnchorAsync(Log, 9, Root(2), None)).Checkpoint.Epoch);
        Assert.Equal(5UL, (await Client.Reader.GetAsync(Log, 1, None))!.Size);
        Assert.Equal(3UL, (await AnchorAsync(10, 3)).Checkpoint.Epoch);
    }

    [AnvilFact]
    public async Task A_log_that_shrinks_or_forks_is_refused_and_a_repetition_is_already_done()
    {
        await DeployAndRegisterAsync();
        await AnchorAsync(5, 1);
        await AnchorAsync(10, 2);
        await AnchorAsync(20, 3);

        Assert.Equal(new AnchorOutcome.Refused(AnchorRefusal.NotGrowing), await Client.AnchorAsync(Log, 7, Root(9), None));
        Assert.Equal(new AnchorOutcome.Refused(AnchorRefusal.NotGrowing), await Client.AnchorAsync(Log, 0, Root(9), None));
        foreach (var (size, root, epoch) in new[] { (5UL, 1, 1UL), (10UL, 2, 2UL), (20UL, 3, 3UL) })
            Assert.Equal(epoch, Assert.IsType<AnchorOutcome.AlreadyAnchored>(await Client.AnchorAsync(Log, size, Root(root), None)).Checkpoint.Epoch);
        Assert.Equal(2UL, Assert.IsType<AnchorOutcome.Conflict>(await Client.AnchorAsync(Log, 10, Root(9), None)).OnChain.Epoch);
        Assert.Equal(new AnchorOutcome.Refused(AnchorRefusal.EmptyRoot), await Client.AnchorAsync(Log, 21, default, None));
        Assert.Equal(3UL, (await Client.Reader.LatestAsync(Log, None))!.Epoch);
    }

    [AnvilFact]
    public async Task Registering_twice_changes_nothing_and_strangers_cannot_anchor()
    {
        await DeployAndRegisterAsync();
        await AnchorAsync(5, 1);
        Assert.Equal(1UL, Assert.IsType<RegistrationOutcome.Done>(await Client.RegisterAsync(_salt, _key.Address, None)).Registration.LatestEpoch);

        using var journal = FileTransactionJournal.Open(Path.Combine(_folder, "stranger.jsonl"));
        using var stranger = new TransactionSender(Chain.Node, DevelopmentAccounts.Key(1), journal, TimeProvider.System, new() { PollInterval = TimeSpan.FromMilliseconds(50) });
        var theirs = new CheckpointRegistryClient(stranger, _contract);
        Assert.Equal(new AnchorOutcome.Refused(AnchorRefusal.NotAnchorer), await theirs.AnchorAsync(Log, 6, Root(2), None));
        Assert.Equal(new RegistrationOutcome.Refused(AnchorRefusal.NotOwner), await theirs.SetAnchorerAsync(Log, stranger.Address, None));

        Assert.Equal(stranger.Address, Assert.IsType<RegistrationOutcome.Done>(await Client.SetAnchorerAsync(Log, stranger.Address, None)).Registration.Anchorer);
        Assert.IsType<AnchorOutcome.Anchored>(await theirs.AnchorAsync(Log, 6, Root(2), None));
        Assert.Equal(new AnchorOutcome.Refused(AnchorRefusal.NotAnchorer), await Client.AnchorAsync(Log, 7, Root(3), None));
    }

    [AnvilFact]
    public async Task An_anchor_that_a_reorg_took_back_is_seen_and_anchored_again()
    {
        await DeployAndRegisterAsync();
        await AnchorAsync(5, 1);
        Assert.IsType<AnchorStatus.Finalized>(await StatusUntil<AnchorStatus.Finalized>(1));
        var second = await AnchorAsync(9, 2);

        var head = await Chain.Node.BlockAsync("latest", None);
        await Chain.Client.CallAsync("anvil_reorg", [(int)(head.Number - second.BlockNumber) + 1, new System.Text.Json.Nodes.JsonArray()], None);
        Assert.IsType<AnchorStatus.NotAnchored>(await Client.Reader.StatusAsync(Log, 2, None));
        Assert.Equal(1UL, (await Client.Reader.LatestAsync(Log, None))!.Epoch);

        // The journal sends the very same transaction again, so the checkpoint is found rather than anchored a second time.
        var again = Assert.IsType<AnchorOutcome.AlreadyAnchored>(await Client.AnchorAsync(Log, 9, Root(2), None));
        Assert.Equal((2UL, 9UL, Root(2)), (again.Checkpoint.Epoch, again.Checkpoint.Size, again.Checkpoint.Root));
    }

    [AnvilFact]
    public async Task A_verifier_reads_anchors_from_the_chain_and_the_code_that_a_proof_may_name()
    {
        await DeployAndRegisterAsync();
        var anchored = (await AnchorAsync(5, 1)).Checkpoint;
        var source = new RegistryAnchorSource(Chain.Client);
        var reference = new AnchorReference(31337, _contract.ToString(), Log.ToString(), 1);

        Assert.Equal(anchored, await source.FindAsync(reference, None));
        Assert.Equal(anchored, await source.FindAsync(reference with { ChainId = null }, None));
        Assert.Null(await source.FindAsync(reference with { Epoch = 2 }, None));
        foreach (var wrong in new[] { reference with { ChainId = 1 }, reference with { Registry = _key.Address.ToString() }, reference with { Registry = "0x1" }, reference with { LogId = "0x1" } })
            await Assert.ThrowsAsync<AnchorUnavailableException>(() => source.FindAsync(wrong, None));

        // The same state behind code with one byte more, which changes no answer: a contract that was not reviewed.
        var code = await Chain.Node.CodeAsync(_contract, None);
        await Chain.Client.CallAsync("anvil_setCode", [_contract.ToString(), "0x" + Convert.ToHexString(code) + "00"], None);
        Assert.Equal(anchored, await Client.Reader.GetAsync(Log, 1, None));
        await Assert.ThrowsAsync<AnchorUnavailableException>(() => source.FindAsync(reference, None));
    }

    [AnvilFact]
    public async Task An_address_without_a_registry_is_told_from_an_empty_log()
    {
        await StartAsync();
        _contract = EthereumAddress.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
        await Assert.ThrowsAsync<NoRegistryException>(() => Client.Reader.LatestAsync(Log, None));
        Assert.False(await Client.Reader.IsOurCodeAsync(None));
    }

    /// <summary>One run of the program: after it only the two files are left.</summary>
    private sealed class Run(DevelopmentChain chain, FileTransactionJournal journal) : IAsyncDisposable
    {
        public static async Task<Run> StartAsync(string folder) => new(
            await Anvil.StartAsync(Path.Combine(folder, "state.json")), FileTransactionJournal.Open(Path.Combine(folder, "transactions.jsonl")));

        public DevelopmentChain Chain => chain;

        public TransactionSender Sender { get; } = new(chain.Node, _key, journal, TimeProvider.System, new() { PollInterval = TimeSpan.FromMilliseconds(50) });

        public async ValueTask DisposeAsync()
        {
            Sender.Dispose();
            journal.Dispose();
            await chain.DisposeAsync();
        }
    }
}
