using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>A number with what follows it: a mass, a count of tablets or puffs, a concentration, a rate, a combination's strength.</summary>
internal sealed class AmountRule : IDirectionRule
{
    private const decimal MostPieces = 30;
    private const decimal MostBarePieces = 8;

    private static readonly HashSet<string> OldAmount = new(StringComparer.Ordinal) { "from", "was", "previously", "formerly", "instead", "old", "exceed", "total", "goal" };

    private static readonly HashSet<string> FromNow = new(StringComparer.Ordinal) { "today", "now", "tonight", "tomorrow" };

    private static readonly HashSet<string> Aims = new(StringComparer.Ordinal) { "titrate", "titrating", "uptitrate", "uptitrating", "increasing", "aim", "aiming", "eventually", "gradually" };

    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Number(at) is not { } number) return null;
        var amount = new Amount(at, number.End, number.Value, null, "");
        if (Products(text, at, draft) is { } product) return product;
        if (text.Word(amount.End) is "-" or "to" or "or" or "bis" or "à" or "a" && text.Number(amount.End + 1) is { } upper && upper.Value > amount.Value && !(text.Word(amount.End) == "to" && text.Word(at - 1) == "from") && UnitOrForm(text, upper.End, draft))
            amount = amount with { Upper = upper.Value, End = upper.End };

        var next = amount.End;
        if (!text.Has(next)) return next;
        // "12 lac units", "1.2 million units"
        if (Thousands(text.Word(next)) is { } factor && text.Of(PartKind.Unit, next + 1) is ("unit", var counted) && !Ignored(text.Tokens, at))
        {
            draft.AddMass(amount with { Value = amount.Value * factor, Upper = amount.Upper * factor, End = counted, Unit = "unit" }, Replaces(text.Tokens, at));
            return counted;
        }

        // "1.2 MU", "2.4 megaunits": millions in one word.
        if (text.Word(next) is "mu" or "miu" or "megaunit" && !Ignored(text.Tokens, at))
        {
            draft.AddMass(amount with { Value = decimal.Round(amount.Value * 1_000_000), Upper = amount.Upper is { } most ? decimal.Round(most * 1_000_000) : null, End = next + 1, Unit = "unit" }, Replaces(text.Tokens, at));
            return next + 1;
        }

        if (text.Word(next) == "%")
        {
            draft.AddStrength(at, next + 1, $"{text.Word(at)} %");
            return next + 1;
        }

        if (text.Tokens[next].Line > text.Tokens[at].Line + 1) return next;
        if (text.Of(PartKind.Unit, next) is { } unit && text.Tokens[next].Kind == TokenKind.Word)
        {
            // "20.000 IE": nobody measures units in thousandths; on the continent the point parts thousands.
            if (unit.Value == "unit" && text.Word(at) is [.., '.', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9'] && amount.Upper is null) amount = amount with { Value = amount.Value * 1000 };
            if (Restates(text, at, unit.Value, draft)) return unit.End;
            // "1000 mg/m2": what it comes to for this patient is not said.
            if (text.Word(unit.End) == "/" && text.Word(unit.End + 1) is "m2" or "m²" or "m" or "sqm" && text.Tokens[unit.End].Start == text.Tokens[unit.End - 1].End) return unit.End + 2;
            if (ConcentrationRule.Read(text, amount, unit.Value, unit.End, draft) is { } concentration) return concentration;
            // "1.25 mg od and titrate up to 10 mg": a goal is no dose, and nobody knows how far the way to it has gone.
            if (Aimed(text.Tokens, at, draft.From))
            {
                if (draft.Masses.Count > 0) draft.AddMass(amount with { End = unit.End, Unit = unit.Value }, replaces: false);
            }
            else if (!Ignored(text.Tokens, at) && text.Word(unit.End) != "total") draft.AddMass(amount with { End = unit.End, Unit = unit.Value }, Replaces(text.Tokens, at));
            return unit.End;
        }

        // "1 of the 5 mg tablets", "2 x 500 mg"
        if (text.Word(next) is "x" or "×" && amount.Value <= MostBarePieces && text.Number(next + 1) is { } each && text.Of(PartKind.Unit, each.End) is not null)
        {
            // "Was 2 x 100 mg": both amounts are the former.
            if (Ignored(text.Tokens, at)) return text.Of(PartKind.Unit, each.End) is { } former ? former.End : each.End;
            draft.AddCount(amount with { Unit = "" }, Replaces(text.Tokens, at));
            return next + 1;
        }

        if (Form(text, next) is { } form && !Ignored(text.Tokens, at) && amount.Value <= MostPieces)
        {
            draft.Form = draft.Form is null or "inhaler" ? form.Value : draft.Form;
            draft.AddCount(amount with { End = form.End, Unit = form.Value }, Replaces(text.Tokens, at));
            return form.End;
        }

        // "caps 1 om", "tabs ONE each morning", "20 mg i po qd": the form was named before.
        // "D5/7" is the fifth day of seven.
        if (at > 0 && text.Tokens[at - 1].IsMark('/') && text.Touch(at)) return next;
        if (amount.Value is > 0 and <= MostBarePieces && !Ignored(text.Tokens, at) && SaysWhen(text, next))
        {
            // "bumetanide 2 bid" may be two milligrams or two tablets: the words stay, no dose is made of them.
            if (draft.HasProduct) draft.AddCount(amount, Replaces(text.Tokens, at));
            else if (draft.WholeLine && text.Tokens[at].Kind == TokenKind.Word) draft.AddCount(amount, replaces: false);
            else if (at == draft.From) draft.Saw(at, next);
        }

        return next;
    }

    private static decimal? Thousands(string word) => word switch
    {
        "lac" or "lacs" or "lakh" or "lakhs" => 100_000,
        "million" or "millions" or "mio" or "mega" => 1_000_000,
        _ => null,
    };

    // 250/50 mcg, 5-325 mg, 100/62.5/25, 25/100: the strengths of a combination.
    private static int? Products(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Tokens[at].Kind != TokenKind.Number) return null;
        var end = at + 1;
        var written = text.Word(at);
        var sign = text.Word(end);
        if (sign is not ("/" or "-")) return null;
        var values = new List<decimal> { Coding.Numbers.Parse(written) ?? 0 };
        while (text.Word(end) == sign && text.Touch(end) && text.Touch(end + 1) && text.Has(end + 1) && text.Tokens[end + 1].Kind == TokenKind.Number && Coding.Numbers.Parse(text.Word(end + 1)) is { } value)
        {
            values.Add(value);
            written += "/" + text.Word(end + 1);
            end += 2;
        }

        if (values.Count < 2 || values.Contains(0) || draft.Strengths.Count > 0) return null;
        // "Tolerated, home BP 134/78"
        if (sign == "/" && Enumerable.Range(Math.Max(0, at - 3), Math.Min(3, at)).Any(back => text.Tokens[back].Folded is "bp" or "pressure" or "ta" or "rr" or "pa")) return end;
        var unit = text.Of(PartKind.Unit, end) is { } mass && text.Tokens[end].Kind == TokenKind.Word ? mass : ((string Value, int End)?)null;
        // 1-2 mg is a range, 50-12.5 and 5-325 are not.
        if (sign == "-" && values.Count == 2 && !draft.Combination && values[1] > values[0] && values[1] < 5 * values[0]) return null;
        // "5-325 TAB" are strengths, "1-2 tabs" and "5-10 tabs" are not.
        var apart = values.Count == 2 && values[1] >= 5 * values[0] && values[1] > MostPieces && Form(text, end) is not null;
        if (sign == "-" && unit is null && !apart && (!draft.Combination || (values[1] <= MostBarePieces && Form(text, end) is not null))) return null;
        // 1/2 is a half.
        if (sign == "/" && values is [< 4, <= 4]) return null;
        var behind = unit?.End ?? end;
        if (text.Word(behind) == "/" && text.Of(PartKind.Form, behind + 1) is { } form) behind = form.End;
        draft.AddStrength(at, behind, unit is null ? written : $"{written} {unit.Value.Value}");
        return behind;
    }

    // "1.25 mg (50,000 units)": the bracket says the same in another unit.
    private static bool Restates(DirectionText text, int at, string unit, DirectionDraft draft) =>
        at > 0 && text.Tokens[at - 1].IsMark('(') && draft.Masses.Count > 0 && draft.Masses[^1].End == at - 1 && draft.Masses[^1].Unit != unit;

    private static bool UnitOrForm(DirectionText text, int at, DirectionDraft draft) =>
        text.Of(PartKind.Unit, at) is not null || Form(text, at) is not null || (draft.HasProduct && SaysWhen(text, at));

    // An adjective may stand between: "2 coated tablets", "one half tablet".
    private static (string Value, int End)? Form(DirectionText text, int at)
    {
        if (text.Word(at) is "-" && text.Touch(at)) return null;
        // "2 inh bid" counts breaths; "18 mcg inh caps" names a way.
        if (text.Word(at) == "inh" && text.Of(PartKind.Form, at + 1) is null) return ("inhalation", at + 1);
        // "One single-strength tablet", "1 DS tab"
        if (text.Word(at) is "single" or "double" or "regular" or "extra" or "full" or "half" or "ds" or "ss")
        {
            var named = text.Word(at) is "ds" or "ss" ? at + 1 : text.Word(at + 1) == "-" && text.Word(at + 2) == "strength" ? at + 3 : text.Word(at + 1) == "strength" ? at + 2 : -1;
            if (named > 0 && text.Of(PartKind.Form, named) is ("tablet" or "capsule", _) piece) return piece;
        }

        for (var look = at; look < at + 2; look++)
            if (text.Of(PartKind.Form, look) is { } form && (look == at || text.Word(at) is "coated" or "scored" or "chewable" or "full" or "single" or "a" or "of" or "oral" or "x")) return form.Value is "inhaler" or "solution" ? null : form;
        return null;
    }

    private static bool SaysWhen(DirectionText text, int at)
    {
        if (!text.Has(at)) return true;
        if (text.Word(at) is "to" or "(" && text.Has(at + 1)) return text.Word(at) == "(" || text.Word(at + 1) is "be" or "take";
        // "2 up to qds", "one up to four times a day"
        if (text.Word(at) == "up" && text.Word(at + 1) == "to") at += 2;
        var words = text.Phrase(at).Words;
        return words.Any(word => word.Kind is PartKind.Frequency or PartKind.Slot or PartKind.Route or PartKind.AsNeeded or PartKind.Meal or PartKind.Every or PartKind.Adverb)
            || text.Word(at).StartsWith('q') || (text.Number(at) is { } number && text.Of(PartKind.Times, number.End) is not null);
    }

    private static bool Ignored(IReadOnlyList<Token> tokens, int at)
    {
        for (var back = at - 1; back >= Math.Max(0, at - 3); back--)
        {
            if (tokens[back].Kind == TokenKind.Mark && tokens[back].Folded is "," or ";" or ")") return false;
            // "From today 1000 mg" tells the new amount.
            if (tokens[back].Is("from") && (FromNow.Contains(tokens[back + 1].Folded) || tokens[back + 1].Kind == TokenKind.Date)) return false;
            if (OldAmount.Contains(tokens[back].Folded)) return !Enumerable.Range(back + 1, at - back - 1).Any(i => tokens[i].Folded is "to" or "->");
        }

        return false;
    }

    private static bool Aimed(IReadOnlyList<Token> tokens, int at, int from)
    {
        for (var back = at - 1; back >= Math.Max(from, at - 5) && tokens[back].Kind != TokenKind.Number; back--)
            if (Aims.Contains(tokens[back].Folded)) return true;
        return false;
    }

    private static bool Replaces(IReadOnlyList<Token> tokens, int at) => at > 0 && (tokens[at - 1].Folded is "to" or "->" or "now");
}
