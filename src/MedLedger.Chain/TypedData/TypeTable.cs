using System.Text.Json;
using MedLedger.Chain.Crypto;

namespace MedLedger.Chain.TypedData;

internal readonly record struct TypedField(string Name, string Type);

/// <summary>The struct types of one document, and their canonical text (EIP-712, definition of encodeType).</summary>
internal sealed class TypeTable
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<TypedField>> _structs;

    private TypeTable(IReadOnlyDictionary<string, IReadOnlyList<TypedField>> structs)
    {
        _structs = structs;
        foreach (var (name, fields) in structs) Check(name, fields);
    }

    public static TypeTable Read(JsonElement types)
    {
        var structs = new Dictionary<string, IReadOnlyList<TypedField>>();
        foreach (var type in types.EnumerateObject())
        {
            if (type.Value.ValueKind != JsonValueKind.Array) throw new TypedDataException($"The fields of type '{type.Name}' are no list.");
            structs.Add(type.Name, [.. type.Value.EnumerateArray().Select(field => new TypedField(Text(field, "name", type.Name), Text(field, "type", type.Name)))]);
        }

        return new(structs);
    }

    public TypeTable With(string name, IReadOnlyList<TypedField> fields) => new(new Dictionary<string, IReadOnlyList<TypedField>>(_structs) { [name] = fields });

    public bool Contains(string name) => _structs.ContainsKey(name);

    public IReadOnlyList<TypedField> Fields(string name) => _structs.TryGetValue(name, out var fields)
        ? fields
        : throw new TypedDataException($"There is no type '{name}'.");

    public Hash256 TypeHash(string name) => Keccak256.Hash(EncodeType(name));

    /// <summary>The type itself, then every type that it refers to, by name: Mail(Person from,…)Person(…).</summary>
    public string EncodeType(string name)
    {
        var referred = new SortedSet<string>(StringComparer.Ordinal);
        Collect(name, referred);
        referred.Remove(name);
        return string.Concat(referred.Prepend(name).Select(Describe));
    }

    private string Describe(string name) => $"{name}({string.Join(',', Fields(name).Select(field => $"{field.Type} {field.Name}"))})";

    private void Collect(string name, SortedSet<string> into)
    {
        if (!into.Add(name)) return;
        foreach (var field in Fields(name))
            if (Contains(TypeName.Element(field.Type))) Collect(TypeName.Element(field.Type), into);
    }

    private void Check(string name, IReadOnlyList<TypedField> fields)
    {
        if (!TypeName.IsIdentifier(name) || TypeName.IsAtomic(name)) throw new TypedDataException($"'{name}' cannot name a type.");
        if (fields.Select(field => field.Name).Distinct().Count() != fields.Count) throw new TypedDataException($"Type '{name}' has two fields of one name.");
        foreach (var field in fields)
        {
            if (!TypeName.IsIdentifier(field.Name)) throw new TypedDataException($"Type '{name}' has a field without a proper name.");
            var element = TypeName.Element(field.Type);
            if (!TypeName.IsAtomic(element) && !Contains(element)) throw new TypedDataException($"Field '{name}.{field.Name}' has the unknown type '{field.Type}'.");
        }
    }

    private static string Text(JsonElement field, string member, string type) =>
        field.ValueKind == JsonValueKind.Object && field.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new TypedDataException($"A field of type '{type}' has no {member}.");
}
