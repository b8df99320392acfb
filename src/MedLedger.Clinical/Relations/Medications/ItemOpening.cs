using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>The short form that opens an item before its drug ("T.", "S/C", "Inj.", "E/d"): it tells the way of this drug, never of the one on the line above.</summary>
internal static class ItemOpening
{
    private const int Longest = 5;

    // What each means in the words of a direction; an injection says nothing of its way.
    private static readonly Dictionary<string, string> Meanings = new (string Meaning, string Forms)[]
    {
        ("tablet", "tab tablet t"),
        ("capsule", "cap capsule c"),
        ("oral", "syp syr syrup susp oral po p.o p/o"),
        ("sc", "s/c sc s.c subcut sq inj.sc injsc inj.s/c"),
        ("iv", "iv i.v i/v injiv inj.iv"),
        ("im", "im i.m i/m injim inj.im"),
        ("", "inj injection"),
        ("nebulised", "neb nebuliser nebulised nebulized"),
        ("inhaled", "inhaled inh mdi"),
        ("eye drops", "e/d eyedrop"),
        ("eye ointment", "occ"),
        ("drops", "gutt guttae g"),
        ("suppository", "supp"),
        ("rectal", "pr rectal"),
        ("vaginal", "pv"),
        ("pessary", "pess"),
        ("sublingual", "s/l sl sublingual"),
        ("buccal", "buccal"),
        ("nasal", "intranasal"),
        ("topical", "topical"),
        ("transdermal", "transdermal"),
        ("cream", "oint lotion"),
    }.SelectMany(row => row.Forms.Split(' ').Select(form => (form, row.Meaning))).ToDictionary(row => row.form, row => row.Meaning, StringComparer.Ordinal);

    // These are read in running text too ("started on Tab. Telma"); a route there may end the drug before.
    private static readonly HashSet<string> Anywhere = new(StringComparer.Ordinal)
    {
        "tab", "tablet", "cap", "capsule", "syp", "syr", "syrup", "buccal", "rectal", "intranasal", "inhaled", "nebulised", "nebulized", "sublingual", "topical", "transdermal", "oral", "inj", "injection",
    };

    /// <summary>What stands before the name at <paramref name="name"/>, in the words of a direction; null where nothing of the kind does.</summary>
    public static string? Before(Note note, int name)
    {
        for (var first = Math.Max(0, name - Longest); first < name; first++)
            if (Meaning(note, first, name) is { } meaning && (Opens(note, first) || Anywhere.Contains(Key(note, first, name)))) return meaning;
        return null;
    }

    /// <summary>The token behind the short form that opens an item at <paramref name="at"/>, else <paramref name="at"/>.</summary>
    public static int Behind(Note note, int at)
    {
        for (var end = Math.Min(note.Tokens.Count - 1, at + Longest); end > at; end--)
            if (Meaning(note, at, end) is not null) return end;
        return at;
    }

    /// <summary>Where the line of the name at <paramref name="name"/> begins, if a short form is all that stands before the name.</summary>
    public static int? LineStart(Note note, int name)
    {
        var first = name;
        while (first > 0 && note.Tokens[first - 1].Line == note.Tokens[name].Line && name - first <= Longest) first--;
        var opens = first;
        while (opens < name && IsNumbering(note, opens)) opens++;
        return opens < name && Meaning(note, opens, name) is not null ? first : null;
    }

    private static string? Meaning(Note note, int first, int end) =>
        note.Tokens[first].Kind == TokenKind.Word && note.Tokens[end - 1].Line == note.Tokens[first].Line && note.Tokens[first].Line == note.Tokens[end].Line ? Meanings.GetValueOrDefault(Key(note, first, end)) : null;

    private static string Key(Note note, int first, int end) =>
        string.Concat(Enumerable.Range(first, end - first).Select(at => note.Tokens[at].Folded)).TrimEnd('.', ':');

    // At the beginning of its line, behind the number of the item, or behind a mark.
    private static bool Opens(Note note, int at) =>
        at == 0 || note.Tokens[at - 1].Line != note.Tokens[at].Line || note.Tokens[at - 1].Folded is "," or ";" or ")" or ":" or "-" or "•" or "*" or "+" || IsNumbering(note, at - 1);

    private static bool IsNumbering(Note note, int at) =>
        note.Tokens[at].Kind switch
        {
            TokenKind.Number => at == 0 || note.Tokens[at - 1].Line != note.Tokens[at].Line || note.Tokens[at - 1].Folded is "(",
            TokenKind.Mark => note.Tokens[at].Folded is "." or ")" or "(" or "-" or "•" or "*" or "#",
            _ => false,
        };
}
