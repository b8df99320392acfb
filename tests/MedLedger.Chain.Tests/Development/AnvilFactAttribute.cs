using MedLedger.Chain.Development;
using MedLedger.TestKit;

namespace MedLedger.Chain.Tests.Development;

/// <summary>A fact that runs on a real EVM node; skipped and counted where npm has not installed one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnvilFactAttribute : FactAttribute
{
    public AnvilFactAttribute()
    {
        if (!File.Exists(Anvil.Path)) Skip = "needs anvil (npm ci --ignore-scripts)";
    }
}

internal static class Anvil
{
    public static string Path { get; } = Repository.Path(DevelopmentChainOptions.PackagedAnvil);

    /// <summary>Blocks come five times as fast as by default, so that the tests do too.</summary>
    public static Task<DevelopmentChain> StartAsync(string stateFile) => DevelopmentChain.StartAsync(
        new() { AnvilPath = Path, StateFile = stateFile, BlockTime = TimeSpan.FromMilliseconds(200) }, TimeProvider.System, CancellationToken.None);
}
