using MedLedger.Domain.Findings;
using MedLedger.Formats.Ccda;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Lines of an allergy section's narrative that no entry stands for. Some senders print what they never coded, and an allergy that is only printed is one.</summary>
internal static class CcdaUnlisted
{
    private const int LongWord = 4;

    // Too common among allergies to tell one line from another.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase) { "allergy", "allergies", "allergic", "drug", "drugs", "medication", "product", "products", "substance", "oral", "tablet", "reaction", "reactions", "propensity", "adverse", "disorder", "with", "intolerance" };

    /// <summary>The lines, where the narrative has more of them than there are findings.</summary>
    public static IReadOnlyList<string> Lines(CdaElement section, IReadOnlyList<Finding> found)
    {
        if (section.First("text") is not { } text) return [];
        var rows = Leaves(text, "tr", "item");
        if (rows.Count == 0) rows = Leaves(text, "paragraph");
        if (rows.Count <= found.Count) return [];
        var referenced = section.All("entry").SelectMany(entry => entry.Below()).Where(below => below.Name == "reference").Select(reference => reference["value"]?.TrimStart('#')).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var names = found.SelectMany(finding => finding.Concept.Codes.Select(code => code.Display).Append(finding.Concept.Text).OfType<string>()).SelectMany(Words).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reactions = found.OfType<AllergyFinding>().SelectMany(allergy => allergy.Reactions).Select(reaction => reaction.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. rows
            .Where(row => !row.SelfAndAbove().TakeWhile(above => above != text).Concat(row.Below()).Any(part => (part["ID"] ?? part["id"]) is { } id && referenced.Contains(id)))
            .Select(row => row.Text).OfType<string>()
            .Where(line => !reactions.Contains(line) && !Words(line).Any(names.Contains))];
    }

    // A row of headings is none, nor is one that only holds others.
    private static List<CdaElement> Leaves(CdaElement text, params string[] names) =>
        [.. text.Below().Where(below => names.Contains(below.Name) && below["revised"] != "delete"
            && !below.Below().Any(inner => names.Contains(inner.Name)) && below.SelfAndAbove().All(above => above.Name != "thead")
            && (below.Name != "tr" || below.All("td").Any()))];

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', ',', ';', '/', '(', ')', '-', '.', ':'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= LongWord && !Common.Contains(word));
}
