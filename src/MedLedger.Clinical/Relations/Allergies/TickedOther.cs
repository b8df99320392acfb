using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>"☒ Other antibiotic: Zelocin" among a form's boxes for allergies: what was written in behind the ticked box, though no list knows the word.</summary>
internal static class TickedOther
{
    private const int Longest = 5;
    private const int ShortestWord = 4;

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "antibiotic", "antibiotics", "drug", "drugs", "medicine", "medicines", "medication", "medications", "food", "foods", "allergy", "allergie", "allergies", "painkiller", "painkillers", "anaesthetic", "anesthetic", "substance", "metal", "please", "specify", "state", "(", ")", "," };

    public static IEnumerable<(int First, int End)> Of(Note note, NotedSentence sentence)
    {
        var tokens = note.Tokens;
        for (var at = sentence.Range.First; at < sentence.Range.End; at++)
        {
            if (tokens[at].Folded is not ("other" or "others") || note.Boxes.Governing(tokens, at) != BoxState.Ticked) continue;
            var first = at + 1;
            while (first < sentence.Range.End && Kinds.Contains(tokens[first].Folded)) first++;
            if (first >= sentence.Range.End || !tokens[first].IsMark(':')) continue;
            first++;
            var end = first;
            while (end < sentence.Range.End && end - first < Longest && tokens[end].Kind == TokenKind.Word && tokens[end].Line == tokens[at].Line && !note.Boxes.StartsAt(end)) end++;
            if (end == first || sentence.Names.Any(name => name.First < end && name.End > first) || Enumerable.Range(first, end - first).Max(word => tokens[word].Folded.Length) < ShortestWord || tokens[first].Folded is "none" or "nothing") continue;
            yield return (first, end);
        }
    }
}
