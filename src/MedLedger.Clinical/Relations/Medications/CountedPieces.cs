using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Lines of a prescription that begin with how many pieces are taken: "2 caps po bid" under the drug.</summary>
internal static class CountedPieces
{
    private const int LinesApart = 3;

    private static readonly HashSet<string> _several = new(StringComparer.Ordinal) { "tabs", "caps" };

    /// <summary>Whether pieces are counted at <paramref name="at"/>.</summary>
    public static bool Begin(Note note, int at) => note.Tokens[at].Kind == TokenKind.Number && at + 1 < note.Tokens.Count && IsCount(note.Tokens[at + 1].Folded);

    /// <summary>Why the dose is in doubt where a strength is all that was said, and under words on something else a line counts pieces: they may be its own.</summary>
    public static string? Apart(Note note, NotedSentence sentence, Direction direction, int segment)
    {
        if (direction.Dosing is not { Dose: not null, TimesPerDay: null, FrequencyText: null } || segment == 0) return null;
        var at = segment;
        if (at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[at - 1].Line + 1 && _several.Contains(note.Tokens[at].Folded)) return $"how many was not read: \"{note.Words(at, SectionFinder.LineEnd(note.Tokens, at))}\"";
        for (var lines = 0; lines < LinesApart && at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[at - 1].Line + 1; lines++)
        {
            var end = SectionFinder.LineEnd(note.Tokens, at);
            // The line of another drug, with its own strength.
            if (sentence.Names.Any(other => other.First >= at && other.First < end && other.As(EntryKind.Drug) is not null) || Enumerable.Range(at, end - at).Any(word => note.Tokens[word].Folded is "mg" or "mcg" or "ug" or "ml" or "g" or "unit")) return null;
            if (Begin(note, at)) return $"a direction stands apart from it: \"{note.Words(at, end)}\"";
            at = end;
        }

        return null;
    }

    private static bool IsCount(string word) => word is "tab" or "tabs" or "tablet" or "cap" or "caps" or "capsule" or "puff" or "drop" or "tass" or "patch" or "spray" or "unit" or "tas";
}
