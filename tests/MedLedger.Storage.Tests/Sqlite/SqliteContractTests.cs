using MedLedger.Access.BreakGlass;
using MedLedger.Access.Grants;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Ledger.Sequencing;
using MedLedger.Storage.Tests.Contracts;
using MedLedger.Vault.Keys;

namespace MedLedger.Storage.Tests.Sqlite;

// Every contract, run on the data directory with SQLite. A second backend adds a file like this one.
public sealed class FileBlobs : BlobStoreContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IBlobStore Blobs => _store.Directory.Blobs;

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteKeys : WrappedKeyStoreContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IWrappedKeyStore Keys => _store.Directory.WrappedKeys;

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteLock : LogLockContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override ILogLock Lock => _store.Directory.LogLock;

    public void Dispose() => _store.Dispose();
}

public sealed class SqlitePatients : PatientDirectoryContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IPatientDirectory Patients => _store.Directory.Patients;

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteDocuments : DocumentStoreContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IDocumentStore Documents => _store.Directory.Documents;

    public void Dispose() => _store.Dispose();

    protected override Task<PatientId> PatientAsync(string reference) => _store.PatientAsync(reference);
}

public sealed class SqliteOpenings : LogOpeningsContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override ILogOpenings Openings => _store.Directory.LogOpenings;

    public void Dispose() => _store.Dispose();

    protected override Task<PatientId> PatientAsync(string reference) => _store.PatientAsync(reference);
}

public sealed class SqliteSummaries : SummaryStoreContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override ISummaryStore Summaries => _store.Directory.Summaries;

    public void Dispose() => _store.Dispose();

    protected override Task<PatientId> PatientAsync(string reference) => _store.PatientAsync(reference);
}

public sealed class SqliteAnchorRows : AnchorsContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IAnchors Anchors => _store.Directory.Anchors;

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteGrants : GrantStoreContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IGrantStore Grants => _store.Directory.Grants;

    protected override IWalletBindings Wallets => _store.Directory.WalletBindings;

    public void Dispose() => _store.Dispose();

    protected override Task<PatientId> PatientAsync(string reference) => _store.PatientAsync(reference);
}

public sealed class SqliteBrokenGlass : BreakGlassWindowsContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IBreakGlassWindows Windows => _store.Directory.BreakGlassWindows;

    public void Dispose() => _store.Dispose();

    protected override Task<PatientId> PatientAsync(string reference) => _store.PatientAsync(reference);
}

public sealed class SqliteArrivals : ArrivalStoreContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IArrivalStore Arrivals => _store.Directory.Arrivals;

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteIdentifiers : KnownIdentifiersContract, IDisposable
{
    private readonly TestStore _store = new();

    protected override IKnownIdentifiers Known => _store.Directory.KnownIdentifiers;

    public void Dispose() => _store.Dispose();

    protected override Task<Domain.Identity.PatientId> PatientAsync(string reference) => _store.PatientAsync(reference);
}
