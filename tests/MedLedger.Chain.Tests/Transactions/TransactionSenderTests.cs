using System.Diagnostics;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Chain.Rpc;
using MedLedger.Chain.Tests.Rpc;
using MedLedger.Chain.Transactions;

namespace MedLedger.Chain.Tests.Transactions;

public sealed class TransactionSenderTests : IDisposable
{
    private static readonly EthereumAddress _contract = EthereumAddress.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");

    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-sender-").FullName;
    private readonly FakeNode _fake = new();
    private readonly EthereumKey _key = EthereumKey.FromHex("0x" + new string('6', 64));

    private string JournalFile => Path.Combine(_folder, "transactions.jsonl");

    /// <summary>Each call is a run of the program of its own: only the journal file lives on.</summary>
    private async Task<T> RunAsync<T>(Func<TransactionSender, Task<T>> run, TransactionOptions? options = null)
    {
        using var journal = FileTransactionJournal.Open(JournalFile);
        using var sender = new TransactionSender(await _fake.ConnectAsync(), _key, journal, TimeProvider.System, options ?? new()
        {
            PollInterval = TimeSpan.FromMilliseconds(1),
            Patience = TimeSpan.FromMilliseconds(20),
            Replacements = 2,
        });
        return await run(sender);
    }

    private Task<TransactionOutcome> SendAsync() => RunAsync(sender => sender.SendAsync(_contract, [1], CancellationToken.None));

    private async Task<IReadOnlyList<SignedTransaction>> JournalAsync()
    {
        using var journal = FileTransactionJournal.Open(JournalFile);
        return await journal.ReadAsync(31337, _key.Address, CancellationToken.None);
    }

    [Fact]
    public async Task A_transaction_is_in_the_journal_before_it_is_sent()
    {
        var seen = "";
        _fake.WhenSent = raw =>
        {
            // The journal locks its file against .NET programs; another program can look inside.
            using var reader = Process.Start(new ProcessStartInfo("cat", [JournalFile]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            seen = reader.StandardOutput.ReadToEnd();
            Assert.Contains(raw, seen);
        };
        Assert.IsType<TransactionOutcome.Included>(await SendAsync());
        Assert.NotEmpty(seen);
    }

    [Fact]
    public async Task Nonces_count_up_without_gaps_over_restarts()
    {
        for (var i = 0; i < 3; i++) Assert.IsType<TransactionOutcome.Included>(await SendAsync());
        Assert.Equal([0UL, 1UL, 2UL], (await JournalAsync()).Select(entry => entry.Transaction.Nonce));
        Assert.Equal(3, _fake.Sent.Count);
    }

    [Fact]
    public async Task What_was_lost_on_the_way_is_sent_again_with_the_same_bytes_before_anything_new()
    {
        _fake.LosesTransactions = true;
        await Assert.ThrowsAsync<ChainUnavailableException>(SendAsync);
        (_fake.LosesTransactions, _fake.Down) = (false, false);

        Assert.IsType<TransactionOutcome.Included>(await SendAsync());
        Assert.Equal((await JournalAsync()).Select(entry => HexData.Format(entry.Raw)), _fake.Sent);
        Assert.Equal([0UL, 1UL], (await JournalAsync()).Select(entry => entry.Transaction.Nonce));
    }

    [Fact]
    public async Task A_stuck_transaction_is_replaced_at_its_own_nonce_for_at_least_a_tenth_more()
    {
        _fake.Mines = false;
        var outcome = Assert.IsType<TransactionOutcome.Pending>(await SendAsync());
        var journal = await JournalAsync();
        Assert.Equal([0UL, 0UL, 0UL], journal.Select(entry => entry.Transaction.Nonce));
        Assert.Equal(journal[^1].Hash, outcome.Hash);
        foreach (var (before, after) in journal.Zip(journal.Skip(1)))
            Assert.True(after.Transaction.MaxFeePerGas * 10 >= before.Transaction.MaxFeePerGas * 11);
    }

    [Fact]
    public async Task Nothing_new_is_sent_while_something_old_is_stuck()
    {
        _fake.Mines = false;
        await SendAsync();
        Assert.IsType<TransactionOutcome.Pending>(await SendAsync());
        Assert.All(await JournalAsync(), entry => Assert.Equal(0UL, entry.Transaction.Nonce));

        // The first of the attempts gets into a block after all: the others are then settled too.
        _fake.Include(_fake.Sent[0]);
        Assert.Null(await RunAsync(sender => sender.SettleAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Fees_stop_rising_at_the_limit()
    {
        _fake.Mines = false;
        await RunAsync(sender => sender.SendAsync(_contract, [1], CancellationToken.None), new()
        {
            PollInterval = TimeSpan.FromMilliseconds(1),
            Patience = TimeSpan.FromMilliseconds(5),
            Replacements = 5,
            HighestFeePerGas = 3_500_000_000,
        });
        Assert.All(await JournalAsync(), entry => Assert.True(entry.Transaction.MaxFeePerGas <= 3_500_000_000));
        Assert.Equal(2, (await JournalAsync()).Count);
    }

    [Fact]
    public async Task What_a_reorg_took_back_is_sent_again()
    {
        await SendAsync();
        await SendAsync();
        var first = _fake.Sent.ToList();
        _fake.Included.Clear();
        _fake.Sent.Clear();
        _fake.Mined = 0;

        Assert.Null(await RunAsync(sender => sender.SettleAsync(CancellationToken.None)));
        Assert.Equal(first, _fake.Sent);
    }

    [Fact]
    public async Task A_nonce_that_another_program_took_is_not_waited_for()
    {
        _fake.LosesTransactions = true;
        await Assert.ThrowsAsync<ChainUnavailableException>(SendAsync);
        (_fake.LosesTransactions, _fake.Down, _fake.Mined) = (false, false, 5);
        Assert.IsType<TransactionOutcome.Included>(await SendAsync());
        Assert.Equal([0UL, 5UL], (await JournalAsync()).Select(entry => entry.Transaction.Nonce));
    }

    [Fact]
    public async Task A_chain_that_lies_behind_the_whole_journal_is_another_chain()
    {
        _fake.Mined = 7;
        await SendAsync();
        _fake.Mined = 2;
        var thrown = await Assert.ThrowsAsync<JournalAheadOfChainException>(SendAsync);
        Assert.Contains("nonce 7, but the chain is at 2", thrown.Message);
    }

    [Fact]
    public async Task An_empty_account_is_told_at_once_and_its_transaction_kept()
    {
        _fake.SendError = "insufficient funds for gas * price + value";
        await Assert.ThrowsAsync<ChainRefusedException>(SendAsync);
        _fake.SendError = null;
        Assert.Null(await RunAsync(sender => sender.SettleAsync(CancellationToken.None)));
        Assert.Single(_fake.Sent);
    }

    public void Dispose()
    {
        _key.Dispose();
        _fake.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
