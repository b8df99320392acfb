using MedLedger.Clinical.Rules;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Understanding;

/// <summary>Which pieces of a printed line are heads of sections: "Problems", "Drug allergies:".</summary>
internal static class PageHeads
{
    private const int ShortestHead = 5;

    private static readonly HashSet<string> _heads = new(
        RuleFile.Read<List<HeadRule>>("sections.json").SelectMany(rule => rule.Headers).Where(head => head.Length >= ShortestHead), StringComparer.OrdinalIgnoreCase);

    public static bool Is(IReadOnlyList<Word> piece) => _heads.Contains(string.Join(' ', piece.Select(word => word.Text)).TrimEnd(':', ' '));

    private sealed record HeadRule(string Section, List<string> Headers);
}
