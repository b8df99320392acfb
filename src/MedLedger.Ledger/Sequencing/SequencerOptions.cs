namespace MedLedger.Ledger.Sequencing;

/// <summary>How a log is sequenced.</summary>
public sealed class SequencerOptions
{
    /// <summary>The log's folder: checkpoint and tiles, ready for any static file server.</summary>
    public required string Folder { get; init; }

    /// <summary>Most entries of one commit; 1 to 750, default 750.</summary>
    public int LargestPool { get; init; } = 750;

    /// <summary>How long a lone entry waits for company; 0 to 200 ms, default 5 ms. While a commit runs, the next pool fills anyway.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(5);

    internal void Validate()
    {
        if (LargestPool is < 1 or > 750) throw new ArgumentException($"{nameof(LargestPool)} is 1 to 750, not {LargestPool}.");
        if (Linger < TimeSpan.Zero || Linger > TimeSpan.FromMilliseconds(200)) throw new ArgumentException($"{nameof(Linger)} is 0 to 200 ms, not {Linger}.");
    }
}
