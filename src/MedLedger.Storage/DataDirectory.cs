using MedLedger.Access.BreakGlass;
using MedLedger.Access.Grants;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Sequencing;
using MedLedger.Storage.Arrivals;
using MedLedger.Storage.Blobs;
using MedLedger.Storage.Documents;
using MedLedger.Storage.Grants;
using MedLedger.Storage.Keys;
using MedLedger.Storage.Log;
using MedLedger.Storage.Patients;
using MedLedger.Storage.Sqlite;
using MedLedger.Storage.Summaries;
using MedLedger.Vault;
using MedLedger.Vault.Keys;

namespace MedLedger.Storage;

/// <summary>The one folder where a store rests, and its parts (docs/formats/store.md).</summary>
public sealed class DataDirectory : IDisposable
{
    private const string MainFile = "medledger.db";
    private const string KeysFile = "keys.db";
    private const string LockFile = "lock.db";
    private const string IntakeFile = "intake.db";
    private const int FirstWithIntake = 2;

    private readonly SqliteDatabase _main;
    private readonly SqliteDatabase _keys;
    private readonly SqliteDatabase _lock;
    private readonly SqliteDatabase _intake;

    private DataDirectory(string folder, IRandomSource random)
    {
        Folder = folder;
        _lock = SqliteDatabase.Open(Path.Combine(folder, LockFile), Schema.Lock);
        _keys = SqliteDatabase.Open(Path.Combine(folder, KeysFile), Schema.Keys);
        _intake = SqliteDatabase.Open(Path.Combine(folder, IntakeFile), Schema.Intake, checkpointPages: 16_000);
        // Last: this file says that the store is whole.
        _main = SqliteDatabase.Open(Path.Combine(folder, MainFile), Schema.Main);
        // Bytes of keys that were destroyed just before a crash may still rest in the write-ahead log.
        _keys.TryEmptyWriteAheadLog();

        LogLock = new SqliteLogLock(_lock);
        WrappedKeys = new SqliteWrappedKeyStore(_keys);
        Blobs = new FileBlobStore(Path.Combine(folder, "blobs"));
        Patients = new SqlitePatientDirectory(_main, random);
        Documents = new SqliteDocumentStore(_main);
        LogOpenings = new SqliteLogOpenings(_main);
        Anchors = new SqliteAnchors(_main);
        Summaries = new SqliteSummaryStore(_main);
        Grants = new SqliteGrantStore(_main);
        WalletBindings = new SqliteWalletBindings(_main);
        BreakGlassWindows = new SqliteBreakGlassWindows(_main);
        Arrivals = new SqliteArrivalStore(_intake);
        KnownIdentifiers = new SqliteKnownIdentifiers(_intake);
    }

    public string Folder { get; }

    /// <summary>Where the key ring rests.</summary>
    public string KeysFolder => KeysFolderOf(Folder);

    /// <summary>Where the log's public files rest.</summary>
    public string LogFolder => Path.Combine(Folder, "log");

    public IBlobStore Blobs { get; }

    public IWrappedKeyStore WrappedKeys { get; }

    public IPatientDirectory Patients { get; }

    public IDocumentStore Documents { get; }

    public ILogOpenings LogOpenings { get; }

    public IAnchors Anchors { get; }

    public ISummaryStore Summaries { get; }

    public IGrantStore Grants { get; }

    public IWalletBindings WalletBindings { get; }

    public IBreakGlassWindows BreakGlassWindows { get; }

    public IArrivalStore Arrivals { get; }

    public IKnownIdentifiers KnownIdentifiers { get; }

    public ILogLock LogLock { get; }

    public static string KeysFolderOf(string folder) => Path.Combine(folder, "keys");

    /// <summary>Whether a whole store rests here; false also for one whose creation was cut off.</summary>
    public static bool Exists(string folder) => SqliteDatabase.VersionOf(Path.Combine(folder, MainFile)) > 0;

    /// <summary>Makes an empty store; takes up a creation that was cut off.</summary>
    /// <exception cref="StoreException">when there is a store already.</exception>
    public static DataDirectory Create(string folder, IRandomSource random)
    {
        folder = Path.GetFullPath(folder);
        if (Exists(folder)) throw new StoreException("There is a store in this folder already. Open it, or name an empty folder.");
        if (Path.GetDirectoryName(folder) is { } parent) Directory.CreateDirectory(parent);
        DurableFolder.Create(folder);
        // Also where the folder was there before: nobody else makes its name durable.
        if (Path.GetDirectoryName(folder) is { } above) DurableFolder.Sync(above);
        DurableFolder.Create(Path.Combine(folder, "blobs"));
        var directory = new DataDirectory(folder, random);
        DurableFolder.Sync(folder);
        return directory;
    }

    /// <summary>Opens a store and takes its schema forward where that is older.</summary>
    /// <exception cref="StoreTooNewException">when a newer program wrote it.</exception>
    /// <exception cref="StoreException">when there is none, or a part of it is missing.</exception>
    public static DataDirectory Open(string folder, IRandomSource random)
    {
        folder = Path.GetFullPath(folder);
        if (!Exists(folder)) throw new StoreException("There is no store in this folder. Create one, or name the folder that holds it.");
        foreach (var file in new[] { LockFile, KeysFile })
            if (SqliteDatabase.VersionOf(Path.Combine(folder, file)) == 0)
                throw new StoreException($"{file} is missing from the store. It is never made anew: restore it, or the whole store, from a backup.");
        RefuseNewer(folder);
        // Before version 2 a store had none; since then an empty one would hide what was acknowledged, held and linked.
        if (SqliteDatabase.VersionOf(Path.Combine(folder, MainFile)) >= FirstWithIntake && SqliteDatabase.VersionOf(Path.Combine(folder, IntakeFile)) == 0)
            throw new StoreException($"{IntakeFile} is missing from the store. It is never made anew: restore it, or the whole store, from a backup.");
        return new DataDirectory(folder, random);
    }

    public void Dispose()
    {
        _main.Dispose();
        _keys.Dispose();
        _lock.Dispose();
        _intake.Dispose();
    }

    // All are looked at before any is taken forward: a store that must be refused is left as it is.
    private static void RefuseNewer(string folder)
    {
        foreach (var (file, schema) in new[] { (MainFile, Schema.Main), (KeysFile, Schema.Keys), (LockFile, Schema.Lock), (IntakeFile, Schema.Intake) })
            if (SqliteDatabase.VersionOf(Path.Combine(folder, file)) is var found && found > schema.Version)
                throw new StoreTooNewException(schema.Database, found, schema.Version);
    }
}
