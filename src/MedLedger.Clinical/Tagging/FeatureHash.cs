using System.Runtime.CompilerServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>Features are known by 32-bit hashes of their template and content; among a few million, two rarely share one.</summary>
internal static class FeatureHash
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var c in text) hash = (hash ^ c) * Prime;
        return Finish(hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint template, uint content) => Finish((template * 0x9E3779B1) ^ (content + 0x7F4A7C15 + (template << 6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint template, uint first, uint second) => Of(Of(template, first), second);

    public static uint Of(uint template, uint first, uint second, uint third) => Of(Of(template, first, second), third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
