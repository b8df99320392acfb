using System.Text.Json;
using MedLedger.Chain.Crypto;

namespace MedLedger.Chain.TypedData;

/// <summary>hashStruct and encodeData of EIP-712.</summary>
internal sealed class StructHasher(TypeTable types)
{
    public Hash256 HashStruct(string type, JsonElement value, string where) => Keccak256.Hash(EncodeData(type, value, where));

    /// <summary>The type's hash and one word per field. Every field is present, and nothing else: a wallet would not sign the rest.</summary>
    public byte[] EncodeData(string type, JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new TypedDataException($"'{where}' is no object.");
        var fields = types.Fields(type);
        var unsigned = value.EnumerateObject().FirstOrDefault(member => fields.All(field => field.Name != member.Name));
        if (unsigned.Value.ValueKind != JsonValueKind.Undefined) throw new TypedDataException($"'{where}.{unsigned.Name}' is not part of type '{type}', so it would not be signed.");

        var words = new List<byte>(types.TypeHash(type).ToBytes());
        foreach (var field in fields)
        {
            if (!value.TryGetProperty(field.Name, out var member)) throw new TypedDataException($"'{where}.{field.Name}' is missing.");
            words.AddRange(Encode(field.Type, member, $"{where}.{field.Name}"));
        }

        return [.. words];
    }

    private byte[] Encode(string type, JsonElement value, string where)
    {
        if (TypeName.Array(type) is { } array) return EncodeArray(array.Element, array.Length, value, where);
        return types.Contains(type) ? HashStruct(type, value, where).ToBytes() : AtomicValue.Encode(type, value, where);
    }

    private byte[] EncodeArray(string element, int? length, JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Array) throw new TypedDataException($"'{where}' is no list.");
        if (length is { } fixedLength && value.GetArrayLength() != fixedLength) throw new TypedDataException($"'{where}' does not have {fixedLength} elements.");
        var words = value.EnumerateArray().SelectMany((item, i) => Encode(element, item, $"{where}[{i}]")).ToArray();
        return Keccak256.Hash(words).ToBytes();
    }
}
