using MedLedger.Access.BreakGlass;
using MedLedger.Access.Gate;
using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.Tests;

internal sealed class GrantsInMemory : IGrantStore
{
    private readonly HashSet<(PatientId, ulong)> _nonces = [];
    private readonly List<Grant> _grants = [];

    public void Put(Grant grant) => _grants.Insert(0, grant);

    public void Revoke(GrantId id) => _grants[_grants.FindIndex(grant => grant.Id == id)] = Invented.Grant() with { Revocation = Invented.Revocation() };

    public Task<GrantStored> AddAsync(VerifiedGrant grant, CancellationToken cancellationToken)
    {
        if (!_nonces.Add((grant.Grant.Patient, grant.Grant.Document.Nonce))) return Task.FromResult(GrantStored.NonceUsed);
        Put(grant.Grant);
        return Task.FromResult(GrantStored.Added);
    }

    public Task<RevocationStored> RevokeAsync(VerifiedRevocation revocation, CancellationToken cancellationToken)
    {
        var at = _grants.FindIndex(grant => grant.Id == revocation.Revocation.Document.Grant);
        if (at < 0) return Task.FromResult(RevocationStored.UnknownGrant);
        if (!_nonces.Add((revocation.Patient, revocation.Revocation.Document.Nonce))) return Task.FromResult(RevocationStored.NonceUsed);
        _grants[at] = _grants[at] with { Revocation = revocation.Revocation };
        return Task.FromResult(RevocationStored.Revoked);
    }

    public Task<Grant?> FindAsync(GrantId id, CancellationToken cancellationToken) => Task.FromResult(_grants.Find(grant => grant.Id == id));

    public Task<IReadOnlyList<Grant>> ListAsync(PatientId patient, GranteeRef grantee, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Grant>>([.. _grants.Where(grant => grant.Patient == patient && grant.Document.Grantee == grantee)]);

    public Task<IReadOnlyList<Grant>> ListAsync(PatientId patient, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Grant>>([.. _grants.Where(grant => grant.Patient == patient)]);

    public Task<bool> IsNonceUsedAsync(PatientId patient, ulong nonce, CancellationToken cancellationToken) =>
        Task.FromResult(_nonces.Contains((patient, nonce)));
}

internal sealed class WalletsInMemory : IWalletBindings
{
    public Dictionary<PatientId, WalletAddress> Bound { get; } = new() { [Invented.Patient()] = Invented.Wallet };

    public Task<WalletAddress?> FindAsync(PatientId patient, CancellationToken cancellationToken) =>
        Task.FromResult<WalletAddress?>(Bound.TryGetValue(patient, out var wallet) ? wallet : null);

    public Task BindAsync(PatientId patient, WalletAddress wallet, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Bound[patient] = wallet;
        return Task.CompletedTask;
    }
}

/// <summary>Knows exactly which wallet signed which text with which bytes.</summary>
internal sealed class KnownSignatures : IWalletSignatures
{
    private readonly HashSet<(WalletAddress, string, string)> _signed = [];

    public byte[] Sign(WalletAddress wallet, string typedDataJson)
    {
        _signed.Add((wallet, typedDataJson, Convert.ToHexString(Invented.Signature)));
        return Invented.Signature;
    }

    public Task<WalletVerdict> VerifyAsync(WalletAddress wallet, string typedDataJson, byte[] signature, CancellationToken cancellationToken) =>
        Task.FromResult<WalletVerdict>(_signed.Contains((wallet, typedDataJson, Convert.ToHexString(signature)))
            ? new WalletVerdict.Signed()
            : new WalletVerdict.NotSigned("another signer"));
}

internal sealed class LogInMemory : IAccessLog
{
    public List<AccessEvent> Entries { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>What happens elsewhere while the log takes an entry in.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public async Task<AccessReceipt> AppendAsync(AccessEvent entry, CancellationToken cancellationToken)
    {
        if (IsDown) throw new AccessLogUnavailableException("down");
        await Meanwhile();
        Entries.Add(entry);
        return new AccessReceipt((ulong)Entries.Count - 1, (ulong)Entries.Count);
    }
}

internal sealed class WindowsInMemory : IBreakGlassWindows
{
    public List<BreakGlassWindow> All { get; } = [];

    public Task AddAsync(BreakGlassWindow window, CancellationToken cancellationToken)
    {
        All.Add(window);
        return Task.CompletedTask;
    }

    public Task<BreakGlassWindow?> FindOpenAsync(PatientId patient, GranteeRef reader, DateTimeOffset at, CancellationToken cancellationToken) =>
        Task.FromResult(All.Where(window => window.Patient == patient && window.Reader == reader && window.From <= at && at < window.Until).MaxBy(window => window.Until));
}
