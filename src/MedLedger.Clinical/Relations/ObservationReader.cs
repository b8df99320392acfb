using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations;

/// <summary>Reads "name value unit range flag" in lines, tables and sentences. Targets, conditions and older values are left alone.</summary>
internal sealed class ObservationReader(Units units)
{
    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
    {
        ":", "=", "of", "is", "was", "level", "today", "now", "*", "serum", "result", "value", "count", "at", "measured", "(", "fasting", ")", "total", "blood", "plasma", "random", "-", "|", ".", "home",
    };

    private static readonly HashSet<string> Conditional = new(StringComparer.Ordinal) { "if", "for", "when", "until", "target", "goal", "keep", "hold", "unless", "ziel", "while", "till" };

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["positive"] = "positive",
        ["negative"] = "negative",
        ["trace"] = "trace",
        ["detected"] = "detected",
        ["reactive"] = "reactive",
        ["nonreactive"] = "non-reactive",
        ["pos"] = "positive",
        ["neg"] = "negative",
    };

    private static readonly HashSet<string> Enzymes = new(StringComparer.Ordinal) { "alkaline phosphatase", "ALT", "AST", "GGT", "lactate dehydrogenase", "LDH", "lipase", "amylase", "creatine kinase" };

    private const int LongestBracket = 8;

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "H", "L", "HH", "LL", "A", "*" };

    public TextFinding? Read(Note note, NotedSentence sentence, FoundName name, bool inTable)
    {
        if ((name.As(EntryKind.Lab) ?? name.As(EntryKind.Vital)) is not { } entry) return null;
        // "Digoxin 125 mcg" is a drug; its level in blood is listed as "digoxin level".
        if (name.As(EntryKind.Drug) is not null && !entry.Curated) return null;
        var tokens = note.Tokens;
        var limit = Math.Max(sentence.Range.End, SectionFinder.LineEnd(tokens, name.First));
        for (var back = name.First - 1; back >= Math.Max(sentence.Range.First, name.First - 3); back--)
            if (Conditional.Contains(tokens[back].Folded)) return null;
        var at = name.End;
        // "K+ 4.9", "Ca++ 2.3": the charge belongs to the name.
        while (at < limit && tokens[at].IsMark('+') && tokens[at].Start == tokens[at - 1].End) at++;
        at = BehindBracket(tokens, at, limit);
        var behind = at;
        while (at < limit && at < behind + 4 && (Filler.Contains(tokens[at].Folded) || Separates(tokens, at) || (inTable && Flags.Contains(note.Words(at, at + 1))))) at++;
        if (at >= limit) return null;
        string? comparator = null;
        if (tokens[at].Kind == TokenKind.Mark && tokens[at].Folded is "<" or ">" or "<=" or ">=") comparator = tokens[at++].Folded;
        if (at >= limit) return null;
        var unitAt = new List<TextSpan>();
        var finding = tokens[at].Kind == TokenKind.Number ? Number(note, entry, at, limit, comparator, unitAt) : comparator is null ? Word(note, entry, at, limit) : null;
        if (finding is not (var made, var end)) return null;
        // "AP 34%" is how often a pacemaker paced: enzymes are not counted in hundredths.
        if (made.Value?.Unit == "%" && Enzymes.Contains(entry.Name)) return null;
        // "RR 20" is breathing; in German "RR 132/84" is blood pressure (Riva-Rocci).
        if (made.Value is not null && entry.Name == "blood pressure" && tokens[name.First].Is("rr") && name.End == name.First + 1)
        {
            if (made.Value.Value is < 4 or > 80) return null;
            made = made with { Concept = new("respiratory rate") { Codes = [new("http://loinc.org", "9279-1")] } };
        }

        var meaning = note.Qualifier.Qualify(name, EntryKind.Lab, allergy: false, sentence.Section, sentence.Triggers, sentence.Names);
        if (meaning.Assertion.Likelihood == Likelihood.Hypothetical) return null;
        var quiet = meaning with { Assertion = meaning.Assertion with { Negated = false, Likelihood = Likelihood.Confirmed, Temporality = Temporality.Current } };
        made = made with { Effective = made.Effective ?? (made.Category == ObservationCategory.Laboratory ? ResultDates.Of(note, sentence, name) : null) ?? (made.Category == ObservationCategory.Laboratory ? note.Collected : null) };
        var misread = Misread(tokens, at, end, made);
        var weighed = Doubt.Weigh(misread is null ? made : made with { Value = null, ValueText = new(made.Value!.Text) }, name, quiet, BoxState.None, misread);
        return new(weighed, note.Span(name.First, end), "lab line", inTable || made.Value?.Unit.Length > 0 ? 0.95 : 0.85) { Core = [note.Span(name.First, at + 1), .. unitAt] };
    }

    // "Creatinine,1.2,mg/dL": between cells a comma stands without a blank on either side.
    private static bool Separates(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].IsMark(',') && at > 0 && at + 1 < tokens.Count && tokens[at].Start == tokens[at - 1].End && tokens[at + 1].Start == tokens[at].End;

    // "eGFR (CKD-EPI 2021) 42", "sodium (135-145) 129": a formula or a range may stand before the value; a lone number in brackets may be an older one.
    private static int BehindBracket(IReadOnlyList<Token> tokens, int at, int limit)
    {
        if (at >= limit || !tokens[at].IsMark('(')) return at;
        var said = false;
        for (var close = at + 1; close + 1 < Math.Min(limit, at + LongestBracket); close++)
        {
            if (tokens[close].IsMark(')')) return said && tokens[close + 1].Kind == TokenKind.Number ? close + 1 : at;
            said |= tokens[close].Kind == TokenKind.Word || tokens[close].IsMark('-');
        }

        return at;
    }

    // What a scan loses: the decimal point of 0.8, or which of two numbers is the result.
    private static string? Misread(IReadOnlyList<Token> tokens, int at, int end, ObservationFinding made)
    {
        if (made.Value is not { } value) return null;
        if (tokens[at].Folded is ['0', not '.' and not ',', ..]) return "the decimal point may be lost";
        if (value.Unit.Length == 0 && at + 2 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word && tokens[at + 2].IsMark('/') && tokens[at + 2].Start == tokens[at + 1].End && tokens[at + 2].Line == tokens[at].Line)
            return "the unit was not understood";
        return value.Unit.Length == 0 && made.ReferenceRange is null && end < tokens.Count && tokens[end].Kind == TokenKind.Number && tokens[end].Line == tokens[at].Line
            ? "two numbers follow each other" : null;
    }

    private (ObservationFinding, int)? Number(Note note, LexiconEntry entry, int at, int limit, string? comparator, List<TextSpan> unitAt)
    {
        var tokens = note.Tokens;
        if (Numbers.Parse(tokens[at].Folded) is not { } value) return null;
        var next = at + 1;
        // 148/92 is a pair; 2-3 is a target or a range, not a result.
        if (next + 1 < limit && tokens[next].IsMark('/') && tokens[next + 1].Kind == TokenKind.Number && tokens[next].Start == tokens[at].End)
            return entry.Kind == EntryKind.Vital ? Pair(note, entry, at, limit) : null;
        if (next + 1 < limit && tokens[next].IsMark('-') && tokens[next].Start == tokens[at].End && tokens[next + 1].Kind == TokenKind.Number) return null;
        // "1.62 H mg/dL": laboratories print the flag on either side of the unit.
        string? range = null, flag = null;
        if (next < limit && FlagAt(note, next) is { } early) (flag, next) = (early, next + 1);
        next = BehindRules(note, next, limit);
        var unit = units.At(note.Text, next < tokens.Count && tokens[next].Line == tokens[at].Line ? tokens[next].Start : tokens[at].End);
        if (unit is { } found)
        {
            // A micro sign is read as p; any other unit that was understood is hardly a misread one.
            if (found.Written[0] is 'p') unitAt.Add(new(tokens[next].Start, found.End));
            while (next < limit && tokens[next].Start < found.End) next++;
        }
        else if (next < limit && tokens[next].Kind == TokenKind.Word && tokens[next].Folded is "mg" or "mcg" or "unit" or "u" or "tablet" or "tab" or "meq" or "ml" or "g" or "cap" or "ie" or "iu" or "puff" or "year" or "time" or "week" or "day" or "x" or "month" or "hour" or "h") return null;

        for (var look = next; look < Math.Min(limit, next + 9) && tokens[look].Line == tokens[at].Line; look++)
        {
            if (flag is null && FlagAt(note, look) is { } late) flag = late;
            else if (range is null && Range(note, look, limit) is ({ } text, var end))
            {
                range = text;
                look = end - 1;
            }
            else if (tokens[look].Kind != TokenKind.Mark || tokens[look].Folded is ",") break;
            if (flag is not null || range is not null) next = Math.Max(next, look + 1);
        }

        var category = entry.Kind == EntryKind.Vital ? ObservationCategory.VitalSign : ObservationCategory.Laboratory;
        return (new ObservationFinding
        {
            Concept = entry.Concept,
            Category = category,
            Value = new(value, unit?.Written ?? "") { Comparator = comparator, Ucum = unit is { Ucum.Length: > 0 } known ? known.Ucum : null },
            ReferenceRange = range,
            Flag = flag,
            Effective = next < limit && tokens[next].Folded is "on" or "(" or "from" && next + 1 < limit ? note.DateAt(next + 1) : null,
        }, Math.Max(next, at + 1));
    }

    // "6 h" is a time and "5 L" a volume; a flag is a capital with a unit, a range or nothing behind it.
    private static string? FlagAt(Note note, int at)
    {
        var written = note.Words(at, at + 1);
        if (written is "*") return "A";
        if (note.Tokens[at].Folded is "high" or "low") return note.Tokens[at].Folded == "high" ? "H" : "L";
        return Flags.Contains(written) && (note.Tokens[at].Start == 0 || note.Text[note.Tokens[at].Start - 1] is ' ' or '(' or '\t' or '|') ? written : null;
    }

    // The rules of a printed table are read as marks between value and unit.
    private int BehindRules(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        var behind = at;
        while (behind < limit && behind < at + 2 && tokens[behind].Kind == TokenKind.Mark && (Separates(tokens, behind) || tokens[behind].Folded is "|" or "[" or "{" or "]" or "}" or "‘" or "’" or "'" or "!" or ":" or "." or "+") && tokens[behind].Line == tokens[at - 1].Line) behind++;
        return behind < limit && (tokens[behind].Kind == TokenKind.Word || (behind > at && tokens[behind].Line == tokens[at - 1].Line && units.At(note.Text, tokens[behind].Start) is not null)) ? behind : at;
    }

    private static (ObservationFinding, int)? Pair(Note note, LexiconEntry entry, int at, int limit) =>
        (new ObservationFinding { Concept = entry.Concept, Category = ObservationCategory.VitalSign, ValueText = new(note.Words(at, Math.Min(limit, at + 3)).Replace(" ", "", StringComparison.Ordinal)) }, at + 3);

    private static (string? Text, int End) Range(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        var first = tokens[at].Folded is "(" or "[" ? at + 1 : at;
        while (first < limit && tokens[first].Kind == TokenKind.Word && tokens[first].Folded is "ref" or "normal" or "range" or "reference") first++;
        if (first + 1 >= limit) return (null, at);
        var end = first;
        if (tokens[first].Kind == TokenKind.Mark && tokens[first].Folded is "<" or ">" or "<=" or ">=" && tokens[first + 1].Kind == TokenKind.Number) end = first + 2;
        else if (first + 2 < limit && tokens[first].Kind == TokenKind.Number && tokens[first + 1].IsMark('-') && tokens[first + 2].Kind == TokenKind.Number) end = first + 3;
        return end == first ? (null, at) : (note.Words(first, end), end < limit && tokens[end].Folded is ")" or "]" ? end + 1 : end);
    }

    private static (ObservationFinding, int)? Word(Note note, LexiconEntry entry, int at, int limit)
    {
        var tokens = note.Tokens;
        string? value = null;
        var end = at + 1;
        if (tokens[at].Is("no") && at + 1 < limit && tokens[at + 1].Is("growth")) (value, end) = ("no growth", at + 2);
        else if (tokens[at].Is("not") && at + 1 < limit && tokens[at + 1].Is("detected")) (value, end) = ("not detected", at + 2);
        else if (Words.TryGetValue(tokens[at].Folded, out var word)) value = word;
        if (value is null || entry.Kind == EntryKind.Vital) return null;
        return (new ObservationFinding { Concept = entry.Concept, Category = ObservationCategory.Laboratory, ValueText = new(value) }, end);
    }
}
