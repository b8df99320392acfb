using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>The field of a form that asks whether somebody smokes: "Smoker: ex (2011)", "Smoker: ☐ current ☒ ex". What it names is the question; the answer stands behind it.</summary>
internal static class SmokingField
{
    private const int Reach = 12;

    private static readonly HashSet<string> Former = new(StringComparer.Ordinal) { "ex", "former", "formerly", "past", "quit", "stopped", "previous", "previously", "ancien", "sevre", "ehemalig", "fruher" };

    /// <summary>The former smoker, where the answer is that the person gave it up (ICD-10-CM Z87.891).</summary>
    public static CodedText? Answer(Note note, FoundName name) =>
        SaysFormer(note, name) ? new("former smoker") { Codes = [new(CodeSystems.Icd10Cm, "Z87.891")] } : null;

    private static bool SaysFormer(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        if (name.As(EntryKind.Problem)?.Name != "tobacco use" || name.End >= tokens.Count || !tokens[name.End].IsMark(':')) return false;
        var limit = Math.Min(tokens.Count, name.End + Reach);
        var boxes = Enumerable.Range(name.End, limit - name.End).Any(at => tokens[at].Line == tokens[name.First].Line && note.Boxes.StartsAt(at));
        for (var at = name.End + 1; at < limit && tokens[at].Line == tokens[name.First].Line; at++)
        {
            if (!Former.Contains(tokens[at].Folded)) continue;
            // Without boxes the answer stands right behind the colon.
            return boxes ? note.Boxes.Governing(tokens, at) == BoxState.Ticked : at == name.End + 1;
        }

        return false;
    }
}
