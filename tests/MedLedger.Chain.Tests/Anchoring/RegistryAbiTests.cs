using MedLedger.Chain.Anchoring;
using MedLedger.Chain.Bindings;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Tests.Anchoring;

public sealed class RegistryAbiTests
{
    private static HashSet<string> Compiled(string type) => ContractArtifact.CheckpointRegistry.Abi.EnumerateArray()
        .Where(item => item.Text("type") == type)
        .Select(item => $"{item.Text("name")}({string.Join(',', item.GetProperty("inputs").EnumerateArray().Select(input => input.Text("type")))})")
        .ToHashSet();

    [Fact]
    public void Every_function_of_the_compiled_contract_is_known_and_no_other() => Assert.Equal(
        new HashSet<string>
        {
            RegistryAbi.RegisterSignature, RegistryAbi.SetAnchorerSignature, RegistryAbi.AnchorSignature,
            RegistryAbi.LatestSignature, RegistryAbi.CheckpointSignature, RegistryAbi.RegistrationSignature,
        },
        Compiled("function"));

    [Fact]
    public void Every_error_of_the_compiled_contract_has_a_meaning_and_no_other() =>
        Assert.Equal(RegistryAbi.Errors.Keys.ToHashSet(), Compiled("error"));

    [Fact]
    public void Answers_have_the_members_in_the_order_in_which_they_are_read()
    {
        Assert.Equal(["epoch", "size", "blockTime", "root"], Members("latest"));
        Assert.Equal(["epoch", "size", "blockTime", "root"], Members("checkpoint"));
        Assert.Equal(["owner", "anchorer", "latestEpoch"], Members("registration"));
    }

    [Fact]
    public void Errors_are_told_by_their_selector()
    {
        foreach (var (signature, refusal) in RegistryAbi.Errors) Assert.Equal(refusal, RegistryAbi.RefusalOf([.. Abi.Selector(signature), .. new byte[96]]));
        Assert.Equal(AnchorRefusal.Unknown, RegistryAbi.RefusalOf([]));
        Assert.Equal(AnchorRefusal.Unknown, RegistryAbi.RefusalOf([1, 2, 3, 4]));
    }

    private static IEnumerable<string> Members(string function) => ContractArtifact.CheckpointRegistry.Abi.EnumerateArray()
        .Single(item => item.TryGetProperty("name", out var name) && name.GetString() == function)
        .GetProperty("outputs")[0].GetProperty("components").EnumerateArray().Select(component => component.Text("name"));
}
