using System.Runtime.InteropServices;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;
using MedLedger.Ledger.Verification;

namespace MedLedger.Cli.Tests;

/// <summary>What an auditor gets on a stick: a log, a sealed record with its proof, a grant's proof, and the key by another way.</summary>
internal sealed partial class LoggedPatient : ICheckpointSigner, ILogLock, IDisposable
{
    private readonly byte[] _secret = new byte[64];
    private LockRow? _row;

    private LoggedPatient() => Assert.Equal(0, SeedKeypair(PublicKey, _secret, new byte[32]));

    public static DateTimeOffset Noon { get; } = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static AnchorReference Anchor { get; } = new(31337, "0x" + new string('1', 40), "0x" + new string('2', 64), 1);

    public string Name => "log.example/clinic";

    public byte[] PublicKey { get; } = new byte[32];

    public string Folder { get; } = Directory.CreateTempSubdirectory("medledger-cli-").FullName;

    public string Log => Path.Combine(Folder, "log");

    public string Blob => Path.Combine(Folder, "record.mle");

    public string RecordProof => Path.Combine(Folder, "record.json");

    public string GrantProof => Path.Combine(Folder, "grant.json");

    public string Key => Path.Combine(Folder, "log.vkey");

    public SignedCheckpoint Head { get; private set; } = null!;

    public static async Task<LoggedPatient> MakeAsync()
    {
        var made = new LoggedPatient();
        var options = new SequencerOptions { Folder = made.Log };
        await Sequencer.CreateAsync(options, made, made, CancellationToken.None);
        await using var sequencer = await Sequencer.OpenAsync(options, made, made, TimeProvider.System, CancellationToken.None);
        var patient = PatientId.New(Array.Clear);
        var blob = "ciphertext of an invented prescription"u8.ToArray();
        var digest = Sha256Digest.Of("grant"u8);
        LogEntry[] entries =
        [
            LogEntry.Of(new RecordPayload(patient, Noon, "r1", ContentAddress.Of(blob), 1, "image/png"), salt => Array.Fill(salt, (byte)1)),
            LogEntry.Of(new GrantPayload(patient, Noon, digest, digest, "summary", "TREAT", Noon, Noon.AddDays(1), "0xabc"), salt => Array.Fill(salt, (byte)2)),
            LogEntry.Of(new BreakGlassPayload(patient, Noon, "https://issuer.example", "dr", "permitted", "EMERGENCY", "red \u001b[31m words", Noon), salt => Array.Fill(salt, (byte)3)),
        ];
        foreach (var entry in entries) made.Head = (await sequencer.AppendAsync(entry, CancellationToken.None)).Checkpoint;

        File.WriteAllBytes(made.Blob, blob);
        File.WriteAllText(made.Key, VerifierKey.Of(made) + "\n");
        await made.WriteProofAsync(made.RecordProof, 0, entries[0]);
        await made.WriteProofAsync(made.GrantProof, 1, entries[1]);
        await made.WriteProofAsync(Path.Combine(made.Folder, "glass.json"), 2, entries[2]);
        return made;
    }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[64];
        Assert.Equal(0, SignDetached(signature, IntPtr.Zero, message, (ulong)message.Length, _secret));
        return signature;
    }

    public Task<LockRow?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(_row);

    public Task CreateAsync(LockRow first, CancellationToken cancellationToken)
    {
        _row = first;
        return Task.CompletedTask;
    }

    public Task<bool> CompareAndSwapAsync(LockRow expected, LockRow next, CancellationToken cancellationToken)
    {
        var holds = expected.Equals(_row);
        if (holds) _row = next;
        return Task.FromResult(holds);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task WriteProofAsync(string path, ulong index, LogEntry entry) => File.WriteAllBytes(path, (await ProofMaker.MakeAsync(
        new LogReader(Log), Head, VerifierKey.Of(this), index, entry.Opening, (Anchor, Head.Size), CancellationToken.None)).ToJson());

    [LibraryImport("libsodium.so.23", EntryPoint = "crypto_sign_seed_keypair")]
    private static partial int SeedKeypair(Span<byte> publicKey, Span<byte> secretKey, ReadOnlySpan<byte> seed);

    [LibraryImport("libsodium.so.23", EntryPoint = "crypto_sign_detached")]
    private static partial int SignDetached(Span<byte> signature, IntPtr length, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> secretKey);
}
