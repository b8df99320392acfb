using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MedLedger.Server.SignIn;

/// <summary>
/// Issues ES256 tokens (RFC 7518 section 3.4) for development physicians, so that the gate is exercised with real proofs.
/// Its private key stays in the development folder of the data directory; a hospital's issuer replaces it by its JWKS.
/// </summary>
internal sealed class DevelopmentIssuer : IDisposable
{
    public const string Issuer = "urn:medledger:development-issuer";
    public const string Audience = "medledger";
    public const string ClinicianRole = "clinician";

    private readonly ECDsa _key;

    private DevelopmentIssuer(ECDsa key) => _key = key;

    private static string KeyFile(string data) => Path.Combine(data, "development", "issuer.pem");

    /// <summary>Where the public keys lie that the gate checks tokens against.</summary>
    public static string JwksFile(string data) => Path.Combine(data, "development", "jwks.json");

    /// <summary>Opens the issuer of this data directory, making it on first use.</summary>
    public static DevelopmentIssuer Open(string data)
    {
        var file = KeyFile(data);
        if (!File.Exists(file)) Create(file);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        key.ImportFromPem(File.ReadAllText(file));
        var issuer = new DevelopmentIssuer(key);
        // Written from the key each time it is missing: dying between the two files costs nothing.
        if (!File.Exists(JwksFile(data))) File.WriteAllText(JwksFile(data), issuer.Jwks());
        return issuer;
    }

    // Whole or absent, and the first one stays: of two processes that start at once, the second uses the key of the first.
    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var temporary = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var made = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var writer = new StreamWriter(temporary, options)) writer.Write(made.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(temporary, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
        }
    }

    /// <summary>A token for one person, for at most an hour.</summary>
    public string Issue(string subject, string name, IReadOnlyList<string> roles, DateTimeOffset now, TimeSpan lifetime)
    {
        if (lifetime <= TimeSpan.Zero || lifetime > TimeSpan.FromHours(1)) throw new ArgumentOutOfRangeException(nameof(lifetime), "A development token lives for at most an hour.");
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.Add(lifetime).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["name"] = name, ["roles"] = roles.ToArray(), ["auth_time"] = now.ToUnixTimeSeconds() },
            SigningCredentials = new SigningCredentials(SecurityKey(), SecurityAlgorithms.EcdsaSha256),
        });
    }

    private ECDsaSecurityKey SecurityKey() => new(_key) { KeyId = KeyId() };

    /// <summary>RFC 7638 thumbprint of the public key.</summary>
    private string KeyId()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var members = $$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}""";
        return Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(members)));
    }

    private string Jwks()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "EC", crv = "P-256", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y), kid = KeyId(), use = "sig", alg = "ES256" } },
        });
    }

    public void Dispose() => _key.Dispose();
}
