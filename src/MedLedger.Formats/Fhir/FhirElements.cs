using System.Reflection;

namespace MedLedger.Formats.Fhir;

/// <summary>Order and types of the elements of FHIR R4, from the table that <c>tools/fhir/elements.mjs</c> writes out of HL7's structure definitions.</summary>
internal static class FhirElements
{
    private static readonly Lazy<Dictionary<string, IReadOnlyList<Child>>> _types = new(Load);

    /// <summary>One child in the order of the definition. Type is null for a primitive; of a choice, what follows the name in the data names it.</summary>
    public sealed record Child(string Name, string? Type, bool IsAttribute, bool IsChoice);

    /// <summary>The children of a resource, a data type or a nested part ("Patient.contact"); null for what FHIR R4 does not define.</summary>
    public static IReadOnlyList<Child>? Of(string type) => _types.Value.GetValueOrDefault(type);

    private static Dictionary<string, IReadOnlyList<Child>> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("fhir-elements.tsv") ?? throw new InvalidOperationException("The table of FHIR elements is missing from the build.");
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, IReadOnlyList<Child>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split('\t');
            types[cells[0]] = [.. cells[1].Split(' ').Select(Parse)];
        }

        return types;
    }

    private static Child Parse(string text)
    {
        if (text[0] == '@') return new(text[1..], null, true, false);
        if (text.EndsWith("[x]", StringComparison.Ordinal)) return new(text[..^3], null, false, true);
        return text.Split(':') is [var name, var type] ? new(name, type, false, false) : new(text, null, false, false);
    }
}
