using MedLedger.Clinical.Understanding;
using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Commands;
using MedLedger.Server.Pipeline;

namespace MedLedger.Server.Composition;

/// <summary>Makes the reader pool: this very program, started again as a confined child.</summary>
internal static class Readers
{
    public static Task<ConfinedReader> ConfinedAsync(int workers, CancellationToken cancellationToken, params string[] hidden) =>
        ConfinedAsync(workers, new ReaderLimits(), cancellationToken, hidden);

    public static async Task<ConfinedReader> ConfinedAsync(int workers, ReaderLimits limits, CancellationToken cancellationToken, params string[] hidden)
    {
        var reader = await StartAsync(workers, limits, hidden, cancellationToken);
        // Weaker than meant is allowed, because a page is needed; silent it is not.
        if (!reader.Confinement.StartsWith("bubblewrap", StringComparison.Ordinal))
            await Output.SayAsync($"medledger: hostile documents are less confined than they should be ({reader.Confinement}). 'medledger doctor' says what to do.");
        return reader;
    }

    private static Task<ConfinedReader> StartAsync(int workers, ReaderLimits limits, string[] hidden, CancellationToken cancellationToken) => ConfinedReader.StartAsync(new ReaderOptions
    {
        Executable = Environment.ProcessPath ?? throw new InvalidOperationException("This program does not know its own path."),
        Arguments = Arguments(),
        // Even where the data directory lies inside a folder that the child may read, it is not there for it.
        HiddenFolders = hidden,
        Workers = Math.Max(1, workers),
        Limits = limits,
    }, cancellationToken);

    public static ReadAndUnderstand ReadAndUnderstand(ConfinedReader reader, int workers) => new(reader, Understanding, workers);

    // Loaded when the first document has been read: commands that never understand anything do not pay for the lexicon.
    public static Lazy<DocumentUnderstanding> Understanding { get; } = new(() => new DocumentUnderstanding(ClinicalTextAnalyzer.Create()));

    // Under `dotnet medledger.dll` the process is the runtime, and the program is its first argument.
    private static string[] Arguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Readers).Assembly.Location] : [];
}
