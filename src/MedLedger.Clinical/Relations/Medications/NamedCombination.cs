using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Two names of drugs that are one product, or that only tell what the product before them holds.</summary>
internal static class NamedCombination
{
    // "Flixotide Junior 50 (fluticasone)": what a product is called behind its brand.
    private static readonly HashSet<string> Products = new(["junior", "evohaler", "turbuhaler", "turbohaler", "accuhaler", "diskus", "inhaler", "mdi", "hfa", "respimat", "handihaler", "ellipta", "easyhaler", "autohaler", "breezhaler", "nexthaler", "forte", "retard", "modulite", "solostar", "kwikpen", "flexpen", "flextouch", "penfill", "pen", "depot", "plus", "respule", "nasal", "spray", "adult"], StringComparer.Ordinal);

    private const int LongestProduct = 6;

    // "TLD (tenofovir 300/lamivudine 300/dolutegravir 50) 1 tab": the bracket tells what the combination holds.
    public static bool Explains(Note note, IReadOnlyList<FoundName> drugs, int at)
    {
        var open = drugs[at].First - 1;
        while (open > 0 && drugs[at].First - open < 16 && !note.Tokens[open].IsMark('(') && !note.Tokens[open].IsMark(')')) open--;
        return note.Tokens[open].IsMark('(') && drugs.Any(before => before.End == open && before.As(EntryKind.Drug)!.Name.Contains(" / ", StringComparison.Ordinal));
    }

    // "Ipratropium/albuterol neb", "perindopril/amlodipine 5/5 mg": one product; a stroke alone may also part two ("aspirin/clopidogrel").
    public static LexiconEntry? Joined(Note note, IReadOnlyList<FoundName> drugs, int at)
    {
        if (InBracket(note, drugs, at) is { } held) return held;
        if (at + 1 >= drugs.Count || drugs[at + 1].First != drugs[at].End + 1 || drugs[at + 1].End >= note.Tokens.Count) return null;
        var joint = note.Tokens[drugs[at].End];
        var hyphen = joint.IsMark('-') && joint.Start == note.Tokens[drugs[at].End - 1].End && note.Tokens[drugs[at + 1].First].Start == joint.End;
        if (!joint.IsMark('/') && !hyphen) return null;
        var (behind, first, second) = (drugs[at + 1].End, drugs[at].As(EntryKind.Drug)!, drugs[at + 1].As(EntryKind.Drug)!);
        // "Fluticasone furoate/umeclidinium/vilanterol": three in one.
        if (joint.IsMark('/') && !first.Name.Contains(" / ", StringComparison.Ordinal) && second.Name.Split(" / ") is { Length: 2 } parts && !parts.Contains(first.Name)) return second;
        if (first.Name == second.Name || first.Name.Contains(" / ", StringComparison.Ordinal) || second.Name.Contains(" / ", StringComparison.Ordinal)) return null;
        var strengths = behind + 2 < note.Tokens.Count && note.Tokens[behind].Kind == TokenKind.Number && (note.Tokens[behind + 1].IsMark('/') || note.Tokens[behind + 1].IsMark('-')) && note.Tokens[behind + 2].Kind == TokenKind.Number;
        return hyphen || strengths || note.Tokens[behind].Folded is "neb" or "nebs" or "nebule" or "nebuliser" or "nebulizer" or "inhaler" or "inh" ? second : null;
    }

    /// <summary>"Zocor (simvastatin) 20 mg", "ZOCOR 20MG TAB (simvastatin)   1": the bracket names the same drug again.</summary>
    public static bool Alias(Note note, FoundName first, FoundName second)
    {
        if (NamesTheDevice(note, first, second)) return true;
        if (second.First <= first.End || !note.Tokens[second.First - 1].IsMark('(') || first.As(EntryKind.Drug)!.Name != second.As(EntryKind.Drug)!.Name) return false;
        if (second.First == first.End + 1) return true;
        // Further on, where nothing but the product stands between, and the bracket closes behind the name.
        return second.First - first.End <= LongestProduct && note.Tokens[second.First].Line == note.Tokens[first.First].Line
            && Enumerable.Range(first.End, second.First - 1 - first.End).All(at => note.Tokens[at].Kind == TokenKind.Number || Products.Contains(note.Tokens[at].Folded) || note.Tokens[at].Folded is "mg" or "mcg" or "g" or "ml" or "tab" or "tablet" or "cap" or "capsule" or "er" or "xr" or "xl" or "sr" or "mr" or "cr" or "la" or "." or "/")
            && Enumerable.Range(second.End, 2).Any(at => at < note.Tokens.Count && note.Tokens[at].IsMark(')'));
    }

    // "Jext 300 micrograms adrenaline auto-injector": brand, strength, substance and device are one thing.
    private static bool NamesTheDevice(Note note, FoundName first, FoundName second) =>
        second.First > first.End && second.First - first.End <= 3 && first.As(EntryKind.Drug)!.Name == second.As(EntryKind.Drug)!.Name && note.Tokens[second.First].Line == note.Tokens[first.First].Line
        && note.Tokens[first.End].Kind == TokenKind.Number && Enumerable.Range(first.End + 1, second.First - first.End - 1).All(at => note.Tokens[at].Folded is "mg" or "mcg" or "microgram" or "micrograms" or "ug" or "units" or "unit")
        && (note.Words(second.First, second.End).EndsWith("injector", StringComparison.OrdinalIgnoreCase) || (second.End < note.Tokens.Count && note.Tokens[second.End].Folded is "auto" or "autoinjector" or "auto-injector" or "pen" or "pens" or "injector" or "inhaler" or "patch" or "device"));

    /// <summary>Where the direction begins: behind the bracket that tells what the product holds.</summary>
    public static int DirectionStart(Note note, FoundName name, LexiconEntry entry) =>
        entry.Name.Contains(" / ", StringComparison.Ordinal) && name.End + 2 < note.Tokens.Count && note.Tokens[name.End].Kind == TokenKind.Number && note.Tokens[name.End + 1].Kind == TokenKind.Word && note.Tokens[name.End + 2].IsMark(')') ? name.End + 3 : name.End;

    // "Airduo neb (salbutamol 2.5 mg/ipratropium 500 mcg)": a product that no list knows, and in the bracket the two that it holds.
    private static LexiconEntry? InBracket(Note note, IReadOnlyList<FoundName> drugs, int at)
    {
        if (at + 1 >= drugs.Count || drugs[at].First < 2 || !note.Tokens[drugs[at].First - 1].IsMark('(') || note.Tokens[drugs[at].First - 2].Kind == TokenKind.Mark) return null;
        var (first, second) = (drugs[at], drugs[at + 1]);
        var stroke = SkipAmount(note, first.End);
        if (!(note.Tokens[stroke].IsMark('/') || note.Tokens[stroke].IsMark('+') || note.Tokens[stroke].IsMark('-')) || second.First != stroke + 1) return null;
        var close = SkipAmount(note, second.End);
        return close < note.Tokens.Count && note.Tokens[close].IsMark(')') && first.As(EntryKind.Drug)!.Name != second.As(EntryKind.Drug)!.Name ? second.As(EntryKind.Drug) : null;
    }

    private static int SkipAmount(Note note, int at) =>
        at + 1 < note.Tokens.Count && note.Tokens[at].Kind == TokenKind.Number ? at + (note.Tokens[at + 1].Kind == TokenKind.Word ? 2 : 1) : at;
}
