using System.Text.Json;
using MedLedger.Chain.Crypto;

namespace MedLedger.Chain.TypedData;

/// <summary>Hashes typed data as wallets do (EIP-712), from the JSON of eth_signTypedData_v4: types, primaryType, domain, message.</summary>
/// <remarks>Stricter than wallets: what they would read in two ways, or leave out of the hash, is refused.</remarks>
public static class Eip712
{
    private const string DomainType = "EIP712Domain";
    private const int LongestDocument = 64 * 1024;

    // EIP-712, definition of domainSeparator: the fields that exist, in this order.
    private static readonly TypedField[] _domainFields =
    [
        new("name", "string"), new("version", "string"), new("chainId", "uint256"), new("verifyingContract", "address"), new("salt", "bytes32"),
    ];

    /// <summary>The digest that is signed: keccak(0x1901 ‖ domainSeparator ‖ hashStruct(message)).</summary>
    /// <exception cref="TypedDataException">when the document is malformed or ambiguous; the message says where.</exception>
    public static Hash256 Digest(string typedDataJson)
    {
        if (typedDataJson.Length > LongestDocument) throw new TypedDataException($"The document is longer than {LongestDocument} characters.");
        try
        {
            using var document = JsonDocument.Parse(typedDataJson, new() { MaxDepth = 64, AllowDuplicateProperties = false });
            return Digest(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new TypedDataException("The document is no JSON without duplicate names: " + exception.Message, exception);
        }
    }

    private static Hash256 Digest(JsonElement document)
    {
        var types = TypeTable.Read(Member(document, "types", JsonValueKind.Object));
        var domain = Member(document, "domain", JsonValueKind.Object);
        var primaryType = Member(document, "primaryType", JsonValueKind.String).GetString()!;
        if (!types.Contains(DomainType)) types = types.With(DomainType, FieldsOf(domain));

        var hasher = new StructHasher(types);
        byte[] signed = [0x19, 0x01, .. hasher.HashStruct(DomainType, domain, "domain").ToBytes()];
        // A document whose primary type is the domain itself has no message part.
        if (primaryType != DomainType)
            signed = [.. signed, .. hasher.HashStruct(primaryType, Member(document, "message", JsonValueKind.Object), "message").ToBytes()];
        return Keccak256.Hash(signed);
    }

    private static TypedField[] FieldsOf(JsonElement domain) =>
        [.. _domainFields.Where(field => domain.TryGetProperty(field.Name, out _))];

    private static JsonElement Member(JsonElement document, string name, JsonValueKind kind) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : throw new TypedDataException($"'{name}' is missing or no {kind}.");
}

/// <summary>Typed data that cannot be hashed in exactly one way.</summary>
public sealed class TypedDataException : FormatException
{
    public TypedDataException(string message, Exception? inner = null) : base(message, inner) { }
}
