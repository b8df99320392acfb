using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.History;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>"HbA1c ≥ 6.5 % is diagnostic of diabetes mellitus": a laboratory's remark on what a value would mean is nobody's value.</summary>
internal static class PrintedRemark
{
    private const int Reach = 8;
    private const int Criterion = 3;

    private static readonly HashSet<string> Means = new(new[] { "diagnostic", "indicates", "indicate", "suggests", "suggest", "suggestive", "defines", "define", "signifies", "excludes", "considered", "desirable", "recommended", "optimal", "implies", "reported" }.Select(word => Spelling.Fold(word)), StringComparer.Ordinal);

    public static bool Is(Note note, NotedSentence sentence, FoundName name)
    {
        // "Gestational diabetes: fasting glucose >= 5.3 mmol/L"
        if (sentence.Names.Any(other => other.End < name.First && name.First - other.End <= Criterion && other.As(EntryKind.Problem) is not null && NoProblem.IsCriterion(note, other))) return true;
        var end = sentence.Range.End;
        var limit = Math.Min(end, name.End + Reach);
        // "Sodium of 125 mmol/L or less is phoned"
        if (Enumerable.Range(name.End, Math.Max(0, limit - name.End - 1)).Any(at => note.Tokens[at].Is("or") && note.Tokens[at + 1].Folded is "more" or "less" or "above" or "below" or "higher" or "lower" or "greater" or "over" or "under")) return true;
        var compared = Enumerable.Range(name.End, Math.Max(0, limit - name.End)).FirstOrDefault(at => note.Tokens[at].Folded is "<" or ">" or "<=" or ">=" or "≥" or "≤" or "above" or "below" or "over" or "under", -1);
        if (compared < 0 || compared - name.End > 2) return false;
        return Enumerable.Range(compared, limit - compared).Any(at => Means.Contains(note.Tokens[at].Folded)) && Enumerable.Range(compared, limit - compared).All(at => !note.Tokens[at].IsMark(';') && !note.Tokens[at].IsMark('.'));
    }
}
