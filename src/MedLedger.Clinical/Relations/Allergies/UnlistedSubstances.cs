using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>Keeps an item of a list of allergies that no list of substances knows ("Allergies: penicillin, Quorvex"): in its own words, unsure. An allergy must not be lost for want of a word.</summary>
internal static class UnlistedSubstances
{
    private const int LongestName = 5;
    private const int ShortestWord = 4;

    private const int ClosingReach = 4;

    private static readonly HashSet<string> Staff = new(StringComparer.Ordinal) { "rn", "lpn", "nurse", "dr", "doctor", "md", "np", "pa", "by", "pharmacist", "sister", "prescriber", "physician", "signed", "signature", "author", "clinician", "ide", "medecin", "arzt", "medico", "ward", "consultant", "gp" };

    public static IEnumerable<TextFinding> Read(Note note, NotedSentence sentence, AllergyRules rules)
    {
        if (IsBehindTheClosing(note, sentence)) yield break;
        if (sentence.Section.Kind != SectionKind.Allergies) yield break;
        var written = TickedOther.Of(note, sentence).ToList();
        foreach (var (first, end) in written) yield return Unsure(note, first, end);
        if (sentence.Triggers.Count > 0 || written.Count > 0) yield break;
        for (var at = sentence.Range.First; at < sentence.Range.End;)
        {
            var end = ItemEnd(note, at, sentence.Range.End);
            if (Name(note, sentence, at, end, rules) is (var first, var last))
                yield return Unsure(note, first, last);
            at = end + 1;
        }
    }

    // "Sincerely," and the name below it end the letter, and the list with it.
    private static bool IsBehindTheClosing(Note note, NotedSentence sentence)
    {
        var tokens = note.Tokens;
        var line = tokens[sentence.Range.First].Line;
        for (var at = sentence.Range.First; at > sentence.Section.HeaderToken && line - tokens[at].Line <= ClosingReach; at--)
            if (tokens[at].Folded is "sincerely" or "faithfully" or "regards" or "truly" || (tokens[at].Folded is "signed" or "authenticated" && at > 0 && tokens[at - 1].Folded is "electronically" or "digitally")) return true;
        return false;
    }

    private static TextFinding Unsure(Note note, int first, int end) =>
        new(
            new AllergyFinding
            {
                Concept = new(note.Words(first, end)),
                Status = AllergyStatus.Active,
                Certainty = ReadingCertainty.Unsure,
                UnsureBecause = "the substance is not in the lexicon",
            },
            note.Span(first, end), "allergy section", 0.5);

    // "Allergies: penicillin (rash).   RN: C. Fortin", "Reviewed by: A Singh": who wrote it is nobody's allergy.
    private static bool IsOfTheStaff(Note note, int first, int listed)
    {
        for (var at = first - 1; at > Math.Max(0, listed) && note.Tokens[at].Line == note.Tokens[first].Line && first - at <= LongestName; at--)
        {
            if (note.Tokens[at].IsMark(':')) return Staff.Contains(note.Tokens[at - 1].Folded);
            if (note.Tokens[at].Folded is "," or ";") return false;
        }

        return false;
    }

    private static int ItemEnd(Note note, int first, int limit)
    {
        var end = first;
        while (end < limit && note.Tokens[end].Folded is not ("," or ";" or "." or "/") && note.Tokens[end].Line == note.Tokens[first].Line) end++;
        // The first token of the next line is itself the next item's.
        return end < limit && note.Tokens[end].Line != note.Tokens[first].Line ? end - 1 : end;
    }

    private static (int First, int End)? Name(Note note, NotedSentence sentence, int first, int end, AllergyRules rules)
    {
        if (first >= end && !(first == end && first < sentence.Range.End)) return null;
        var stop = Math.Min(Math.Max(end, first + 1), sentence.Range.End);
        while (first < stop && (note.Tokens[first].Kind == TokenKind.Mark || note.Boxes.StartsAt(first))) first++;
        var last = first;
        while (last < stop && note.Tokens[last].Kind == TokenKind.Word && note.Tokens[last].Line == note.Tokens[first].Line) last++;
        // A story is no item of a list; what follows the name may only be a bracket, a dash or a colon.
        if (last == first || last - first > LongestName || (last < stop && !(note.Tokens[last].Folded is "(" or "-" or ":" or "[" or "*"))) return null;
        // What opens a line before a colon is its heading.
        if (last < note.Tokens.Count && note.Tokens[last].IsMark(':') && (first == 0 || note.Tokens[first - 1].Line != note.Tokens[first].Line)) return null;
        if (IsOfTheStaff(note, first, sentence.Section.FirstToken)) return null;
        if (Enumerable.Range(first, last - first).Max(at => note.Tokens[at].Folded.Length) < ShortestWord || sentence.Names.Any(name => name.First < stop && name.End > first) || note.Boxes.Governing(note.Tokens, first) == BoxState.Unticked) return null;
        return Enumerable.Range(first, last - first).Any(at => rules.NoSubstances.Contains(note.Tokens[at].Folded)) ? null : (first, last);
    }
}
