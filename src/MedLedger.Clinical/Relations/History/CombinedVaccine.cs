using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>"Tetanus, diphtheria, polio": the diseases that one vaccine is against, told one by one.</summary>
internal static class CombinedVaccine
{
    private static readonly Dictionary<string, string> Diseases = new(StringComparer.Ordinal)
    {
        ["tetanu"] = "T",
        ["tetanus"] = "T",
        ["diphtheria"] = "D",
        ["polio"] = "P",
        ["poliomyeliti"] = "P",
        ["poliomyelitis"] = "P",
        ["ipv"] = "P",
        ["pertussi"] = "A",
        ["pertussis"] = "A",
        ["whooping"] = "A",
        ["cough"] = "A",
        ["hib"] = "H",
        ["tetano"] = "T",
        ["diphterie"] = "D",
        ["difteria"] = "D",
        ["diphtherie"] = "D",
        ["keuchhusten"] = "A",
        ["coqueluche"] = "A",
        ["tosferina"] = "A",
    };

    // The letters in their order; only what CVX codes as written has a code.
    private static readonly Dictionary<string, (string Name, string? Code)> Products = new(StringComparer.Ordinal)
    {
        ["DT"] = ("Td", "139"),
        ["ADT"] = ("Tdap", "115"),
        ["DPT"] = ("Td/IPV vaccine", null),
        ["ADPT"] = ("DTaP-IPV vaccine", "130"),
        ["ADHPT"] = ("DTaP-IPV-Hib vaccine", "120"),
    };

    /// <summary>The whole list that the name stands in, as one name with its product; null where it stands in none. <c>IsTold</c>: an earlier name of the list, or the product in the bracket behind it, tells it.</summary>
    public static (FoundName Whole, CodedText Concept, bool IsTold)? Of(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        if (!Enumerable.Range(name.First, name.End - name.First).Any(at => Diseases.ContainsKey(tokens[at].Folded))) return null;
        var first = name.First;
        while (first > sentence.Range.First && Goes(tokens, first - 1, name.First)) first--;
        while (first < name.First && !Diseases.ContainsKey(tokens[first].Folded)) first++;
        var end = name.End;
        while (end < sentence.Range.End && Goes(tokens, end, name.First)) end++;
        while (end > name.End && !Diseases.ContainsKey(tokens[end - 1].Folded)) end--;
        var letters = string.Concat(Enumerable.Range(first, end - first).Select(at => Diseases.GetValueOrDefault(tokens[at].Folded, "")).Where(letter => letter.Length > 0).Distinct().Order(StringComparer.Ordinal));
        if (!Products.TryGetValue(letters, out var product) || end - first == name.End - name.First) return null;
        var told = sentence.Names.Any(other => other.First >= first && other.First < name.First && other.TermAs(EntryKind.Vaccine) is not null)
            || (end + 1 < tokens.Count && tokens[end].IsMark('(') && sentence.Names.Any(other => other.First == end + 1 && other.TermAs(EntryKind.Vaccine) is not null));
        return (new(first, end, name.Terms, name.NearMiss), new(product.Name) { Codes = product.Code is null ? [] : [new(CodeSystems.Cvx, product.Code)] }, told);
    }

    private static bool Goes(IReadOnlyList<Token> tokens, int at, int name) =>
        tokens[at].Line == tokens[name].Line && (Diseases.ContainsKey(tokens[at].Folded) || tokens[at].Folded is "," or "/" or "-" or "and" or "&" or "+" or "acellular" or "inactivated" or "y" or "et" or "und" or "e");
}
