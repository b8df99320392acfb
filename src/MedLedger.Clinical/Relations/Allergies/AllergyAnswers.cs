using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>What stands behind a substance in its row and answers for it: "latex: none", "iodine: pt denies", "codeine | nausea | Inactive".</summary>
internal static class AllergyAnswers
{
    private static readonly HashSet<string> SuchReaction = new(StringComparer.Ordinal) { "any", "this", "it", "that", "such", "having", "had", "ever", "reaction", "reactions", "problem", "problems", "issue", "issues", "a", "to", "same", "the", "today", "previous" };

    public static bool NoneBehind(Note note, FoundName name, int limit, List<(AllergyCue Cue, int First, int End)> cues) =>
        cues.Any(cue => cue.Cue == AllergyCue.None && cue.First >= name.End && cue.First < limit && cue.First - name.End <= 2
            && note.Tokens[name.End].Kind == TokenKind.Mark && note.Tokens[cue.First].Folded is "none" or "nil" or "keine")
        || DeniedBehind(note, name, limit);

    // "Codeine | nausea | Inactive": the last column of a printed list.
    public static bool Inactive(Note note, FoundName name, int limit)
    {
        for (var at = name.End; at < limit && note.Tokens[at].Line == note.Tokens[name.First].Line; at++)
            if (note.Tokens[at].Is("inactive") && (at + 1 >= note.Tokens.Count || note.Tokens[at + 1].Line != note.Tokens[at].Line || note.Tokens[at + 1].Kind is TokenKind.Mark or TokenKind.Date)) return true;
        return false;
    }

    // "Iodine contrast: pt denies." answers for this item alone; "denies" with an object behind it speaks of that.
    private static bool DeniedBehind(Note note, FoundName name, int limit)
    {
        var tokens = note.Tokens;
        for (var at = name.End; at < Math.Min(limit, name.End + 4); at++)
        {
            if (tokens[at].Folded is not ("deny" or "denie" or "denies" or "denied") || at == name.End || tokens[name.End].Kind != TokenKind.Mark) continue;
            // "Denies any", "denies having had any such reaction": still about this item.
            var next = at + 1;
            while (next < limit && SuchReaction.Contains(tokens[next].Folded)) next++;
            return next >= tokens.Count || next >= limit || tokens[next].Line != tokens[next - 1].Line || tokens[next].Folded is "." or ";" or ")" or ",";
        }

        return false;
    }

    /// <summary>"Penicillin - no anaphylaxis, rash only": what did not happen is no reaction.</summary>
    public static bool DidNotHappen(Note note, FoundName reaction) =>
        reaction.First > 0 && note.Tokens[reaction.First - 1].Folded is "no" or "not" or "without" or "never" && note.Tokens[reaction.First - 1].Line == note.Tokens[reaction.First].Line;
}
