using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Warfarin 3 mg od (was 2 mg)", "levothyroxine 75 mcg, increased from 50 mcg": the dose that the one before it took the place of. It tells the order of two papers of which one has no day.</summary>
internal static class FormerDose
{
    private const int Reach = 8;

    private static readonly HashSet<string> Cues = new(StringComparer.Ordinal) { "was", "wa", "from", "previously", "previou", "formerly", "prev", "replaces", "replacing" };

    public static Dosing? Of(DirectionParser directions, Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var changed = false;
        for (var at = name.End; at + 1 < segment; at++)
        {
            changed |= ChangedDose.IsChange(tokens[at].Folded);
            if (!Cues.Contains(tokens[at].Folded) || (tokens[at].Is("from") && !changed)) continue;
            if (tokens[at + 1].Kind != TokenKind.Number || note.DateAt(at + 1) is not null) continue;
            var end = at + 2;
            while (end < Math.Min(segment, at + Reach) && tokens[end].Folded is not (")" or "," or ";" or "to" or "now")) end++;
            if (directions.Parse(note.Text, tokens, at + 1, end).Dosing is { } former && (former.Dose ?? (object?)former.Strength) is not null) return former;
        }

        return null;
    }
}
