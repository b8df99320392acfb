using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"nirmatrelvir/ritonavir 150/100 mg PO BID x 5 days    0800 2000    KL KL MB    COMPLETE": the last cell of a chart's row says that the order has ended.</summary>
internal static class EndOfRow
{
    private const int Gap = 2;

    private static readonly HashSet<string> Ended = new(StringComparer.Ordinal) { "complete", "completed", "finished", "ceased", "discontinued", "cancelled", "canceled", "stopped" };

    public static Qualification Read(Note note, FoundName name, Qualification meaning)
    {
        if (meaning.Course is not (null or Meaning.Active)) return meaning;
        if (StoppedColumn.Ended(note, name)) return meaning with { Course = Meaning.Stopped };
        var last = SectionFinder.LineEnd(note.Tokens, name.First) - 1;
        if (last <= name.End || !(Ended.Contains(note.Tokens[last].Folded) ? note.Tokens[last].Start - note.Tokens[last - 1].End >= Gap || note.IsShouted(last) : note.Tokens[last].Is("stop") && note.IsShouted(last))) return meaning;
        // The row of a chart begins with its drug.
        return name.First == 0 || note.Tokens[name.First - 1].Line < note.Tokens[name.First].Line ? meaning with { Course = Meaning.Stopped } : meaning;
    }
}
