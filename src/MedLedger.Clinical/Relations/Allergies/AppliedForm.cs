using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>
/// "Chlorhexidine skin prep: contact dermatitis - use povidone-iodine", "iodine wash gave a rash, use saline instead": a substance in the form it was applied in,
/// what the skin did, and often what is to be used in its place.
/// </summary>
internal static class AppliedForm
{
    private const int InPlaceReach = 10;

    private static readonly HashSet<string> Forms = new(StringComparer.Ordinal) { "skin", "prep", "preparation", "wipe", "wipes", "wash", "scrub", "swab", "swabs", "gel", "solution", "dressing", "dressings", "gloves", "glove", "catheter", "ointment", "cream", "lotion", "spray", "drops", "drop", "mouthwash", "patch", "patches", "plaster", "plasters", "tape", "pad", "pads", "electrode", "electrodes", "impregnated", "disc", "lock", "flush", "infusion", "injection", "tablets", "capsules", "syrup", "contact" };

    // What an applied substance does to the skin, beside what is typical of any.
    private static readonly HashSet<string> OfTheSkin = new(StringComparer.Ordinal) { "contact dermatitis", "blisters", "rash", "hives", "itching", "skin peeling", "erythema", "swelling", "angioedema" };

    private static readonly HashSet<string> Links = new(StringComparer.Ordinal) { ":", "-", "->", "=", "gave", "caused", "causes", "cause", "led", "→", "–" };

    public static ToldReaction? Told(Note note, NotedSentence sentence, FoundName substance, FoundName reaction)
    {
        var tokens = note.Tokens;
        if (!OfTheSkin.Contains(reaction.As(EntryKind.Reaction)!.Name) && !ToldReactions.IsTypical(reaction.As(EntryKind.Reaction)!.Name)) return null;
        var at = substance.End;
        while (at < reaction.First && Forms.Contains(tokens[at].Folded)) at++;
        if (at >= reaction.First || !Links.Contains(tokens[at].Folded) || reaction.First - at > 4) return null;
        var formed = at > substance.End;
        // "Cream: for eczema", "use for rash": what it is applied against.
        if (Enumerable.Range(at, reaction.First - at).Any(between => tokens[between].Folded is "for" or "against" or "treat" or "treats" or "if" or "no" or "may" or "can" or "risk")) return null;
        var replaced = UsesAnother(note, sentence, reaction);
        var dated = Enumerable.Range(reaction.End, Math.Max(0, Math.Min(sentence.Range.End, reaction.End + 4) - reaction.End)).Any(behind => note.DateAt(behind) is not null);
        if (!replaced && !(formed && dated)) return null;
        return new(reaction, Sure: replaced);
    }

    // "- use povidone-iodine", "use paper tape instead", "avoid", "do not use": someone has drawn the consequence.
    private static bool UsesAnother(Note note, NotedSentence sentence, FoundName reaction)
    {
        var tokens = note.Tokens;
        for (var at = reaction.End; at < Math.Min(sentence.Range.End, reaction.End + InPlaceReach); at++)
        {
            var word = tokens[at].Folded;
            if (word is "instead" or "avoid" or "avoided" or "alternative") return true;
            if (word is "use" or "using" or "switch" or "switched" or "changed" or "change" && at + 1 < sentence.Range.End && tokens[at + 1].Kind == TokenKind.Word && tokens[at - 1].Folded is "-" or "," or ";" or ")" or "–" or "now" or "please" or "to" or "." or "not" or "->") return true;
        }

        return false;
    }
}
