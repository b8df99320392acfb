using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>A drug that took the place of the one named before it: it is taken now, though the words give it no direction.</summary>
internal static class TookThePlace
{
    private const int ArrowReach = 5;

    public static bool Is(Note note, NotedSentence sentence, List<FoundName> drugs, int at) =>
        at > 0 && drugs[at].First > sentence.Range.First && (Switched(note, sentence, drugs, at) || BehindTheArrow(note, drugs, at));

    // "Switched from NovoLog to Lyumjev"
    private static bool Switched(Note note, NotedSentence sentence, List<FoundName> drugs, int at) =>
        note.Tokens[drugs[at].First - 1].Folded is "to" or "onto" or "auf" or "par" or "por" or "a"
        && sentence.Triggers.Any(trigger => trigger.Rule.Means == Meaning.Stopped && trigger.End <= drugs[at - 1].First && drugs[at - 1].First - trigger.End <= 2
            && (trigger.Rule.Phrase.EndsWith(" from", StringComparison.Ordinal) || trigger.Rule.Phrase.EndsWith(" von", StringComparison.Ordinal) || trigger.Rule.Phrase is "se cambia"));

    // "Imatinib -> dasatinib": the last of the row; "A -> B -> C" has left B as well.
    private static bool BehindTheArrow(Note note, List<FoundName> drugs, int at)
    {
        var (tokens, name) = (note.Tokens, drugs[at]);
        if (name.NearMiss is not null || name.First - drugs[at - 1].End is < 1 or > ArrowReach || tokens[drugs[at - 1].First].Line != tokens[name.First].Line || name.As(EntryKind.Drug)!.Name == drugs[at - 1].As(EntryKind.Drug)!.Name) return false;
        return ArrowBefore(note, name.First) && !Enumerable.Range(name.End, Math.Min(tokens.Count, name.End + ArrowReach) - name.End).Any(next => ArrowBefore(note, next));
    }

    private static bool ArrowBefore(Note note, int at) =>
        note.Tokens[at - 1].IsMark('→') || note.Tokens[at - 1].Is("->") || note.Tokens[at - 1].IsMark('>') && note.Tokens[at - 2].IsMark('-');
}
