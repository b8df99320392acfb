using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>"Hives ten minutes into the infusion", "wheeze within ten minutes", "jaw spasm after it": the time tells that the drug before did it.</summary>
internal static class ReactionTiming
{
    private const int Reach = 14;

    public static bool Follows(Note note, NotedSentence sentence, FoundName reaction)
    {
        var tokens = note.Tokens;
        for (var at = reaction.End; at + 1 < Math.Min(sentence.Range.End, reaction.End + Reach); at++)
        {
            if (tokens[at].Folded is ";" or ".") return false;
            var next = tokens[at + 1].Folded;
            if (tokens[at].Folded is "after" or "following" or "on" or "with" && next is "it" or "this" or "them" && (at + 2 >= sentence.Range.End || tokens[at + 2].Kind != Sections.TokenKind.Word)) return true;
            if (tokens[at].Folded is not ("minute" or "min" or "hour" or "hr" or "second")) continue;
            if (next is "into" or "after" or "following") return true;
            for (var back = at - 1; back >= Math.Max(reaction.End, at - 3); back--)
                if (tokens[back].Folded is "within" or "after") return true;
        }

        return false;
    }
}
