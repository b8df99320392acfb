using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>Names of devices that need the text around them to name one: a "tunnelled catheter" may serve dialysis or chemotherapy, a "port removed" may be the surgeon's.</summary>
internal static class DeviceNaming
{
    private static readonly string[] OfDialysis = ["dialysis", "haemodialysis", "hemodialysis", "hd", "renal", "kidney", "fistula", "avf", "eskd", "esrd", "ckd", "nephrology"];

    private static readonly HashSet<string> OfSurgery = new(StringComparer.Ordinal) { "umbilical", "epigastric", "mm", "camera", "laparoscopic", "working", "assistant", "suprapubic", "subcostal", "each", "every", "all", "last", "trocar" };

    public static bool MeansOther(Note note, FoundName name)
    {
        var word = note.Tokens[name.First].Folded;
        if (word is "tunnelled" or "tunneled" && name.End - name.First == 2 && note.Tokens[name.End - 1].Folded is "catheter") return !OfDialysis.Any(note.WordSet.Contains);
        return word is "port" && name.First > 0 && note.Tokens[name.First - 1].Line == note.Tokens[name.First].Line && OfSurgery.Contains(note.Tokens[name.First - 1].Folded);
    }
}
