using Xunit;

namespace MedLedger.TestKit;

/// <summary>The shared test material, outside the repository: MEDLEDGER_SHARED, or ../shared beside the checkout.</summary>
public static class SharedData
{
    /// <summary>The folder, or null where this machine has none.</summary>
    public static string? Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root ?? throw new InvalidOperationException("Guard with [SharedFact]."), .. parts]);

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("MEDLEDGER_SHARED");
        if (!string.IsNullOrEmpty(named)) return Directory.Exists(System.IO.Path.Combine(named, "data")) ? named : null;
        var folder = System.IO.Path.Combine(Repository.Root, "..", "shared");
        return Directory.Exists(System.IO.Path.Combine(folder, "data")) ? System.IO.Path.GetFullPath(folder) : null;
    }
}

/// <summary>A fact that needs the shared test material; skipped and counted where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedData.Root is null) Skip = "needs the shared test material (MEDLEDGER_SHARED)";
    }
}
