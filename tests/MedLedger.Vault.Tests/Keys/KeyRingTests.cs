using System.Runtime.Versioning;
using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Tests.Keys;

[SupportedOSPlatform("linux")]
public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-keys-").FullName;

    private string RootFile => Path.Combine(_folder, "keys", "root.key");

    private string SigningFile => Path.Combine(_folder, "keys", "log-signing.key");

    [Fact]
    public async Task Only_the_owner_may_read_the_keys()
    {
        using var ring = await CreateAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(RootFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SigningFile));
        Assert.Equal(32, new FileInfo(RootFile).Length);
    }

    [Fact]
    public async Task A_root_key_that_others_may_read_is_not_used()
    {
        (await CreateAsync()).Dispose();
        File.SetUnixFileMode(RootFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var refusal = await Assert.ThrowsAsync<KeyRingException>(OpenAsync);
        Assert.Contains("chmod 600", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_key_is_never_made_twice()
    {
        (await CreateAsync()).Dispose();
        var before = await File.ReadAllBytesAsync(RootFile);
        await Assert.ThrowsAsync<KeyRingException>(CreateAsync);
        Assert.Equal(before, await File.ReadAllBytesAsync(RootFile));
    }

    [Fact]
    public async Task Opening_never_makes_a_key()
    {
        await Assert.ThrowsAsync<KeyRingException>(OpenAsync);
        Assert.False(File.Exists(RootFile));
    }

    [Fact]
    public async Task A_creation_that_died_before_the_root_key_is_taken_up_again()
    {
        (await CreateAsync()).Dispose();
        File.Delete(RootFile);
        await File.WriteAllBytesAsync(RootFile + ".new", [1, 2, 3]);

        using var ring = await CreateAsync();
        using var again = await OpenAsync();
        Assert.Equal(ring.LogSigner.PublicKey, again.LogSigner.PublicKey);
    }

    [Fact]
    public async Task The_log_key_is_the_same_after_a_restart_and_signs_verifiably()
    {
        byte[] publicKey, signature;
        using (var ring = await CreateAsync())
        {
            publicKey = ring.LogSigner.PublicKey;
            signature = ring.LogSigner.Sign("checkpoint"u8);
        }

        using var reopened = await OpenAsync();
        Assert.Equal("log.example/test", reopened.LogSigner.Name);
        Assert.Equal(publicKey, reopened.LogSigner.PublicKey);
        Assert.Equal(signature, reopened.LogSigner.Sign("checkpoint"u8));
        Assert.True(Libsodium.Verify(signature, Encoding.UTF8.GetBytes("checkpoint"), publicKey));
        Assert.False(Libsodium.Verify(signature, Encoding.UTF8.GetBytes("Checkpoint"), publicKey));
    }

    [Fact]
    public async Task Every_flipped_byte_of_a_key_file_is_noticed()
    {
        (await CreateAsync()).Dispose();
        foreach (var file in new[] { RootFile, SigningFile })
        {
            var whole = await File.ReadAllBytesAsync(file);
            for (var at = 0; at < whole.Length; at++)
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] ^= 1;
                await File.WriteAllBytesAsync(file, damaged);
                await Assert.ThrowsAsync<KeyRingException>(OpenAsync);
            }

            await File.WriteAllBytesAsync(file, whole);
        }

        (await OpenAsync()).Dispose();
    }

    [Fact]
    public async Task The_signing_seed_does_not_rest_in_clear()
    {
        var random = new RepeatableRandom();
        (await KeyRing.CreateAsync(Path.Combine(_folder, "keys"), "log.example/test", random, CancellationToken.None)).Dispose();
        var seed = random.Draws[1];
        Assert.Equal(-1, (await File.ReadAllBytesAsync(SigningFile)).AsSpan().IndexOf(seed));
    }

    [Fact]
    public async Task A_keyed_digest_is_stable_and_is_not_the_plain_digest()
    {
        var document = Sha256Digest.Of("letter"u8);
        using var ring = await CreateAsync();
        using var again = await OpenAsync();
        Assert.Equal(ring.KeyedDigest(document), again.KeyedDigest(document));
        Assert.NotEqual(document, ring.KeyedDigest(document));
        Assert.NotEqual(ring.KeyedDigest(document), ring.KeyedDigest(Sha256Digest.Of("other"u8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a+b")]
    public async Task A_log_name_that_no_signed_note_can_carry_is_refused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            KeyRing.CreateAsync(Path.Combine(_folder, "keys"), name, new RepeatableRandom(), CancellationToken.None));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<KeyRing> CreateAsync() =>
        KeyRing.CreateAsync(Path.Combine(_folder, "keys"), "log.example/test", new RepeatableRandom(), CancellationToken.None);

    private Task<KeyRing> OpenAsync() => KeyRing.OpenAsync(Path.Combine(_folder, "keys"), CancellationToken.None);
}
