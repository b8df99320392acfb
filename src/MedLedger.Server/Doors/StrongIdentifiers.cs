using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Server.Doors;

/// <summary>Which identifiers of a document speak for one person: coded ones, in a namespace, of a kind that is not shared in a family.</summary>
internal static class StrongIdentifiers
{
    private const int ShortestValue = 3;

    // HL7 table 0203: numbers of a visit, an account, a policy or who holds it, an employer or a guarantor. A family shares some, and none stays with a person.
    private static readonly HashSet<string> NotOfAPerson = new(StringComparer.OrdinalIgnoreCase)
    {
        "ACSN", "AM", "AN", "ANON", "ANC", "AND", "ANT", "BC", "BCT", "CZ", "EN", "FI", "GI", "GN", "HC", "MB", "MC", "NPI", "PCN", "PNT", "PRN", "RRI", "SN", "TEMP", "U", "UPIN", "VN", "VISIT", "XX",
    };

    public static IReadOnlyList<StrongIdentifier> Of(PatientClaim claim) =>
        claim.Sources.Any(source => source.Method == ReadingMethod.Coded)
            ? [.. claim.Identifiers.Select(Strong).OfType<StrongIdentifier>().Distinct()]
            : [];

    private static StrongIdentifier? Strong(PatientIdentifier identifier)
    {
        if (identifier.System is not { } system || !NamesSomebody(system) || (identifier.Type is { } type && NotOfAPerson.Contains(type.Trim()))) return null;
        var value = new string([.. identifier.Value.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
        // "UNKNOWN", "0000", "999": what a form asks for and nobody knew is the same for many.
        if (value.Length < ShortestValue || !value.Any(char.IsAsciiDigit) || value.Distinct().Count() < 2) return null;
        return new(system.Trim().ToUpperInvariant(), (identifier.Type ?? "").Trim().ToUpperInvariant(), value);
    }

    // A dash, or a word for nobody, is the issuer of everybody's numbers.
    private static bool NamesSomebody(string system) =>
        system.Count(char.IsLetterOrDigit) >= 2 && system.Trim().ToUpperInvariant() is not ("UNKNOWN" or "UNK" or "NONE" or "NULL" or "N/A" or "NA");
}

/// <summary>An identifier as it is compared: letters and digits only.</summary>
internal sealed record StrongIdentifier(string System, string Type, string Value);
