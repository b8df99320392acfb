using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;

namespace MedLedger.Ledger.Tests;

/// <summary>A log in a temporary folder, with a real key and a lock that survives the sequencer.</summary>
internal sealed class LogOnDisk : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("medledger-log-").FullName;

    public MemoryLock Lock { get; init; } = new();

    public TestSigner Signer { get; init; } = new("log.example/test", 1);

    public VerifierKey Key => VerifierKey.Of(Signer);

    public LogReader Reader => new(Folder);

    /// <summary>None, so that tests run fast; a test that needs one pool of many entries sets one.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.Zero;

    public SequencerOptions Options => new() { Folder = Folder, Linger = Linger };

    public Task CreateAsync() => Sequencer.CreateAsync(Options, Lock, Signer, CancellationToken.None);

    public Task<Sequencer> OpenAsync() => Sequencer.OpenAsync(Options, Lock, Signer, TimeProvider.System, CancellationToken.None);

    public Task<Sequencer> OpenAsync(IFaultPoint faults) =>
        Sequencer.OpenAsync(Options, Lock, Signer, TimeProvider.System, faults, CancellationToken.None);

    /// <summary>A log of that many entries, closed again.</summary>
    public static async Task<LogOnDisk> OfAsync(params int[] pools)
    {
        var log = new LogOnDisk();
        await log.CreateAsync();
        await using var sequencer = await log.OpenAsync();
        var next = 0;
        foreach (var pool in pools)
        {
            await AppendPoolAsync(sequencer, next, pool);
            next += pool;
        }

        return log;
    }

    public static Task<LogReceipt[]> AppendPoolAsync(Sequencer sequencer, int from, int count) =>
        Task.WhenAll(Enumerable.Range(from, count).Select(i => sequencer.AppendAsync(Samples.Entry(i), CancellationToken.None)));

    public SignedCheckpoint Published() =>
        ((CheckpointVerdict.Trusted)SignedCheckpoint.Open(File.ReadAllBytes(Path.Combine(Folder, "checkpoint")), Key)).Checkpoint;

    public IReadOnlyList<string> PublicFiles() =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))
            .Where(file => !file.StartsWith(".staging", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

internal static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static PatientId Patient { get; } = PatientId.New(Array.Clear);

    public static LogEntry Entry(int number) => LogEntry.Of(
        new RecordPayload(Patient, Noon.AddSeconds(number), $"record-{number}", ContentAddress.Of(Sealed(number)), 1, "text/plain"),
        salt => BinaryPrimitives.WriteInt32BigEndian(salt, number));

    public static byte[] Sealed(int number) => BitConverter.GetBytes(number);
}

internal sealed class MemoryLock : ILogLock
{
    private readonly Lock _gate = new();
    private LockRow? _row;

    public LockRow? Row
    {
        get => _row;
        set => _row = value;
    }

    public Task<LockRow?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(_row);

    public Task CreateAsync(LockRow first, CancellationToken cancellationToken)
    {
        lock (_gate) _row = _row is null ? first : throw new InvalidOperationException("There is a row already.");
        return Task.CompletedTask;
    }

    public Task<bool> CompareAndSwapAsync(LockRow expected, LockRow next, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!expected.Equals(_row)) return Task.FromResult(false);
            _row = next;
            return Task.FromResult(true);
        }
    }
}

/// <summary>Ed25519 (RFC 8032) from a seed of one repeated byte.</summary>
internal sealed partial class TestSigner : ICheckpointSigner
{
    private readonly byte[] _secret = new byte[64];

    public TestSigner(string name, byte seed)
    {
        Name = name;
        var seedBytes = new byte[32];
        Array.Fill(seedBytes, seed);
        Assert.Equal(0, SeedKeypair(PublicKey, _secret, seedBytes));
    }

    public string Name { get; }

    public byte[] PublicKey { get; } = new byte[32];

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[64];
        Assert.Equal(0, SignDetached(signature, IntPtr.Zero, message, (ulong)message.Length, _secret));
        return signature;
    }

    [LibraryImport("libsodium.so.23", EntryPoint = "crypto_sign_seed_keypair")]
    private static partial int SeedKeypair(Span<byte> publicKey, Span<byte> secretKey, ReadOnlySpan<byte> seed);

    [LibraryImport("libsodium.so.23", EntryPoint = "crypto_sign_detached")]
    private static partial int SignDetached(Span<byte> signature, IntPtr length, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> secretKey);
}
