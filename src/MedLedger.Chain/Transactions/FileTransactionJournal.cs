using System.Text.Json;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Transactions;

/// <summary>The journal as a file of JSON lines. One process writes it at a time: it stays open and locked until disposed.</summary>
public sealed class FileTransactionJournal : ITransactionJournal, IDisposable
{
    private readonly FileStream _file;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<SignedTransaction> _entries;

    private FileTransactionJournal(FileStream file, List<SignedTransaction> entries) => (_file, _entries) = (file, entries);

    /// <exception cref="InvalidDataException">when a complete line cannot be read: nonces would be guessed.</exception>
    /// <exception cref="IOException">when another process holds the file.</exception>
    public static FileTransactionJournal Open(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            DurableFolder.Flush(folder);
            return new(file, Load(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public Task<IReadOnlyList<SignedTransaction>> ReadAsync(ulong chainId, EthereumAddress sender, CancellationToken cancellationToken)
    {
        lock (_entries)
            return Task.FromResult<IReadOnlyList<SignedTransaction>>([.. _entries.Where(entry => entry.Transaction.ChainId == chainId && entry.Sender == sender)]);
    }

    public async Task AppendAsync(SignedTransaction transaction, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // A crash before the flush leaves a torn line, of a transaction that was never sent: it is dropped when the file is opened.
            await _file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Line.Of(transaction)).Append((byte)'\n').ToArray(), cancellationToken);
            _file.Flush(flushToDisk: true);
            lock (_entries) _entries.Add(transaction);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _gate.Dispose();
    }

    private static List<SignedTransaction> Load(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var complete = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        file.SetLength(complete);
        file.Position = complete;

        var entries = new List<SignedTransaction>();
        foreach (var line in System.Text.Encoding.UTF8.GetString(bytes, 0, complete).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            entries.Add(Parse(line, entries.Count + 1));
        return entries;
    }

    private static SignedTransaction Parse(string text, int number)
    {
        try
        {
            var signed = JsonSerializer.Deserialize<Line>(text)!.ToTransaction();
            if (Keccak256.Hash(signed.Raw) == signed.Hash) return signed;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new InvalidDataException($"Line {number} of the transaction journal cannot be read. Restore the file from a backup, or start it anew after every transaction of the account has settled.", exception);
        }

        throw new InvalidDataException($"Line {number} of the transaction journal does not hash to its own transaction hash. Restore the file from a backup.");
    }

    private sealed record Line(
        ulong ChainId, EthereumAddress Sender, ulong Nonce, string Hash, string Raw, string Tip, string MaxFee, ulong Gas, EthereumAddress? To, string Data)
    {
        public static Line Of(SignedTransaction signed)
        {
            var transaction = signed.Transaction;
            return new(transaction.ChainId, signed.Sender, transaction.Nonce, signed.Hash.ToString(), HexData.Format(signed.Raw),
                Quantity.Format(transaction.MaxPriorityFeePerGas), Quantity.Format(transaction.MaxFeePerGas), transaction.GasLimit, transaction.To, HexData.Format(transaction.Data));
        }

        public SignedTransaction ToTransaction() => new(
            new(ChainId, Nonce, Quantity.Parse(Tip), Quantity.Parse(MaxFee), Gas, To, HexData.Parse(Data)), Sender, HexData.Parse(Raw), Hash256.Parse(Hash));
    }
}
