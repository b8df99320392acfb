using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>An ejection fraction is often estimated as a range ("LVEF 25-30%") and led by a word that weighs it ("EF preserved at 60%").</summary>
internal static class EjectionFraction
{
    private const string Name = "left ventricular ejection fraction";

    private static readonly HashSet<string> Lead = new(StringComparer.Ordinal)
    {
        "approx", "approximately", "about", "around", "~", "estimated", "est", "visually", "by", "echo", "preserved", "reduced", "normal", "severely", "moderately", "mildly", "improved", "recovered", "to", "low", "stay", "stays", "remains", "remain", "env", "ca", "de", "del", "von", "bei", "etwa", "estimee", "conservada", "conservee",
    };

    public static bool Leads(FoundName name, Token token) => name.As(EntryKind.Lab)?.Name == Name && Lead.Contains(token.Folded);

    /// <summary>The range that opens at a number; null for a single value and for every other test.</summary>
    public static (ObservationFinding, int)? Range(Note note, LexiconEntry entry, int at, int limit)
    {
        var tokens = note.Tokens;
        if (entry.Name != Name || at + 2 >= limit || tokens[at + 1].Folded is not ("-" or "to") || tokens[at + 2].Kind != TokenKind.Number) return null;
        var end = at + 3;
        if (end < limit && tokens[end].IsMark('%')) end++;
        return (new() { Concept = entry.Concept, Category = ObservationCategory.Laboratory, ValueText = new(note.Words(at, end)), Effective = ResultDates.Own(note, end, limit) }, end);
    }
}
