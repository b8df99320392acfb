using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>What is a kind of another though their names share no word: "Alzheimer disease" is the dementia that the next letter names, a CRT-D the defibrillator (Rules/broader.json).</summary>
internal static class BroaderNames
{
    private static readonly HashSet<(string Broad, string Narrow)> _pairs =
        [.. RuleFile.Read<Dictionary<EntryKind, Dictionary<string, List<string>>>>("broader.json").SelectMany(kind => kind.Value.SelectMany(row => row.Value.Select(narrow => (Key(row.Key, kind.Key), Key(narrow, kind.Key)))))];

    public static bool Covers(CodedText broad, CodedText narrow, EntryKind kind) =>
        LexiconNames.KeyOf(broad.Text, kind) is { } one && LexiconNames.KeyOf(narrow.Text, kind) is { } other && _pairs.Contains((one, other));

    private static string Key(string name, EntryKind kind) =>
        LexiconNames.KeyOf(name, kind) ?? name;
}
