using MedLedger.Chain.Crypto;
using MedLedger.Chain.Transactions;

namespace MedLedger.Chain.Tests.Transactions;

public sealed class FileTransactionJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-journal-").FullName;
    private readonly EthereumKey _key = EthereumKey.FromHex("0x" + new string('4', 64));

    private string File => Path.Combine(_folder, "deep", "transactions.jsonl");

    private SignedTransaction Signed(ulong nonce, ulong chainId = 31337) =>
        new Eip1559Transaction(chainId, nonce, 1, (UInt128)1 << 90, 60_000, nonce == 0 ? null : EthereumAddress.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), [1, 2, 3]).Sign(_key);

    private async Task Write(params SignedTransaction[] transactions)
    {
        using var journal = FileTransactionJournal.Open(File);
        foreach (var transaction in transactions) await journal.AppendAsync(transaction, CancellationToken.None);
    }

    private async Task<IReadOnlyList<SignedTransaction>> Read(ulong chainId = 31337)
    {
        using var journal = FileTransactionJournal.Open(File);
        return await journal.ReadAsync(chainId, _key.Address, CancellationToken.None);
    }

    [Fact]
    public async Task What_was_written_is_read_back_in_order_after_reopening()
    {
        await Write(Signed(0), Signed(1));
        await Write(Signed(2));
        var read = await Read();
        Assert.Equal([0UL, 1UL, 2UL], read.Select(entry => entry.Transaction.Nonce));
        Assert.Equal(Signed(1).Raw, read[1].Raw);
        Assert.Equal(Signed(1).Transaction.MaxFeePerGas, read[1].Transaction.MaxFeePerGas);
        Assert.Null(read[0].Transaction.To);
    }

    [Fact]
    public async Task Each_chain_and_account_has_its_own_nonces()
    {
        using var other = EthereumKey.FromHex("0x" + new string('5', 64));
        await Write(Signed(0), Signed(7, chainId: 1), Signed(8, chainId: 1).Transaction.Sign(other));
        Assert.Equal([0UL], (await Read()).Select(entry => entry.Transaction.Nonce));
        Assert.Equal([7UL], (await Read(chainId: 1)).Select(entry => entry.Transaction.Nonce));
    }

    [Fact]
    public async Task A_line_torn_by_a_crash_is_dropped_wherever_it_was_torn()
    {
        await Write(Signed(0), Signed(1));
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        var firstLine = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = firstLine; length < whole.Length; length += 17)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length]);
            Assert.Equal([0UL], (await Read()).Select(entry => entry.Transaction.Nonce));
            await Write(Signed(1));
            Assert.Equal(whole, await System.IO.File.ReadAllBytesAsync(File));
        }
    }

    [Fact]
    public async Task A_damaged_line_stops_the_start_instead_of_guessing_a_nonce()
    {
        await Write(Signed(0), Signed(1));
        var text = await System.IO.File.ReadAllTextAsync(File);
        var raw = Convert.ToHexStringLower(Signed(0).Raw);
        await System.IO.File.WriteAllTextAsync(File, text.Replace(raw, raw[..^1] + (raw[^1] == '0' ? '1' : '0')));
        Assert.Throws<InvalidDataException>(() => FileTransactionJournal.Open(File));
        await System.IO.File.WriteAllTextAsync(File, "{}\n");
        Assert.Throws<InvalidDataException>(() => FileTransactionJournal.Open(File));
    }

    [Fact]
    public void A_second_writer_is_locked_out()
    {
        using var first = FileTransactionJournal.Open(File);
        Assert.Throws<IOException>(() => FileTransactionJournal.Open(File));
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
