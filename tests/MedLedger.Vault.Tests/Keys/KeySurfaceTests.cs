using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Tests.Keys;

public sealed class KeySurfaceTests
{
    [Fact]
    public void No_other_project_can_name_a_type_that_holds_key_material()
    {
        Type[] secret = [typeof(RootKey), typeof(DataKey), typeof(SigningKeyFile), typeof(KeyFiles), typeof(Libsodium)];
        Assert.All(secret, type => Assert.False(type.IsVisible));
    }

    [Fact]
    public void The_key_ring_shows_nothing_but_the_signer_and_digests()
    {
        var shown = typeof(KeyRing).GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly)
            .Select(member => member.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["Dispose", "KeyedDigest", "LogSigner", "get_LogSigner"], shown);
    }
}
