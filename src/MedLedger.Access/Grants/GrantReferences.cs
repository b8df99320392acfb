using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.Grants;

/// <summary>Stands for a patient in a grant: salted, so that two grants of one patient cannot be linked by it.</summary>
public readonly record struct PatientRef(Sha256Digest Digest)
{
    public const int BlindingLength = 32;

    /// <summary>HMAC-SHA-256 of the patient's id under the grant's own 32 random bytes.</summary>
    public static PatientRef Of(PatientId patient, ReadOnlySpan<byte> blinding)
    {
        if (blinding.Length != BlindingLength) throw new ArgumentException($"A blinding has {BlindingLength} bytes.", nameof(blinding));
        return new(Sha256Digest.FromBytes(HMACSHA256.HashData(blinding, Encoding.ASCII.GetBytes("medledger/patient-ref/v1|" + patient.Value))));
    }
}

/// <summary>Stands for a reader in a grant: SHA-256 of "issuer|subject".</summary>
public readonly record struct GranteeRef(Sha256Digest Digest)
{
    public static GranteeRef Of(string issuer, string subject) =>
        issuer.Contains('|', StringComparison.Ordinal)
            ? throw new ArgumentException("An issuer holds no '|'.", nameof(issuer))
            : new(Sha256Digest.Of(Encoding.UTF8.GetBytes(issuer + "|" + subject)));

    public static GranteeRef Of(ReaderIdentity reader) => Of(reader.Issuer, reader.Subject);
}

/// <summary>Identifies a grant by what it says (docs/formats/grant.md), never by its signature: one statement can be signed in many forms.</summary>
public readonly record struct GrantId(Sha256Digest Digest)
{
    public override string ToString() => Digest.Hex;
}

/// <summary>An Ethereum address: "0x" and 40 hex digits, kept in lower case.</summary>
public readonly record struct WalletAddress
{
    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly string? _value;

    private WalletAddress(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This wallet address was never assigned.");

    /// <exception cref="FormatException">when the text is no address, or the zero address, which belongs to nobody.</exception>
    public static WalletAddress Parse(string text)
    {
        var wellFormed = text is ['0', 'x', ..] && text.Length == 42 && text.AsSpan(2).IndexOfAnyExcept(_hexDigits) < 0;
        return wellFormed && text.AsSpan(2).IndexOfAnyExcept('0') >= 0
            ? new(text.ToLowerInvariant())
            : throw new FormatException("An address is 0x and 40 hex digits, not all zero.");
    }

    public override string ToString() => _value ?? "";
}
