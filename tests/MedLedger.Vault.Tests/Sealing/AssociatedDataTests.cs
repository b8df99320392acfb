using MedLedger.Vault.Sealing;
using static MedLedger.Vault.Tests.OpenVault;

namespace MedLedger.Vault.Tests.Sealing;

public sealed class AssociatedDataTests
{
    [Fact]
    public void The_bytes_of_a_context_are_the_documented_ones()
    {
        var context = Context(1, record: "ab", version: 258, purpose: SealingPurpose.Summary);
        const string Expected =
            "00000014" + "6d65646c65646765722f636f6e74656e742f7631" // "medledger/content/v1"
            + "00000001" + "03"
            + "00000010" + "01000000000000000000000000000000"
            + "00000002" + "6162"
            + "00000004" + "00000102"
            + "00000002" + "beef";
        Assert.Equal(Expected, Convert.ToHexStringLower(AssociatedData.ForContent(context, [0xbe, 0xef])));
    }

    [Fact]
    public void No_two_contexts_share_their_bytes()
    {
        var seen = new HashSet<string>();
        foreach (var purpose in Enum.GetValues<SealingPurpose>().Where(p => p != SealingPurpose.Unspecified))
            for (var patient = 0; patient < 5; patient++)
                foreach (var record in new[] { "a", "aa", "a\0", "\0a", "b" })
                    for (var version = 0u; version < 3; version++)
                        Assert.True(seen.Add(Convert.ToHexString(AssociatedData.ForContent(Context(patient, record, version, purpose), []))));
    }
}
