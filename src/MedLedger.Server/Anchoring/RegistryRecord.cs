using System.Text.Json;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Anchoring;

/// <summary>Which contract on which chain anchors this log; kept beside the store so that a restart goes on with the same one.</summary>
internal sealed record RegistryRecord(ulong ChainId, string Registry, string LogId)
{
    private static string File(string data) => Path.Combine(data, "chain", "registry.json");

    public static async Task<RegistryRecord?> FindAsync(string data, CancellationToken cancellationToken) =>
        System.IO.File.Exists(File(data))
            ? JsonSerializer.Deserialize<RegistryRecord>(await System.IO.File.ReadAllBytesAsync(File(data), cancellationToken), Output.Json)
            : null;

    public Task SaveAsync(string data, CancellationToken cancellationToken) =>
        Output.WriteFileAsync(File(data), JsonSerializer.SerializeToUtf8Bytes(this, Output.Json), cancellationToken);
}
