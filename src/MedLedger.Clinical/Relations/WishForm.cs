using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations;

/// <summary>"Feeding tube: [x] I would not want this  [ ] I would want this": a line that asks for a wish tells of no treatment.</summary>
internal static class WishForm
{
    private const int LongestAnswer = 10;

    private static readonly HashSet<string> Wishes = new(StringComparer.Ordinal) { "want", "wish", "accept", "agree", "refuse", "refused", "decline", "declined", "consent" };

    private static readonly HashSet<string> Refuses = new(StringComparer.Ordinal) { "not", "refuse", "refused", "decline", "declined", "no", "never", "dont" };

    private static readonly HashSet<string> Later = new(new[] { "wants", "wishes", "wish", "want", "wanted", "desired", "desires", "prefers", "preferred", "preference", "plan", "plans", "planned", "intends", "intended", "chosen", "future", "discussed", "offered", "counselled", "requests", "requested" }.Select(word => Lexicon.Spelling.Fold(word)), StringComparer.Ordinal);

    private static readonly HashSet<string> OfTheStay = new(StringComparer.Ordinal) { "required", "needed", "necessary", "was", "wa", "were", "given", "reaction", "reactions", "since", "so", "history", "during", "yet", "requirement", "requirements", "has", "had", "in", "to" };

    /// <summary>Whether the ticked answer refuses what the line names; null where the line is no such form, or nothing is ticked.</summary>
    public static (bool Asks, bool? Refused) Of(Note note, FoundName name)
    {
        var end = SectionFinder.LineEnd(note.Tokens, name.First);
        var asks = false;
        bool? refused = null;
        for (var at = name.End; at < end; at++)
        {
            if (!note.Boxes.StartsAt(at)) continue;
            var (wishes, no) = Answer(note, at, end);
            asks |= wishes;
            if (!wishes || note.Boxes.Governing(note.Tokens, at + 1) != BoxState.Ticked) continue;
            // Two ticks answer nothing.
            if (refused is not null) return (true, null);
            refused = no;
        }

        return (asks, refused);
    }

    /// <summary>"After delivery wants: [ ] pill [x] IUCD": the label before the boxes of a line asks what is wanted later, not what is there.</summary>
    public static bool AsksForLater(Note note, FoundName name)
    {
        var first = name.First;
        while (first > 0 && note.Tokens[first - 1].Line == note.Tokens[name.First].Line) first--;
        for (var at = first; at < name.First && !note.Boxes.StartsAt(at); at++)
            if (Later.Contains(note.Tokens[at].Folded)) return Enumerable.Range(at, name.First - at).Any(note.Boxes.StartsAt);
        return false;
    }

    /// <summary>"No transfusion required", "no transfusions during the stay": what was not done is no wish.</summary>
    public static bool TellsOfTheStay(Note note, FoundName name) =>
        note.Tokens[name.First].Is("no") && name.End < note.Tokens.Count && OfTheStay.Contains(note.Tokens[name.End].Folded);

    private static (bool Wishes, bool No) Answer(Note note, int box, int end)
    {
        bool wishes = false, no = false;
        for (var at = box + 1; at < Math.Min(end, box + LongestAnswer) && !note.Boxes.StartsAt(at); at++)
        {
            wishes |= Wishes.Contains(note.Tokens[at].Folded);
            no |= Refuses.Contains(note.Tokens[at].Folded);
        }

        return (wishes, no);
    }
}
