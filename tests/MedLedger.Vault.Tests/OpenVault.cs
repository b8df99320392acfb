using System.Text;
using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;
using MedLedger.Vault.Sealing;

namespace MedLedger.Vault.Tests;

/// <summary>A key ring in a folder of its own, with a sealer over keys in memory.</summary>
internal sealed class OpenVault : IDisposable
{
    private readonly string _folder;

    private OpenVault(string folder, KeyRing ring, RepeatableRandom random)
    {
        _folder = folder;
        Ring = ring;
        Random = random;
        Sealer = new RecordSealer(ring, Keys, random);
    }

    public KeyRing Ring { get; }

    public KeysInMemory Keys { get; } = new();

    public RepeatableRandom Random { get; }

    public RecordSealer Sealer { get; }

    public static CancellationToken Never => CancellationToken.None;

    public static async Task<OpenVault> CreateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("medledger-vault-").FullName;
        var random = new RepeatableRandom();
        return new OpenVault(folder, await KeyRing.CreateAsync(Path.Combine(folder, "keys"), "log.example/test", random, Never), random);
    }

    public static PatientId Patient(int number) => PatientId.New(bytes => BitConverter.TryWriteBytes(bytes, number));

    public static SealingContext Context(int patient, string record = "letter-1", uint version = 1, SealingPurpose purpose = SealingPurpose.Document) =>
        new(purpose, Patient(patient), record, version);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose()
    {
        Ring.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
