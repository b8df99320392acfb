using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Vault;

namespace MedLedger.Storage.Tests;

/// <summary>A store in a folder of its own, gone when the test ends.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly string _parent = System.IO.Directory.CreateTempSubdirectory("medledger-store-").FullName;

    public TestStore() => Directory = DataDirectory.Create(Folder, SystemRandomSource.Instance);

    public static DateTimeOffset At { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static CancellationToken Never => CancellationToken.None;

    public string Folder => Path.Combine(_parent, "data");

    public DataDirectory Directory { get; private set; }

    public static Sha256Digest Digest(string text) => Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(text));

    public static ContentAddress Address(string text) => new(Digest(text));

    public DataDirectory Reopen()
    {
        Directory.Dispose();
        return Directory = DataDirectory.Open(Folder, SystemRandomSource.Instance);
    }

    public async Task<PatientId> PatientAsync(string reference) => (await Directory.Patients.FindOrAddAsync(reference, At, Never)).Id;

    public void Dispose()
    {
        Directory.Dispose();
        System.IO.Directory.Delete(_parent, recursive: true);
    }
}
