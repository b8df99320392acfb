using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Confinement;

/// <summary>How confined readers are started and what they may use.</summary>
public sealed class ReaderOptions
{
    /// <summary>The program whose hidden command `reader-process` runs <see cref="ReaderProcess.RunAsync(Stream, Stream, ReaderLimits, CancellationToken)"/>.</summary>
    public required string Executable { get; init; }

    /// <summary>Arguments before the command `reader-process`, for instance a library for `dotnet`.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Folders and files that the reader needs besides the system's libraries: its own program, a .NET runtime. Read-only inside.</summary>
    public IReadOnlyList<string> ReadableFolders { get; init; } = [];

    /// <summary>Folders that must not be seen even where they lie inside a readable one: the data directory.</summary>
    public IReadOnlyList<string> HiddenFolders { get; init; } = [];

    /// <summary>Documents read at the same time. Default one per core.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Time for one document. Default 120 seconds.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Address space of a reader in bytes. Default 4 GiB.</summary>
    public long AddressSpace { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Processor time of one reader process over all its documents, and of each program it runs. Default 20 minutes.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Bytes that a reader may write into its private /tmp, the only place where it can write. Default 64 MiB.</summary>
    public long ScratchBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Documents that one process reads before a fresh one takes over: bounds what a subverted reader could see. Default 32.</summary>
    public int DocumentsPerProcess { get; init; } = 32;

    /// <summary>Checked here before a reader sees a byte; previews and readers reach the reader process as arguments.</summary>
    public ReaderLimits Limits { get; init; } = new();
}
