using System.Globalization;
using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>Reads "name value unit range flag" in lines, tables and sentences. Targets, conditions and older values are left alone.</summary>
internal sealed class ObservationReader(Units units)
{
    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
    {
        ":", "=", "of", "is", "was", "level", "today", "now", "*", "serum", "result", "value", "count", "at", "measured", "(", "fasting", ")", "total", "blood", "plasma", "random", "-", "|", ".", "home", "reading", "trough", "peak", "ifcc", "de", "sortie", "entree", "actual", "actuel",
    };

    private static readonly HashSet<string> Specimens = new(StringComparer.Ordinal) { "fasting", "serum", "total", "plasma", "blood", "random", "venous", "level", "count", "s", "p", "ser", "plas", "direct", "calculated", "calc", "trough", "peak", "predose", "quantitative", "automated" };

    private static readonly HashSet<string> Conditional = new(StringComparer.Ordinal) { "if", "for", "when", "until", "target", "goal", "keep", "hold", "unless", "ziel", "while", "till", "hasta", "bis", "wenn", "once", "cuando", "quand", "jusqu", "objetivo", "objectif", "cible", "obiettivo", "finche", "fino" };

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
    private const int MachineReach = 30;
    private const int HighestLithium = 5;

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "H", "L", "HH", "LL", "A", "*" };

    // These run into the thousands without a unit; for any other test such a number is a year.
    private static readonly HashSet<string> Thousands = new(StringComparer.Ordinal)
    {
        "BNP", "NT-proBNP", "creatine kinase", "ferritin", "D-dimer", "LDH", "troponin", "troponin I", "troponin T", "ALT", "AST", "gamma-glutamyl transferase", "alkaline phosphatase", "amylase", "lipase", "vitamin B12", "CMV DNA", "EBV DNA", "HIV viral load", "triglycerides", "CEA", "PSA", "beta-hCG", "CD4 count", "neutrophils", "lymphocytes", "white blood cells",
    };

    private readonly TableReader _tables = new(units);

    public IReadOnlyList<TextFinding> Read(Note note, NotedSentence sentence, FoundName name, bool inTable)
    {
        if ((name.As(EntryKind.Lab) ?? name.As(EntryKind.Vital)) is not { } entry) return [];
        if (IsPartOfAnother(note.Tokens, name.First) || IsPartOfAUnit(note.Tokens, name.First) || OfTheMachine(note, name.First)) return [];
        return _tables.Read(note, sentence, name, entry) ?? InLine(note, sentence, name, entry, inTable);
    }

    // "HD Rx: 4 h, Qb 350, K 2.0, Ca 1.25, temp 36": what the dialysate holds is nobody's blood.
    private static bool OfTheMachine(Note note, int at)
    {
        for (var back = at - 1; back >= 0 && at - back < MachineReach && note.Tokens[back].Line == note.Tokens[at].Line; back--)
            if (note.Tokens[back].Folded is "dialysate" or "dialysat" or "qb" or "bath" or "dialyser" or "dialyzer" or "dializado") return true;
        return false;
    }

    // "anti-K detected", "non-HDL 3.1": the word before the hyphen makes another test of it; "S-Na" only names the specimen.
    private static bool IsPartOfAnother(IReadOnlyList<Token> tokens, int first) =>
        first > 1 && tokens[first - 1].IsMark('-') && tokens[first - 1].Start == tokens[first - 2].End && tokens[first - 1].End == tokens[first].Start
        && tokens[first - 2].Kind == TokenKind.Word && tokens[first - 2].Folded is "anti" or "non" or "pre" or "pro" or "vit" or "vitamin";

    // "ESR 32 mm/hr < 20": the hours of a unit are no heart rate.
    private static bool IsPartOfAUnit(IReadOnlyList<Token> tokens, int first) =>
        first > 1 && tokens[first - 1].IsMark('/') && tokens[first - 1].End == tokens[first].Start && tokens[first - 1].Start == tokens[first - 2].End
        && (tokens[first - 2].Kind == TokenKind.Number || tokens[first - 2].Folded is "mm" or "cm" or "m" or "km" or "ml" or "l" or "cc" or "g" or "mg" or "mcg" or "ug" or "µg" or "kg" or "unit" or "units" or "u" or "iu" or "kcal" or "cal" or "beats" or "beat" or "breaths" or "gtt" or "drops" or "mmol" or "meq" or "w" or "j" or "puffs" or "puff" or "ng");

    private List<TextFinding> InLine(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry, bool inTable)
    {
        var tokens = note.Tokens;
        var limit = Math.Max(sentence.Range.End, SectionFinder.LineEnd(tokens, name.First));
        for (var back = name.First - 1; back >= Math.Max(sentence.Range.First, name.First - 3); back--)
            if (Conditional.Contains(tokens[back].Folded)) return [];
        if (ValueAt(note, name, limit, inTable) is not (var at, var said)) return [];
        string? comparator = null;
        if (tokens[at].Kind == TokenKind.Mark && tokens[at].Folded is "<" or ">" or "<=" or ">=") comparator = tokens[at++].Folded;
        if (at >= limit) return [];
        var unitAt = new List<TextSpan>();
        var finding = tokens[at].Kind == TokenKind.Number ? EjectionFraction.Range(note, entry, at, limit) ?? Number(note, entry, at, limit, comparator, unitAt) : comparator is null ? Word(note, entry, at, limit) : null;
        if (finding is not (var made, var end)) return [];
        // "Glucose, Post Prandial   241"
        if (entry.Name == "glucose" && name.End + 1 < limit && tokens[name.End].IsMark(',') && tokens[name.End + 1].Folded is "post" or "postprandial" or "pp") made = made with { Concept = new("glucose post prandial") };
        if (!IsLikely(note, name, entry, made)) return [];
        // "RR 20" is breathing; in German "RR 132/84" is blood pressure (Riva-Rocci).
        if (made.Value is not null && entry.Name == "blood pressure" && tokens[name.First].Is("rr") && name.End == name.First + 1)
        {
            if (made.Value.Value is < 4 or > 80) return [];
            made = made with { Concept = new("respiratory rate") { Codes = [new("http://loinc.org", "9279-1")] } };
        }

        var meaning = note.Qualifier.Qualify(name, EntryKind.Lab, allergy: false, sentence.Section, sentence.Triggers, sentence.Names);
        if (meaning.Assertion.Likelihood == Likelihood.Hypothetical) return [];
        var quiet = meaning with { Assertion = meaning.Assertion with { Negated = false, Likelihood = Likelihood.Confirmed, Temporality = Temporality.Current } };
        var values = Chain(note, sentence, name, entry, limit, new(made with { Effective = made.Effective ?? said }, at, end, unitAt));
        return values.ConvertAll(value => Found(note, sentence, name, quiet, inTable, value));
    }

    private static bool IsLikely(Note note, FoundName name, LexiconEntry entry, ObservationFinding made)
    {
        // "AP 34%" is how often a pacemaker paced: enzymes are not counted in hundredths. "Oxygen 15 L/min" is given.
        if (entry.Name == "oxygen" || (made.Value?.Unit == "%" && Enzymes.Contains(entry.Name))) return false;
        // "Vitamin D 10 micrograms daily" is taken.
        if (name.As(EntryKind.Drug) is not null && IsDoseBehind(note, name)) return false;
        // "Ceftriaxone (AST was neg.)": an enzyme has no such result; the letters are those of a skin test.
        if (made.ValueText?.Text is "negative" or "positive" && Enzymes.Contains(entry.Name)) return false;
        // "Blood culture (2 sets)": sets are counted, cultures are not.
        if (made.Value is not null && entry.Name.EndsWith(" culture", StringComparison.Ordinal)) return false;
        // "Digoxin 125 mcg" is a drug, "Lithium 400" its dose; "digoxin 1.1 ng/mL" and "lithium 0.9" are levels in blood.
        if (name.As(EntryKind.Drug) is not null && (!entry.Curated || entry.Name == "lithium level" || (IsLevel(entry.Name) && !note.Tokens[name.First].Folded.StartsWith("fk", StringComparison.Ordinal))))
            return made.Value is { } level && ((level.Unit.Contains('/', StringComparison.Ordinal) && !level.Unit.Contains('U', StringComparison.Ordinal)) || (entry.Name == "lithium level" && level is { Unit.Length: 0, Value: < HighestLithium }));
        var written = note.Tokens[name.First].Folded;
        // "Sat 4 mg" is a Saturday, "TA 5/5" the power of a muscle.
        return written switch
        {
            // "FC        11.2015": initials and the month in which a drug was begun.
            "fc" => !(name.End < note.Tokens.Count && note.Tokens[name.End].Folded is { Length: 6 or 7 } month && month[^5] == '.' && month[^4..^2] is "19" or "20"),
            "sat" when name.End == name.First + 1 => made.Value?.Unit == "%",
            // "TLC 5.1 L" is what the lungs hold.
            "tlc" => made.Value is null || made.Value.Unit is not ("L" or "l" or "%" or "mL" or "litres"),
            "ta" => made.ValueText is { } pair && int.TryParse(pair.Text.Split('/')[0], CultureInfo.InvariantCulture, out var upper) && upper is >= 7 and <= 300 && pair.Text != $"{upper}/{upper}",
            _ => true,
        };
    }

    private static bool IsDoseBehind(Note note, FoundName name) =>
        name.End + 2 < note.Tokens.Count && note.Tokens[name.End].Kind == TokenKind.Number && !note.Tokens[name.End + 2].IsMark('/')
        && note.Tokens[name.End + 1].Folded is "microgram" or "micrograms" or "mcg" or "ug" or "iu" or "ie" or "ui" or "unit" or "units" or "tab" or "cap" or "capsule" or "tablet" or "drop";

    private static bool IsLevel(string test) => test.EndsWith(" level", StringComparison.Ordinal) || test.EndsWith(" trough", StringComparison.Ordinal);

    private static TextFinding Found(Note note, NotedSentence sentence, FoundName name, Qualification meaning, bool inTable, Measured value)
    {
        var made = value.Made with { Effective = value.Made.Effective ?? ResultDates.Of(note, sentence, name, value.End, value.Made.Category) };
        var misread = Misread(note, value.At, value.End, made);
        var weighed = Doubt.Weigh(misread is null ? made : made with { Value = null, ValueText = new(made.Value!.Text) }, name, meaning, BoxState.None, misread);
        return new(weighed, note.Span(name.First, value.End), "lab line", inTable || made.Value?.Unit.Length > 0 ? 0.95 : 0.85) { Core = [note.Span(name.First, name.End), note.Span(value.At, value.At + 1), .. value.UnitAt] };
    }

    // What stands between a name and its value; a day may be there, too ("INR 5/12 2.4"), and is no value ("Glucose 15-Sep: haemolysed").
    private static (int At, PartialDate? Day)? ValueAt(Note note, FoundName name, int limit, bool inTable)
    {
        var tokens = note.Tokens;
        var at = name.End;
        // "K+ 4.9", "Ca++ 2.3": the charge belongs to the name.
        while (at < limit && tokens[at].IsMark('+') && tokens[at].Start == tokens[at - 1].End) at++;
        at = BehindBracket(tokens, at, limit);
        // "BP/HR 120/80 72"
        if (name.As(EntryKind.Vital)?.Name == "blood pressure" && at + 2 < limit && tokens[at].IsMark('/') && tokens[at + 1].Folded is "hr" or "pulse" or "p") at += 2;
        if (Inverted(tokens, at, limit)) at += 2;
        else if (at + 1 < limit && tokens[at].IsMark(',') && name.As(EntryKind.Lab)?.Name == "glucose")
            for (at++; at < limit && tokens[at].Folded is "post" or "prandial" or "postprandial" or "pp" or "-" or "2" && at < name.End + 6; at++) { }
        var behind = at;
        while (at < limit && at < behind + 4 && (Filler.Contains(tokens[at].Folded) || EjectionFraction.Leads(name, tokens[at]) || Separates(tokens, at) || (inTable && Flags.Contains(note.Words(at, at + 1))))) at++;
        at = ResultChain.BehindFrom(tokens, at, limit);
        if (at < limit && tokens[at].Is("on") && ShortDates.At(note, at + 1, limit) is not null) at++;
        if (at < limit && ShortDates.At(note, at, limit) is (var day, var end) && !IsPair(note, name, at))
        {
            while (end < limit && tokens[end].Folded is ":" or "-" or "=" or "was" or ")") end++;
            return end < limit && tokens[end].Kind is TokenKind.Number or TokenKind.Mark && tokens[end].Line == tokens[at].Line ? (end, day) : null;
        }

        return at < limit ? (at, null) : null;
    }

    // "BP 12/8" is a pressure in centimetres of mercury, and no day.
    private static bool IsPair(Note note, FoundName name, int at) => name.As(EntryKind.Vital) is not null && at + 1 < note.Tokens.Count && note.Tokens[at + 1].IsMark('/');

    // The last value is the present one; those before it count where they have a day of their own.
    private List<Measured> Chain(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry, int limit, Measured first)
    {
        var values = new List<Measured> { first };
        var end = ResultChain.End(sentence, name, limit);
        if (Remembered(note, entry, end, values[^1]) is { } earlier) values.Insert(0, earlier);
        while (ResultChain.Next(note, sentence, values[^1].End, end, values[^1].Made.Effective is not null) is { } at && at >= values[^1].End)
        {
            var unitAt = new List<TextSpan>();
            if (Number(note, entry, at, end, null, unitAt) is not (var made, var behind)) break;
            values.Add(new(made with { Effective = made.Effective ?? DayBefore(note, at, ",") }, at, behind, unitAt));
        }

        return [.. values.Where((value, i) => i == values.Count - 1 || value.Made.Effective is not null)];
    }

    private Measured? Remembered(Note note, LexiconEntry entry, int limit, Measured value)
    {
        if (ResultChain.Earlier(note, value.End, limit) is not { } at || Number(note, entry, at, limit, null, []) is not (var made, var end)) return null;
        var day = made.Effective ?? (note.Tokens[at - 1].IsMark(':') ? DayBefore(note, at - 1, "(") : null);
        return day is null ? null : new(made with { Effective = day, Value = made.Value is { Unit.Length: 0 } bare && value.Made.Value is { } now ? bare with { Unit = now.Unit, Ucum = now.Ucum } : made.Value }, at, end, []);
    }

    private static PartialDate? DayBefore(Note note, int limit, string opening)
    {
        for (var at = limit - 1; at > limit - 4 && at > 0; at--)
            if (ShortDates.At(note, at, limit) is var (day, end) && end == limit && note.Tokens[at - 1].Folded == opening) return day;
        return null;
    }

    private sealed record Measured(ObservationFinding Made, int At, int End, List<TextSpan> UnitAt);

    // "Creatinine,1.2,mg/dL": between cells a comma stands without a blank on either side.
    private static bool Separates(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].IsMark(',') && at > 0 && at + 1 < tokens.Count && tokens[at].Start == tokens[at - 1].End && tokens[at + 1].Start == tokens[at].End;

    // "Glucose, Fasting   168", "Creatinine, Serum  1.3": how reports name a test for their index. "Calcium, Ionized" is another test.
    private static bool Inverted(IReadOnlyList<Token> tokens, int at, int limit) =>
        at + 1 < limit && tokens[at].IsMark(',') && tokens[at + 1].Line == tokens[at].Line && Specimens.Contains(tokens[at + 1].Folded);

    // "eGFR (CKD-EPI 2021) 42", "sodium (135-145) 129": a formula or a range may stand before the value; a lone number in brackets may be an older one.
    private static int BehindBracket(IReadOnlyList<Token> tokens, int at, int limit)
    {
        if (at >= limit || !tokens[at].IsMark('(')) return at;
        var said = false;
        for (var close = at + 1; close + 1 < Math.Min(limit, at + LongestBracket); close++)
        {
            if (tokens[close].IsMark(')')) return said && (tokens[close + 1].Kind == TokenKind.Number || tokens[close + 1].Folded is "<" or ">" or "<=" or ">=") ? close + 1 : at;
            said |= tokens[close].Kind == TokenKind.Word || tokens[close].IsMark('-');
        }

        return at;
    }

    // What a scan loses: the decimal point of 0.8, or which of two numbers is the result.
    private static string? Misread(Note note, int at, int end, ObservationFinding made)
    {
        if (made.Value is not { } value) return null;
        var tokens = note.Tokens;
        if (tokens[at].Folded is ['0', not '.' and not ',', ..]) return "the decimal point may be lost";
        if (made.Category == ObservationCategory.VitalSign && Impossible(made.Concept.Text, value.Value)) return "nobody living has such a value";
        if (value.Unit.Length == 0 && at + 2 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word && tokens[at + 2].IsMark('/') && tokens[at + 2].Start == tokens[at + 1].End && tokens[at + 2].Line == tokens[at].Line)
            return "the unit was not understood";
        return value.Unit.Length == 0 && made.ReferenceRange is null && end < tokens.Count && tokens[end].Kind == TokenKind.Number && tokens[end].Line == tokens[at].Line && ShortDates.At(note, end, tokens.Count) is null
            ? "two numbers follow each other" : null;
    }

    private static bool Impossible(string sign, decimal value) => sign switch
    {
        "heart rate" => value is < 15 or > 350,
        "respiratory rate" => value is < 3 or > 100,
        "oxygen saturation" => value is < 20 or > 100,
        "body temperature" => value is < 20 or > 45 and < 70 or > 115,
        _ => false,
    };

    private (ObservationFinding, int)? Number(Note note, LexiconEntry entry, int at, int limit, string? comparator, List<TextSpan> unitAt)
    {
        var tokens = note.Tokens;
        if (Numbers.Parse(tokens[at].Folded) is not { } value) return null;
        var next = at + 1;
        // 148/92 is a pair; 2-3 is a target or a range, not a result.
        if (next + 1 < limit && tokens[next].IsMark('/') && tokens[next + 1].Kind == TokenKind.Number && tokens[next].Start == tokens[at].End)
            return entry.Name == "blood pressure" && Numbers.Parse(tokens[next + 1].Folded) is { } lower && value == decimal.Truncate(value) && lower == decimal.Truncate(lower) ? Pair(note, entry, at, limit) : null;
        if (next + 1 < limit && tokens[next].Folded is "-" && tokens[next].Start == tokens[at].End && tokens[next + 1].Kind == TokenKind.Number) return null;
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
        else if (next < limit && CountsDoses(tokens[next])) return null;

        for (var look = next; look < Math.Min(limit, next + 9) && tokens[look].Line == tokens[at].Line; look++)
        {
            if (flag is null && FlagAt(note, look) is { } late) (flag, next) = (late, look + 1);
            else if (range is null && Range(note, look, limit) is ({ } text, var end))
            {
                range = text;
                next = end;
                look = end - 1;
            }
            else if (tokens[look].Kind != TokenKind.Mark || tokens[look].Folded is ",") break;
        }

        if (unit is null && range is null && flag is null && IsYear(note, at) && !Thousands.Contains(entry.Name)) return null;
        var category = entry.Kind == EntryKind.Vital ? ObservationCategory.VitalSign : ObservationCategory.Laboratory;
        return (new ObservationFinding
        {
            Concept = entry.Concept,
            Category = category,
            Value = new(value, unit?.Written ?? Scale(entry, value)) { Comparator = comparator, Ucum = unit is { Ucum.Length: > 0 } known ? known.Ucum : null },
            ReferenceRange = range,
            Flag = flag,
            Effective = ResultDates.Own(note, next, limit),
        }, Math.Max(next, at + 1));
    }

    // "Temp 101.8": no one's temperature is that in Celsius, nor 38.5 in Fahrenheit.
    private static string Scale(LexiconEntry entry, decimal value) => entry.Name != "body temperature" ? "" : value switch { >= 30 and <= 45 => "°C", >= 86 and <= 113 => "°F", _ => "" };

    /// <summary>Whether the word behind a number makes it an amount or a time, and no result.</summary>
    public static bool CountsDoses(Token token) =>
        token.Kind == TokenKind.Word && token.Folded is "mg" or "mcg" or "unit" or "u" or "tablet" or "tab" or "tabs" or "caps" or "meq" or "ml" or "g" or "cap" or "ie" or "iu" or "puff" or "year" or "time" or "week" or "day" or "x" or "month" or "hour" or "h" or "amp" or "dose" or "bid" or "bd" or "od" or "tds" or "tid" or "qds" or "qid" or "daily" or "nocte" or "q12h" or "q8h" or "qhs" or "mane";

    /// <summary>The value that a word says ("neg", "reactive"); null for any other word.</summary>
    public static string? ValueIn(string word) => Words.GetValueOrDefault(word);

    private static bool IsYear(Note note, int at) =>
        note.Tokens[at].Folded is ['1', '9', _, _] or ['2', '0', _, _] && note.DateAt(at) is { } year && year.Year <= (note.Date?.Year ?? 2100);

    // "6 h" is a time and "5 L" a volume; a flag is a capital with a unit, a range or nothing behind it.
    public static string? FlagAt(Note note, int at)
    {
        var written = note.Words(at, at + 1);
        if (written is "*") return "A";
        if (note.Tokens[at].Folded is "high" or "low") return note.Tokens[at].Folded == "high" ? "H" : "L";
        return Flags.Contains(written) && (note.Tokens[at].Start == 0 || note.Text[note.Tokens[at].Start - 1] is ' ' or '(' or '\t' or '|' || TouchingFlag.Is(note, at)) ? written : null;
    }

    // The rules of a printed table are read as marks between value and unit.
    private int BehindRules(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        var behind = at;
        // "eGFR   39    -    ml/min": a German report prints "+" and "-" for high and low.
        if (at + 1 < limit && tokens[at].IsMark('-') && tokens[at].Line == tokens[at - 1].Line && tokens[at].Start > tokens[at - 1].End && tokens[at + 1].Start > tokens[at].End && tokens[at + 1].Line == tokens[at].Line && units.At(note.Text, tokens[at + 1].Start) is not null) return at + 1;
        while (behind < limit && behind < at + 2 && tokens[behind].Kind == TokenKind.Mark && (Separates(tokens, behind) || tokens[behind].Folded is "|" or "[" or "{" or "]" or "}" or "‘" or "’" or "'" or "!" or ":" or "." or "+") && tokens[behind].Line == tokens[at - 1].Line) behind++;
        return behind < limit && (tokens[behind].Kind == TokenKind.Word || (behind > at && tokens[behind].Line == tokens[at - 1].Line && units.At(note.Text, tokens[behind].Start) is not null)) ? behind : at;
    }

    private static (ObservationFinding, int)? Pair(Note note, LexiconEntry entry, int at, int limit) =>
        (new ObservationFinding { Concept = entry.Concept, Category = ObservationCategory.VitalSign, ValueText = new(note.Words(at, Math.Min(limit, at + 3)).Replace(" ", "", StringComparison.Ordinal)), Effective = ResultDates.Own(note, at + 3, limit) }, at + 3);

    public static (string? Text, int End) Range(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        var first = tokens[at].Folded is "(" or "[" ? at + 1 : at;
        while (first < limit && tokens[first].Kind == TokenKind.Word && tokens[first].Folded is "ref" or "normal" or "range" or "reference") first++;
        if (first + 1 >= limit) return (null, at);
        var end = first;
        if (tokens[first].Kind == TokenKind.Mark && tokens[first].Folded is "<" or ">" or "<=" or ">=" && tokens[first + 1].Kind == TokenKind.Number && !ResultChain.Arrow(tokens, first, limit)) end = first + 2;
        else if (first + 2 < limit && tokens[first].Kind == TokenKind.Number && tokens[first + 1].Folded is "-" && tokens[first + 2].Kind == TokenKind.Number && !(Numbers.Parse(tokens[first].Folded) > Numbers.Parse(tokens[first + 2].Folded))) end = first + 3;
        return end == first ? (null, at) : (note.Words(first, end), end < limit && tokens[end].Folded is ")" or "]" ? end + 1 : end);
    }

    private static int Behind(IReadOnlyList<Token> tokens, int at, int limit) => at < limit && tokens[at].IsMark('-') ? at + 1 : at;

    private static (ObservationFinding, int)? Word(Note note, LexiconEntry entry, int at, int limit)
    {
        var tokens = note.Tokens;
        string? value = null;
        var end = at + 1;
        if (tokens[at].Is("no") && at + 1 < limit && tokens[at + 1].Is("growth")) (value, end) = ("no growth", at + 2);
        else if (tokens[at].Is("not") && at + 1 < limit && tokens[at + 1].Is("detected")) (value, end) = ("not detected", at + 2);
        else if (tokens[at].Is("non") && at + 1 < limit && Behind(tokens, at + 1, limit) is var reactive && reactive < limit && tokens[reactive].Is("reactive")) (value, end) = ("non-reactive", reactive + 1);
        else if (tokens[at].Is("not") && at + 1 < limit && tokens[at + 1].Folded is "reactive" or "detectable") (value, end) = ($"not {tokens[at + 1].Folded}", at + 2);
        // "HIV viral load  LDL (lower than detectable)"
        else if (entry.Name.Contains("viral load", StringComparison.Ordinal) && tokens[at].Folded is "ldl" or "tnd" or "undetectable" or "undetected" or "lower" or "below") value = "lower than detectable";
        else if (tokens[at].Is("undetectable")) value = "undetectable";
        else if (Words.TryGetValue(tokens[at].Folded, out var word)) value = word;
        if (value is null || entry.Kind == EntryKind.Vital) return null;
        return (new ObservationFinding { Concept = entry.Concept, Category = ObservationCategory.Laboratory, ValueText = new(value) }, end);
    }
}
