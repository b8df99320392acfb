using MedLedger.Access.Gate;
using MedLedger.Access.Grants;
using MedLedger.Chain.Wallets;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Sequencing;
using MedLedger.Server.Anchoring;
using MedLedger.Server.Audit;
using MedLedger.Server.Commands;
using MedLedger.Server.Doors;
using MedLedger.Server.Grants;
using MedLedger.Server.Pipeline;
using MedLedger.Server.Records;
using MedLedger.Storage;
using MedLedger.Vault;
using MedLedger.Vault.Keys;
using MedLedger.Vault.Sealing;

namespace MedLedger.Server.Composition;

/// <summary>One data directory with everything that works on it: the composition root. One process at a time writes to it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly FileStream _claim;
    private readonly DataDirectory _directory;
    private readonly KeyRing _keys;
    private readonly Sequencer _log;
    private readonly TimeProvider _time;

    private Installation(FileStream claim, DataDirectory directory, KeyRing keys, Sequencer log, TimeProvider time)
    {
        (_claim, _directory, _keys, _log, _time) = (claim, directory, keys, log, time);
        var sealer = new RecordSealer(keys, directory.WrappedKeys, SystemRandomSource.Instance);
        var journal = new LedgerJournal(log, new LogReader(directory.LogFolder), sealer, directory.LogOpenings, SystemRandomSource.Instance);
        var signer = new CheckpointSigner(keys.LogSigner);
        Key = Ledger.Checkpoints.VerifierKey.Of(signer);
        Journal = journal;
        Openings = new OpeningReader(sealer, directory.LogOpenings);
        Gate = new AccessGate(directory.Grants, directory.BreakGlassWindows, new AccessLog(journal), time);
        Anchoring = new CheckpointAnchoring(Data, log, Key, directory.Anchors, directory.LogOpenings, time);
        Documents = new SealedDocuments(directory.Documents, directory.Blobs, sealer, keys, journal, Openings, directory.KnownIdentifiers, time);
        ArrivalSeals = new ArrivalSeals(sealer, directory.WrappedKeys, SystemRandomSource.Instance);
        Inbox = new Inbox(directory.Arrivals, ArrivalSeals, keys, time);
        Settlements = new Settlements(directory.Arrivals, ArrivalSeals);
        Identities = new PatientByIdentifiers(directory.KnownIdentifiers, Documents, keys);
        Summaries = new SummaryKeeper(directory.Summaries, directory.Blobs, sealer, journal, Documents, time);
    }

    public string Data => _directory.Folder;

    public string LogFolder => _directory.LogFolder;

    public VerifierKey Key { get; }

    public string VerifierKey => Key.ToString();

    public ulong LogSize => _log.Current.Size;

    public SignedCheckpoint Checkpoint => _log.Current;

    public DataDirectory Store => _directory;

    public IPatientDirectory Patients => _directory.Patients;

    public LedgerJournal Journal { get; }

    public OpeningReader Openings { get; }

    public AccessGate Gate { get; }

    public CheckpointAnchoring Anchoring { get; }

    public SealedDocuments Documents { get; }

    public SummaryKeeper Summaries { get; }

    public Inbox Inbox { get; }

    public ArrivalSeals ArrivalSeals { get; }

    public Settlements Settlements { get; }

    public PatientByIdentifiers Identities { get; }

    /// <summary>Held by whoever changes which documents are whose: the clerk's turn, or a person's link.</summary>
    public SemaphoreSlim Filing { get; } = new(1, 1);

    public FilingState FilingState { get; } = new();

    public TimeProvider Time => _time;

    /// <summary>The clinical day on which summaries are made; the machine's day when none is named.</summary>
    public DateOnly? AsOf { get; init; }

    public DateOnly Today => AsOf ?? DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <summary>The domain that wallets sign for: this store's registry, also while its chain is away.</summary>
    /// <exception cref="CommandFailedException">when the store never had one.</exception>
    public SigningDomain SigningDomain => Anchoring.Chain is { } chain
        ? new SigningDomain(chain.Node.ChainId, WalletAddress.Parse(chain.Contract.ToString()))
        : _registry is { } known
            ? new SigningDomain(known.ChainId, WalletAddress.Parse(known.Registry))
            : throw new CommandFailedException("grants are signed for a chain's registry, and this store has none yet. Start once with --dev-chain or --rpc URL.");

    private RegistryRecord? _registry;

    /// <summary>Whether there is a chain's registry that a wallet's signature can be bound to.</summary>
    public bool HasSigningDomain => Anchoring.Chain is not null || _registry is not null;

    public GrantIntake Grants => new(
        new GrantVerifier(SigningDomain, new GrantSignatures(new WalletSignatureVerifier(Anchoring.Chain?.Node)), _directory.WalletBindings, _directory.Grants, _time), _directory.Grants, Journal, Openings, _time);

    /// <summary>Opens the store, making an empty one where there is none, and finishes what an earlier process left.</summary>
    public static async Task<Installation> OpenAsync(string data, TimeProvider time, CancellationToken cancellationToken, DateOnly? asOf = null)
    {
        var claim = Claim(data);
        try
        {
            return await OpenAsync(claim, data, time, asOf, cancellationToken);
        }
        catch (Exception refused)
        {
            await claim.DisposeAsync();
            if (refused is not (StoreException or KeyRingException or LogFatalException or LogDamagedException or InvalidDataException)) throw;
            throw new CommandFailedException($"{data}: {refused.Message} 'ops/runbooks' has the cases.", refused);
        }
    }

    // A person took a document away and the process died before the page was made: nobody may read the page that still shows it.
    private async Task RemakeOutdatedAsync(CancellationToken cancellationToken)
    {
        foreach (var patient in await _directory.Summaries.ListOutdatedAsync(cancellationToken))
        {
            try
            {
                await Summaries.MakeAsync(patient, Today, cancellationToken);
            }
            catch (InvalidDataException damaged)
            {
                await Output.SayAsync($"medledger: the page of patient {patient} still shows a document that was taken away, and cannot be made anew. {damaged.Message}");
            }
        }
    }

    private static FileStream Claim(string data)
    {
        try
        {
            return DataClaim.Take(data);
        }
        catch (IOException held)
        {
            throw new CommandFailedException($"{data}: another process works here, or the folder cannot be written. While 'serve' runs, use HTTP; or stop it first.", held);
        }
    }

    private static async Task<Installation> OpenAsync(FileStream claim, string data, TimeProvider time, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var fresh = !DataDirectory.Exists(data);
        // Keys come after the databases, so keys without them are no first start: somebody lost a file, and an empty one would hide that.
        if (fresh && KeyRing.Exists(DataDirectory.KeysFolderOf(data))) throw new StoreException("medledger.db is missing although the store has keys. It is never made anew: restore it, or the whole store, from a backup.");
        var directory = fresh ? DataDirectory.Create(data, SystemRandomSource.Instance) : DataDirectory.Open(data, SystemRandomSource.Instance);
        var keys = KeyRing.Exists(directory.KeysFolder)
            ? await KeyRing.OpenAsync(directory.KeysFolder, cancellationToken)
            : await NewKeysAsync(directory, cancellationToken);
        var signer = new CheckpointSigner(keys.LogSigner);
        var options = new SequencerOptions { Folder = directory.LogFolder };
        if (await directory.LogLock.ReadAsync(cancellationToken) is null) await Sequencer.CreateAsync(options, directory.LogLock, signer, cancellationToken);
        var log = await Sequencer.OpenAsync(options, directory.LogLock, signer, time, cancellationToken);
        var installation = new Installation(claim, directory, keys, log, time) { AsOf = asOf, _registry = await RegistryRecord.FindAsync(directory.Folder, cancellationToken) };
        await installation.Journal.RecoverAsync(cancellationToken);
        await installation.Summaries.RecoverAsync(await directory.Patients.ListAsync(cancellationToken), installation.Openings, cancellationToken);
        await installation.RemakeOutdatedAsync(cancellationToken);
        return installation;
    }

    public async Task<IReadOnlyDictionary<string, string>> ReadinessAsync(CancellationToken cancellationToken) => new Dictionary<string, string>
    {
        ["store"] = await Patients.ListAsync(cancellationToken) is [] ? "ok, empty" : "ok",
        ["log"] = Journal.Stopped ? "stopped: it takes no entries, so nobody reads; restart, then see ops/runbooks" : $"ok, {LogSize} entries",
        ["filing"] = FilingState.Describe(),
        ["chain"] = Anchoring.Chain is null ? "none connected" : $"ok, {await Anchoring.AnchoredSizeAsync(cancellationToken)} entries anchored",
    };

    public async ValueTask DisposeAsync()
    {
        await Inbox.DisposeAsync();
        Filing.Dispose();
        await Anchoring.DisposeAsync();
        await _log.DisposeAsync();
        _keys.Dispose();
        _directory.Dispose();
        await _claim.DisposeAsync();
    }

    // Keys appear only with an empty log: a store whose keys were lost must not quietly begin with new ones.
    private static async Task<KeyRing> NewKeysAsync(DataDirectory directory, CancellationToken cancellationToken) =>
        await directory.LogLock.ReadAsync(cancellationToken) is null
            ? await KeyRing.CreateAsync(directory.KeysFolder, LogName(), SystemRandomSource.Instance, cancellationToken)
            : throw new CommandFailedException($"{directory.Folder}: the keys of this store are missing. Put keys/ back from where it was kept safe (ops/runbooks/lost-key.md).");

    // Random, so that two installations never share an origin and nothing names the house.
    private static string LogName()
    {
        var bytes = new byte[8];
        SystemRandomSource.Instance.Fill(bytes);
        return $"medledger.example/log/{Convert.ToHexStringLower(bytes)}";
    }

    private sealed class CheckpointSigner(LogSigner signer) : ICheckpointSigner
    {
        public string Name => signer.Name;

        public byte[] PublicKey => signer.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> message) => signer.Sign(message);
    }
}
