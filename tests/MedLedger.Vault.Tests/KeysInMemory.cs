using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Tests;

internal sealed class KeysInMemory : IWrappedKeyStore
{
    private readonly Dictionary<RecordKeyId, DateTimeOffset> _destroyed = [];

    public Dictionary<RecordKeyId, WrappedKey> Held { get; } = [];

    public Task AddAsync(WrappedKey key, CancellationToken cancellationToken)
    {
        if (_destroyed.ContainsKey(key.Id)) throw new InvalidOperationException("destroyed");
        Held.Add(key.Id, key);
        return Task.CompletedTask;
    }

    public Task<KeyLookup> FindAsync(RecordKeyId id, CancellationToken cancellationToken) => Task.FromResult<KeyLookup>(
        Held.TryGetValue(id, out var key) ? new KeyLookup.Held(key)
        : _destroyed.TryGetValue(id, out var at) ? new KeyLookup.Destroyed(at)
        : new KeyLookup.Unknown());

    public Task<bool> DestroyAsync(RecordKeyId id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var held = Held.Remove(id);
        if (held) _destroyed.Add(id, at);
        return Task.FromResult(held);
    }

    public async Task<IReadOnlyList<RecordKeyId>> DestroyAllAsync(PatientId patient, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var ids = Held.Values.Where(key => key.Patient == patient).Select(key => key.Id).ToList();
        foreach (var id in ids) await DestroyAsync(id, at, cancellationToken);
        return ids;
    }
}
