using System.Collections.Concurrent;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Doors;

/// <summary>How the filing goes, for whoever asks whether the server is well: doors acknowledge what they keep also while nothing is filed.</summary>
internal sealed class FilingState
{
    private readonly ConcurrentDictionary<string, string> _skipped = new(StringComparer.Ordinal);
    private volatile bool _waits;
    private volatile bool _stopped;

    /// <summary>The disk or the store is in trouble, and it is tried again.</summary>
    public bool Waits
    {
        get => _waits;
        set => _waits = value;
    }

    /// <summary>It ended, and only a start takes it up again.</summary>
    public bool Stopped
    {
        get => _stopped;
        set => _stopped = value;
    }

    /// <summary>Says once what was left out because it cannot be opened.</summary>
    public async Task SkipAsync(string what, InvalidDataException damaged)
    {
        if (_skipped.TryAdd(what, damaged.Message)) await Output.SayAsync($"medledger: {what} cannot be opened and is left out; the rest is filed. {damaged.Message}");
    }

    /// <summary>In a few words, without an id.</summary>
    public string Describe() =>
        Stopped ? "stopped: what comes in is kept and not filed; run 'medledger doctor', then restart"
        : Waits ? "waits: check disk and permissions; what comes in is kept"
        : _skipped.IsEmpty ? "ok" : $"parts that cannot be opened: {_skipped.Count}; they are left out, and the server's messages name them";
}
