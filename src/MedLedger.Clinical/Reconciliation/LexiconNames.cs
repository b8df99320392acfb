using System.Collections.Concurrent;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>
/// The name under which the lexicon holds a record's words, if it holds them as a whole: "Complete atrioventricular block" of a coded list
/// and "complete heart block" of a letter are one disease. Sides stay apart, and a word that no name holds makes it another thing.
/// </summary>
internal static class LexiconNames
{
    private const int MostKept = 4096;

    // What terminologies and lists add without saying more: "Focal epilepsy (disorder)", "Hypothyroidism, unspecified".
    private static readonly HashSet<string> _added = [.. "disorder finding procedure unspecified nos situation substance".Split(' ').Select(word => Spelling.Fold(word))];

    // "Implantable venous access port, right chest": what and where, said of any device.
    private static readonly HashSet<string> _ofDevices = new(StringComparer.Ordinal) { "implantable", "implanted", "device", "system", "chest", "wall", "pectoral", "permanent" };

    // Of these nobody carries one on each side: where the list names a side and the letter none, it is the same.
    private static readonly string[] _single = ["access port", "pacemaker", "defibrillator", "PICC"];

    private static readonly HashSet<string> _sides = new(StringComparer.Ordinal) { "left", "right", "bilateral" };

    private static readonly ConcurrentDictionary<(EntryKind Kind, string Text), string?> _known = new();

    /// <summary>The lexicon's own name with the sides behind it; null where the words are no name of this kind.</summary>
    public static string? KeyOf(string text, EntryKind kind)
    {
        if (_known.TryGetValue((kind, text), out var key)) return key;
        // Names come from documents, so what is remembered has an end.
        if (_known.Count >= MostKept) _known.Clear();
        return _known[(kind, text)] = Read(text, kind);
    }

    private static string? Read(string text, EntryKind kind)
    {
        var words = Tokenizer.Words(text);
        var sides = string.Join(' ', words.Where(_sides.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        HashSet<string> leftOut = kind == EntryKind.Device ? _ofDevices : _added;
        var name = Named(words, kind) ?? Named([.. words.Where(word => !_sides.Contains(word))], kind) ?? Named([.. words.Where(word => !_sides.Contains(word) && !leftOut.Contains(word))], kind);
        if (name is null) return null;
        return kind == EntryKind.Device && _single.Any(one => name.Contains(one, StringComparison.Ordinal)) ? $"known {name}" : $"known {name} {sides}".TrimEnd();
    }

    private static string? Named(IReadOnlyList<string> words, EntryKind kind)
    {
        if (words.Count == 0) return null;
        var terms = TermLexicon.Load().Terms;
        var node = 0;
        foreach (var word in words)
            if ((node = terms.Step(node, word)) < 0) return null;
        return terms.At(node).FirstOrDefault(term => term.Entry.Kind == kind)?.Entry.Name;
    }
}
