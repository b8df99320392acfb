using MedLedger.Clinical.Identification;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>When a longer name that holds all words of a shorter one is still another disease.</summary>
internal static class KindOf
{
    private static readonly HashSet<string> _joins = new(StringComparer.Ordinal) { "in", "due", "with", "during", "complicating", "following", "after", "secondary", "associated", "caused", "on", "from" };

    private static readonly HashSet<string> _filling = new(StringComparer.Ordinal) { "disease", "diseases", "disorder", "disorders", "condition" };

    /// <summary>"Urinary tract infection in pregnancy" is no kind of pregnancy: what it is stands before the word that joins. Null where none joins.</summary>
    public static CodedText? Head(CodedText specific)
    {
        var words = PlainWords.Of(specific.Text);
        var join = words.TakeWhile(word => !_joins.Contains(word)).Count();
        return join is 0 || join == words.Count ? null : new(string.Join(' ', words.Take(join)));
    }

    /// <summary>"Chronic kidney disease" is not the general name of "acute kidney injury" or "polycystic kidney disease": without its filling words it would be that of whatever befalls the organ.</summary>
    public static bool Organ(CodedText specific, CodedText general)
    {
        var (few, many) = (PlainWords.Of(general.Text), PlainWords.Of(specific.Text));
        var chronic = few.Contains("chronic") && !many.Contains("chronic");
        if (chronic && many.Contains("acute")) return false;
        if (few.Count(word => !_filling.Contains(word) && word is not ("chronic" or "of" or "the")) > 1 || !few.Any(_filling.Contains)) return true;
        return !chronic && many.Any(_filling.Contains);
    }
}
