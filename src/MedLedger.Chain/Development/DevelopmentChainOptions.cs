namespace MedLedger.Chain.Development;

/// <summary>How the embedded development chain is started.</summary>
public sealed record DevelopmentChainOptions
{
    /// <summary>Where npm puts the node, relative to the folder of package.json.</summary>
    public const string PackagedAnvil = "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

    /// <summary>The anvil program.</summary>
    public required string AnvilPath { get; init; }

    /// <summary>Where the chain is kept; it is made when there is none, and continued when there is one.</summary>
    public required string StateFile { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Time between blocks, empty ones too; 1 s.</summary>
    public TimeSpan BlockTime { get; init; } = TimeSpan.FromSeconds(1);

    public ulong ChainId { get; init; } = 31337;

    /// <summary>Blocks count as finalized after twice this many; 1, so that finality can be watched in seconds.</summary>
    public int SlotsInEpoch { get; init; } = 1;

    /// <summary>How long the chain may take to answer its first call; 30 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>The chain could not be started on this machine; the message says what to do.</summary>
public sealed class DevelopmentChainException : Exception
{
    public DevelopmentChainException(string message, Exception? inner = null) : base(message, inner) { }
}
