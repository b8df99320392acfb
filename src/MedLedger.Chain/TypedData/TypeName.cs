using System.Globalization;

namespace MedLedger.Chain.TypedData;

/// <summary>The grammar of type names (EIP-712, definition of typed structured data): atomic, dynamic, and arrays of any type.</summary>
internal static class TypeName
{
    public static bool IsAtomic(string type) =>
        type is "address" or "bool" or "string" or "bytes" || Bits(type, "uint") is not null || Bits(type, "int") is not null || FixedBytes(type) is not null;

    public static int? Bits(string type, string kind) =>
        Number(type, kind) is { } bits && bits is >= 8 and <= 256 && bits % 8 == 0 ? bits : null;

    public static int? FixedBytes(string type) => Number(type, "bytes") is { } length && length is >= 1 and <= 32 ? length : null;

    /// <summary>What an array holds, and its fixed length; null where the type is no array. T[2][] is an array of T[2].</summary>
    public static (string Element, int? Length)? Array(string type)
    {
        if (!type.EndsWith(']')) return null;
        var open = type.LastIndexOf('[');
        if (open <= 0) throw new TypedDataException($"'{type}' is no type.");
        var length = type[(open + 1)..^1];
        if (length.Length == 0) return (type[..open], null);
        return Digits(length) is { } fixedLength ? (type[..open], fixedLength) : throw new TypedDataException($"'{type}' is no type.");
    }

    /// <summary>The type without its array brackets.</summary>
    public static string Element(string type)
    {
        while (Array(type) is { } array) type = array.Element;
        return type;
    }

    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');

    private static int? Number(string type, string kind) =>
        type.StartsWith(kind, StringComparison.Ordinal) ? Digits(type[kind.Length..]) : null;

    private static int? Digits(string text) =>
        text.Length is > 0 and <= 6 && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
