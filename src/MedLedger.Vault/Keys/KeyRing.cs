using System.Security.Cryptography;
using MedLedger.Domain.Content;

namespace MedLedger.Vault.Keys;

/// <summary>The open root key of a store, and what is done with it. Hands out no key material.</summary>
public sealed class KeyRing : IDisposable
{
    private const string RootFile = "root.key";
    private const string SigningFile = "log-signing.key";

    private KeyRing(RootKey root, LogSigner logSigner)
    {
        Root = root;
        LogSigner = logSigner;
    }

    public LogSigner LogSigner { get; }

    internal RootKey Root { get; }

    /// <summary>Makes the keys of a new store. Called once and explicitly: keys that appeared by themselves would hide that the old ones are lost.</summary>
    /// <exception cref="KeyRingException">when the folder already holds a root key.</exception>
    public static async Task<KeyRing> CreateAsync(string folder, string logName, IRandomSource random, CancellationToken cancellationToken)
    {
        if (Exists(folder)) throw new KeyRingException("There is a root key already; opening the store needs no new one.");
        KeyFiles.CreateFolder(folder);
        byte[] rootBytes = new byte[RootKey.Length], seed = new byte[Libsodium.SeedLength];
        try
        {
            random.Fill(rootBytes);
            random.Fill(seed);
            using var root = new RootKey(rootBytes);
            // The root key comes last: it is what says that the ring exists. If the process dies before, the sealed
            // signing key is noise that the next attempt replaces, and nobody has seen its public key.
            await KeyFiles.WriteAsync(Path.Combine(folder, SigningFile), SigningKeyFile.Seal(root, logName, seed, random), cancellationToken);
            await KeyFiles.WriteAsync(Path.Combine(folder, RootFile), rootBytes, cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(rootBytes);
            CryptographicOperations.ZeroMemory(seed);
        }

        return await OpenAsync(folder, cancellationToken);
    }

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, RootFile));

    /// <exception cref="KeyRingException">when a file is missing, readable by others, or does not fit the other.</exception>
    public static async Task<KeyRing> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var rootBytes = await KeyFiles.ReadAsync(Path.Combine(folder, RootFile), cancellationToken);
        var signing = await KeyFiles.ReadAsync(Path.Combine(folder, SigningFile), cancellationToken);
        if (rootBytes.Length != RootKey.Length)
            throw new KeyRingException($"{RootFile} has {rootBytes.Length} bytes instead of {RootKey.Length}. Put it back from where it was kept safe.");
        var root = new RootKey(rootBytes);
        CryptographicOperations.ZeroMemory(rootBytes);
        if (SigningKeyFile.TryOpen(root, signing) is { } signer) return new KeyRing(root, signer);
        root.Dispose();
        throw new KeyRingException($"{RootFile} does not open {SigningFile}: one of them is damaged or belongs to another store. Put back the pair that was kept safe.");
    }

    /// <summary>The digest under which this store knows a document: keyed, so that a list of digests cannot be tried against guessed documents.</summary>
    public Sha256Digest KeyedDigest(Sha256Digest document) => Root.KeyedDigest(document);

    public void Dispose()
    {
        LogSigner.Close();
        Root.Dispose();
    }
}
