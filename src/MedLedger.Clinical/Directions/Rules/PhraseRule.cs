using System.Globalization;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>Words that say one thing wherever they stand: routes, forms, frequencies, times of the day, scales.</summary>
internal sealed class PhraseRule : IDirectionRule
{
    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        // "1 drop BE nocte": both eyes, the right or the left, in capitals and beside drops only.
        if (draft.Form == "drop" && text.Text.AsSpan(text.Tokens[at].Start, text.Tokens[at].End - text.Tokens[at].Start) is "BE" or "RE" or "LE")
        {
            draft.Route ??= "ophthalmic";
            draft.Saw(at, at + 1);
            return at + 1;
        }

        var (end, words) = text.Phrase(at);
        if (words.All(word => word.Kind is PartKind.Number or PartKind.Unit or PartKind.Period or PartKind.Times or PartKind.Every or PartKind.Adverb or PartKind.Lasting)) return null;
        if (OpensAnother(text, at, end, draft)) return end;
        // "40 mg on": at night, where British directions end with it.
        if (text.Word(at) == "on" && !((draft.WholeLine || IsOmniNocte(text, at)) && (!text.Has(end) || text.Tokens[end].Line != text.Tokens[at].Line || text.Word(end) is "." or "," or ";" or "prn" or "(" or ")" || (text.Word(end) is "-" or "–" or "—" or "for" or "then" or "+" or "and" && InCapitals(text, at)) || InItsColumn(text, at, end)))) return null;
        // A mention in passing: "i" and "am" and "mane" are times only behind an amount.
        var replaces = at > 0 && text.Word(at - 1) is "to" or "->" or "now";
        foreach (var word in words) Take(text, draft, word, at, end, replaces);
        draft.Saw(at, end);
        return end;
    }

    // "10 mg daily, inhalers as before", "apixaban and inhaler continue": behind a whole direction and a comma the things are other ones, of which the next words tell.
    private static bool OpensAnother(DirectionText text, int at, int end, DirectionDraft draft) =>
        (text.Word(at - 1) is "and" or "&" or "+" ? draft.First < 0 || draft.Complete : text.Word(at - 1) == "," && draft.Complete && char.ToLowerInvariant(text.Text[text.Tokens[at].End - 1]) == 's')
        && end == at + 1 && text.Of(PartKind.Form, at) is not null && text.Tokens[at].End - text.Tokens[at].Start > 4
        && text.Has(end) && text.Tokens[end] is { Kind: TokenKind.Word } next && next.Line == text.Tokens[at].Line;

    private static bool InCapitals(DirectionText text, int at) => text.Text.AsSpan(text.Tokens[at].Start, 2) is "ON";

    // In prose only the capitals behind a unit or a form: "10mg ON, senna".
    private static bool IsOmniNocte(DirectionText text, int at) =>
        (InCapitals(text, at) || EndsItsLine(text, at)) && text.Has(at - 1) && (text.Of(PartKind.Unit, at - 1) ?? text.Of(PartKind.Form, at - 1) ?? text.Of(PartKind.Route, at - 1)) is not null;

    // "20 mg    PO     ON              New": two blanks on either side make a cell of it. "7.5mg ON 14/7" ends with how long.
    private static bool InItsColumn(DirectionText text, int at, int end) =>
        InCapitals(text, at)
        && ((text.Has(at - 1) && text.Tokens[at].Start - text.Tokens[at - 1].End >= 2 && text.Tokens[end].Start - text.Tokens[at].End >= 2) || (text.Has(end + 2) && text.Word(end + 1) == "/" && text.Word(end + 2) is "7" or "52" or "12"));

    // "Atorvastatin 40mg on" at the end of a list's line; in prose the next line would go on with when.
    private static bool EndsItsLine(DirectionText text, int at) =>
        at + 1 >= text.Tokens.Count || (text.Tokens[at + 1].Line > text.Tokens[at].Line && (text.Tokens[at + 1].Line > text.Tokens[at].Line + 1 || char.IsUpper(text.Text[text.Tokens[at + 1].Start]) || text.Tokens[at + 1].Kind == TokenKind.Mark) && text.Of(PartKind.Weekday, at + 1) is null);

    private static void Take(DirectionText text, DirectionDraft draft, DirectionWord word, int at, int end, bool replaces)
    {
        switch (word.Kind)
        {
            // "OD" is the right eye where drops or ointment are meant.
            case PartKind.Frequency when text.Word(at) == "od" && draft.Form is "drop" or "cream" && OtherFrequency(text, end):
                draft.Route ??= "ophthalmic";
                break;
            case PartKind.Frequency:
                draft.AddFrequency(new(Fraction(word.Value), null, at, end, null), replaces);
                break;
            // "q6h pm": an interval has no evening; prn was misread.
            case PartKind.Slot when draft.WholeLine && text.Word(at) == "pm" && draft.Frequencies.Exists(frequency => frequency.Slot is null && frequency.Times > 2):
                draft.AsNeeded = true;
                break;
            case PartKind.Slot:
                draft.AddFrequency(new(1, null, at, end, word.Value), replaces);
                break;
            // "With each meal" is three times only when nothing else says how often.
            case PartKind.Meal when draft.Frequencies.Count == 0 && !OtherFrequency(text, end):
                draft.AddFrequency(new(3, null, at, end, null), replaces);
                break;
            // "Atropine 1% eye drops 2 drops under tongue": what it is made as yields to where it is put.
            case PartKind.Route when word.Value == "sublingual" && draft.Route == "ophthalmic":
                draft.Route = word.Value;
                break;
            case PartKind.Route:
                draft.Route ??= word.Value;
                break;
            // Without its accent the French capsule ("1 gél") is an ointment, but where pieces are counted.
            case PartKind.Form when word.Value == "capsule" && text.Word(at) == "gel" && text.Text.AsSpan(text.Tokens[at].Start, 2) is not "gé" and not "Gé" and not "GÉ" && !(text.Has(at - 1) && text.Tokens[at - 1].Kind == TokenKind.Number):
                draft.Form ??= "cream";
                draft.FormsAt.Add(at);
                break;
            case PartKind.Form:
                draft.Form = draft.Form is null or "inhaler" || (draft.Form == "injection" && draft.FormsAt.Count == 0) ? word.Value : draft.Form;
                draft.FormsAt.Add(at);
                break;
            case PartKind.SlidingScale:
                draft.SlidingScale = true;
                break;
            case PartKind.AsDirected:
                draft.AsDirected = true;
                break;
            case PartKind.Once:
                draft.Once = true;
                break;
        }
    }

    public static decimal Fraction(string text)
    {
        var parts = text.Split('/');
        var value = decimal.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.Length == 1 ? value : decimal.Round(value / decimal.Parse(parts[1], CultureInfo.InvariantCulture), 6);
    }

    private static bool OtherFrequency(DirectionText text, int from)
    {
        for (var at = from; at < Math.Min(text.To, from + 8); at++)
            if (text.Phrase(at).Words.Any(word => word.Kind is PartKind.Frequency or PartKind.Slot or PartKind.SlidingScale or PartKind.Every) || text.Number(at) is { } number && text.Of(PartKind.Times, number.End) is not null) return true;
        return false;
    }
}
