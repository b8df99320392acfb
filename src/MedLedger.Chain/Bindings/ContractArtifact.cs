using System.Text.Json;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Bindings;

/// <summary>A compiled contract as it was reviewed and committed; tools/bindings writes it and checks that recompiling gives the same.</summary>
internal sealed record ContractArtifact(byte[] CreationCode, byte[] RuntimeCode, JsonElement Abi)
{
    public static ContractArtifact CheckpointRegistry { get; } = Load("CheckpointRegistry");

    private static ContractArtifact Load(string name)
    {
        using var stream = typeof(ContractArtifact).Assembly.GetManifestResourceStream($"MedLedger.Chain.Bindings.{name}.json")
            ?? throw new InvalidOperationException($"The build left out the bindings of {name}.");
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        return new(
            HexData.Parse(root.GetProperty("bytecode").GetString()),
            HexData.Parse(root.GetProperty("deployedBytecode").GetString()),
            root.GetProperty("abi").Clone());
    }
}
