using MedLedger.Domain.Content;

namespace MedLedger.Access.Grants;

/// <summary>What a patient signs to let one reader see one thing for one purpose and time. Times are whole seconds since 1970.</summary>
public sealed record GrantDocument
{
    public required PatientRef Patient { get; init; }

    public required GranteeRef Grantee { get; init; }

    public required string Scope { get; init; }

    public required string Purpose { get; init; }

    public required ulong NotBefore { get; init; }

    /// <summary>The first second in which the grant no longer holds.</summary>
    public required ulong NotAfter { get; init; }

    /// <summary>Used once per patient, in any order.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>The first second in which the signature is no longer taken in.</summary>
    public required ulong Deadline { get; init; }

    public required ulong SignedAt { get; init; }

    public GrantId Id => new(Sha256Digest.Of(new CanonicalBytes("medledger/grant/v1")
        .Add(Patient.Digest).Add(Grantee.Digest).Add(Scope).Add(Purpose)
        .Add(NotBefore).Add(NotAfter).Add(Nonce).Add(Deadline).Add(SignedAt).ToArray()));

    /// <summary>The JSON that a wallet signs with eth_signTypedData_v4.</summary>
    public string ToTypedDataJson(ulong chainId, WalletAddress verifyingContract) => TypedDataJson.Of(this, chainId, verifyingContract);
}

/// <summary>What a patient signs to end a grant.</summary>
public sealed record RevocationDocument(GrantId Grant, ulong RevokedAt, ulong Nonce)
{
    /// <summary>The JSON that a wallet signs with eth_signTypedData_v4.</summary>
    public string ToTypedDataJson(ulong chainId, WalletAddress verifyingContract) => TypedDataJson.Of(this, chainId, verifyingContract);
}
