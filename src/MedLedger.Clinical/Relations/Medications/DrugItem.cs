using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>One item of a list of drugs: where the next begins, and what the words around its name say of the product.</summary>
internal static class DrugItem
{
    // "…haloperidol and halved bumetanide to 1 mg", "75 mg, start Tab. Duloxetine": the verb and the form belong to the drug behind them.
    public static int BeforeNext(Note note, int from, int limit)
    {
        if (ItemOpening.LineStart(note, limit) is { } line && line >= from) limit = line;
        while (limit > from)
        {
            var last = note.Tokens[limit - 1];
            var form = limit - 1;
            if (last.IsMark('.') && limit - 2 >= from && note.Tokens[limit - 2].End == last.Start) form--;
            if (IsForm(note.Tokens[form].Folded) && form > from && (note.Tokens[form - 1].Line != note.Tokens[form].Line || Leads(note.Tokens[form - 1].Folded))) limit = form;
            else if (Leads(last.Folded)) limit--;
            else break;
        }

        return limit;
    }

    public static bool IsForm(string word) => word is "tab" or "tabs" or "cap" or "caps" or "inj" or "syp" or "syr" or "susp" or "t";

    private static bool Leads(string word) => word is "and" or "," or ";" or "halved" or "halving" or "doubled" or "doubling" or "start" or "started" or "starting" or "increased" or "increase" or "reduced" or "reduce" or "decreased" or "added" or "add" or "commenced" or "commence" or "continue" or "continued" or "restarted" or "restart" or "resumed" or "also";

    // "Calcium 600 mg / vit D 400 IU 1 tab": one tablet of both, and the amounts are what it holds.
    public static bool IsWithCalcium(Note note, FoundName name, LexiconEntry entry)
    {
        var at = name.First - 1;
        if (entry.Name is not ("cholecalciferol" or "ergocalciferol") || at < 2 || !(note.Tokens[at].IsMark('/') || note.Tokens[at].IsMark('+') || note.Tokens[at].IsMark('&') || note.Tokens[at].IsMark('-') || note.Tokens[at].Folded is "and" or "with" or "plus")) return false;
        at--;
        if (note.Tokens[at].Folded is "mg" or "g" && note.Tokens[at - 1].Kind == TokenKind.Number) at -= 2;
        if (at > 0 && note.Tokens[at].Folded is "carbonate" or "citrate") at--;
        return at >= 0 && note.Tokens[at].Folded is "calcium" or "calc" && note.Tokens[at].Line == note.Tokens[name.First].Line;
    }

    // "EpiPen Jr 0.15 mg IM": carried for the day it is needed.
    public static bool IsCarried(Note note, FoundName name)
    {
        if (name.First > 0 && note.Tokens[name.First - 1].Folded is "gave" or "given" or "administered" or "used" or "received" or "had" or "with" or "via") return false;
        for (var at = name.First; at < Math.Min(note.Tokens.Count, name.End + 3) && note.Tokens[at].Line == note.Tokens[name.First].Line; at++)
            if (note.Tokens[at].Folded is var word && (word.StartsWith("epipen", StringComparison.Ordinal) || word.StartsWith("autoinj", StringComparison.Ordinal) || word.StartsWith("fastjekt", StringComparison.Ordinal) || word is "jext" or "emerade" or "anapen" or "auvi" or "pen" or "injector" or "neffy" or "gvoke" or "glucagen" or "adrenaclick" or "altellus")) return true;
        return false;
    }
}
