using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Suggest reducing to 5 mg", "reduce to 5 mg if bradycardia is confirmed": a dose that somebody proposes is not the one that is taken.</summary>
internal static class ProposedDose
{
    private const int Reach = 10;

    private static readonly HashSet<string> Proposes = new(StringComparer.Ordinal) { "suggest", "suggested", "suggesting", "suggestion", "consider", "considering", "propose", "proposed", "could", "might", "may", "recommend", "recommending", "option", "possibly", "perhaps" };

    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal) { "reduce", "reducing", "reduction", "increase", "increasing", "titrate", "titrating", "titration", "uptitrate", "uptitrating", "decrease", "decreasing", "change", "changing", "switch", "switching", "halve", "halving", "lower", "lowering", "raise", "raising", "double", "doubling" };

    public static bool Is(Note note, NotedSentence sentence, FoundName name, Direction direction)
    {
        if (direction.Dosing?.Dose is null) return false;
        var tokens = note.Tokens;
        for (var change = Math.Max(sentence.Range.First, name.First - Reach); change < direction.First; change++)
        {
            if (!Changes.Contains(tokens[change].Folded) || !Enumerable.Range(change, direction.First - change).Any(at => tokens[at].Is("to"))) continue;
            for (var before = change - 1; before >= Math.Max(sentence.Range.First, change - Reach) && !tokens[before].IsMark('.'); before--)
                if (Proposes.Contains(tokens[before].Folded)) return true;
            // "Reduce to 20 mg OD x 2 weeks, stop if pressure is low": behind a comma the condition is that of something else.
            for (var behind = direction.End; behind + 1 < Math.Min(sentence.Range.End, direction.End + 4) && tokens[behind].Kind != TokenKind.Mark; behind++)
                if (tokens[behind].Folded is "if" or "unless" && tokens[behind + 1].Folded is not ("needed" or "required" or "necessary")) return true;
        }

        return false;
    }
}
