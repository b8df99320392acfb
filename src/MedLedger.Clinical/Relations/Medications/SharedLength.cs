using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Ibuprofen 400 mg q6h and acetaminophen for 5 days": a length that stands behind the last of several drugs is that of all, where all are taken for some days only.</summary>
internal static class SharedLength
{
    private const int Reach = 24;

    public static int? Days(DirectionParser directions, Note note, NotedSentence sentence, FoundName name, LexiconEntry entry)
    {
        if (!TheatreDrugs.IsAcute(entry)) return null;
        var last = name;
        foreach (var next in sentence.Names.Where(other => other.First >= name.End && other.As(EntryKind.Drug) is not null))
        {
            if (!Joined(note, last, next) || !TheatreDrugs.IsAcute(next.As(EntryKind.Drug)!)) return null;
            var end = sentence.Names.Where(other => other.First >= next.End && other.As(EntryKind.Drug) is not null).Select(other => other.First).DefaultIfEmpty(sentence.Range.End).Min();
            end = Math.Min(end, next.End + Reach);
            var direction = directions.Parse(note.Text, note.Tokens, next.End, end);
            if (CourseLength.Days(directions, note, next, direction, end) is { } days) return days;
            last = next;
        }

        return null;
    }

    private static bool Joined(Note note, FoundName one, FoundName next)
    {
        if (next.First - one.End > Reach) return false;
        for (var at = one.End; at < next.First; at++)
            if (note.Tokens[at].Folded is ";" or "." or "then" or "or") return false;
        return note.Tokens[next.First - 1].Folded is "and" or "+" or "&" or "plus" or "with" or "," or "und" or "et" or "y" or "e" or "/";
    }
}
