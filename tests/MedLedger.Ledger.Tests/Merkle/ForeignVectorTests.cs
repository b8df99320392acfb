using System.Text.Json;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Merkle;
using MedLedger.TestKit;

namespace MedLedger.Ledger.Tests.Merkle;

public sealed class ForeignVectorTests
{
    [SharedFact]
    public void Every_foreign_inclusion_verdict_is_ours() => Check("inclusion", 46, vector => MerkleProof.VerifyInclusion(
        vector.GetProperty("leafIdx").GetUInt64(), vector.GetProperty("treeSize").GetUInt64(), Digest(vector, "leafHash"), Proof(vector), Digest(vector, "root")));

    [SharedFact]
    public void Every_foreign_consistency_verdict_is_ours() => Check("consistency", 52, vector => MerkleProof.VerifyConsistency(
        vector.GetProperty("size1").GetUInt64(), vector.GetProperty("size2").GetUInt64(), Digest(vector, "root1"), Digest(vector, "root2"), Proof(vector)));

    private static void Check(string folder, int count, Func<JsonElement, bool> verify)
    {
        var files = Directory.GetFiles(SharedData.Path("data", "vectors", "merkle", folder), "*.json", SearchOption.AllDirectories);
        Assert.Equal(count, files.Length);
        var surprises = files.Where(file =>
        {
            using var vector = JsonDocument.Parse(File.ReadAllBytes(file));
            return Accepts(vector.RootElement, verify) == vector.RootElement.GetProperty("wantErr").GetBoolean();
        });
        Assert.Empty(surprises);
    }

    /// <summary>A component that is no hash is refused where a proof is read, before any hashing.</summary>
    private static bool Accepts(JsonElement vector, Func<JsonElement, bool> verify)
    {
        try
        {
            return verify(vector);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Sha256Digest Digest(JsonElement vector, string name) => Sha256Digest.FromBytes(vector.GetProperty(name).GetBytesFromBase64());

    private static List<Sha256Digest> Proof(JsonElement vector) => vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
        ? [.. proof.EnumerateArray().Select(item => Sha256Digest.FromBytes(item.GetBytesFromBase64()))]
        : [];
}
