using System.Text;
using System.Text.Json;
using MedLedger.Domain.Content;

namespace MedLedger.Access.Grants;

/// <summary>Grants and revocations as EIP-712 typed data. 64-bit numbers are decimal strings: a JavaScript number holds 53 bits.</summary>
internal static class TypedDataJson
{
    private static readonly (string Name, string Type)[] _domain =
        [("name", "string"), ("version", "string"), ("chainId", "uint256"), ("verifyingContract", "address")];

    private static readonly (string Name, string Type)[] _grant =
    [
        ("patientRef", "bytes32"), ("grantee", "bytes32"), ("scope", "string"), ("purpose", "string"), ("notBefore", "uint64"),
        ("notAfter", "uint64"), ("nonce", "uint64"), ("deadline", "uint64"), ("signedAt", "uint64"),
    ];

    private static readonly (string Name, string Type)[] _revocation =
        [("grantId", "bytes32"), ("revokedAt", "uint64"), ("nonce", "uint64")];

    public static string Of(GrantDocument grant, ulong chainId, WalletAddress verifyingContract) =>
        Write("AccessGrant", _grant, chainId, verifyingContract, json =>
        {
            json.WriteString("patientRef", Bytes32(grant.Patient.Digest));
            json.WriteString("grantee", Bytes32(grant.Grantee.Digest));
            json.WriteString("scope", grant.Scope);
            json.WriteString("purpose", grant.Purpose);
            json.WriteString("notBefore", grant.NotBefore.ToString());
            json.WriteString("notAfter", grant.NotAfter.ToString());
            json.WriteString("nonce", grant.Nonce.ToString());
            json.WriteString("deadline", grant.Deadline.ToString());
            json.WriteString("signedAt", grant.SignedAt.ToString());
        });

    public static string Of(RevocationDocument revocation, ulong chainId, WalletAddress verifyingContract) =>
        Write("AccessRevocation", _revocation, chainId, verifyingContract, json =>
        {
            json.WriteString("grantId", Bytes32(revocation.Grant.Digest));
            json.WriteString("revokedAt", revocation.RevokedAt.ToString());
            json.WriteString("nonce", revocation.Nonce.ToString());
        });

    private static string Write(string primaryType, (string, string)[] fields, ulong chainId, WalletAddress verifyingContract, Action<Utf8JsonWriter> message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("types");
            WriteType(json, "EIP712Domain", _domain);
            WriteType(json, primaryType, fields);
            json.WriteEndObject();
            json.WriteString("primaryType", primaryType);
            json.WriteStartObject("domain");
            json.WriteString("name", "MedLedger");
            json.WriteString("version", "1");
            json.WriteNumber("chainId", chainId);
            json.WriteString("verifyingContract", verifyingContract.Value);
            json.WriteEndObject();
            json.WriteStartObject("message");
            message(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteType(Utf8JsonWriter json, string name, (string Name, string Type)[] fields)
    {
        json.WriteStartArray(name);
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", field.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Bytes32(Sha256Digest digest) => "0x" + digest.Hex;
}
