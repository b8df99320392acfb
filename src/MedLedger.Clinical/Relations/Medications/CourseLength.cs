using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>How long a drug is taken, wherever in its item that stands: "1 tab dissolved in water OD x 14 days", "D5/7", "2 further days", "for 48 h".</summary>
internal static class CourseLength
{
    private const int LinesBelow = 2;
    private const int Indent = 2;

    private static readonly HashSet<string> Leads = Folded("x", "×", "for", "durante", "pendant", "fur", "für", "per", "voor", "por");

    // "For headache, has had it for 3 days": how long something else has lasted.
    private static readonly HashSet<string> OfSomethingElse = Folded("has", "had", "have", "been", "was", "were", "since", "c/o", "complaining", "taking", "took", "taken", "on", "off", "held", "hold", "withheld", "stopped", "missed", "review", "supply", "if", "when", "until", "not", "no", "without", "last", "past", "then", "prior", "before", "pain", "cough", "fever");

    private static readonly HashSet<string> Only = Folded("only", "nur", "seulement", "solo", "sólo", "solamente", "soltanto", "slechts", "total", "then", "dann");

    private static readonly HashSet<string> Weeks = Folded("week", "weeks", "wk", "wks", "woche", "wochen", "semaine", "semaines", "semana", "semanas", "settimana", "settimane", "weken");

    private static readonly HashSet<string> SingleDays = Folded("day", "days", "d", "tag", "tage", "jour", "jours", "dia", "dias", "giorno", "giorni", "dag", "dagen");

    private static readonly HashSet<string> OpensDirection = Folded("one", "two", "three", "four", "half", "take", "apply", "inhale", "give", "insert", "instil", "instill", "for", "x", "start", "end", "stop", "course", "duration", "until", "sig");

    private static readonly Regex DayOf = new(@"\b(?:d|day\s*|jour\s+|tag\s+|d[ií]a\s+)(\d{1,2})\s*(?:/|of|sur|von|de)\s*d?(\d{1,2})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex More = new(@"\b(\d{1,2}|one|two|three|four|five|six|seven|ten)\s+(?:(?:more|further|additional|remaining)\s+(day|week)s?|(day|week)s?\s+(?:left|remaining|to\s+go|more))\b|\b(?:another|a\s+further|an\s+additional)\s+(\d{1,2}|one|two|three|four|five|six|seven|ten)\s+(day|week)s?\b|\bto\s+complete\s+(?:an?\s+|the\s+)?(?:total\s+(?:of\s+)?)?(\d{1,2})[\s-]*(day|week)s?\b|\b(\d{1,2})\s+(d[ií]as?|semanas?)\s+m[aá]s\b|\b(?:encore|noch|weitere|mais|ancora|nog)\s+(\d{1,2})\s+(jours?|tagen?|wochen?|semaines?|dias?|giorni|dagen|weken)\b|\b(?:for|x)\s*(\d{1,2})\s*(night)s?\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Hours = new(@"\b(?:for|x)\s*(24|36|48|72|96)\s*(?:h|hr|hrs|hour|hours)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // "TDS      5 days     NEW": a cell of its own.
    private static readonly Regex Cell = new(@"(?:\s{2,}|\|\s*)(\d{1,2})\s*(day|days|d|wk|week|weeks|tage|jours|dias|días|/7|/52)(?:\s{2,}|\s*\||\s*$)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] Numerals = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Where the words about one drug end: lines that stand indented under it belong to it, too.</summary>
    public static int ItemEnd(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var first = name.First;
        while (first > 0 && tokens[first - 1].Line == tokens[name.First].Line) first--;
        var column = TableColumns.Column(note, first);
        var at = segment;
        for (var lines = 0; lines < LinesBelow && at < tokens.Count && at > 0 && tokens[at].Line == tokens[at - 1].Line + 1 && tokens[at - 1].Line - tokens[name.First].Line < LinesBelow; lines++)
        {
            if (TableColumns.Column(note, at) < column + Indent || !(tokens[at].Kind == TokenKind.Number || OpensDirection.Contains(tokens[at].Folded))) break;
            at = SectionFinder.LineEnd(tokens, at);
        }

        return at;
    }

    /// <summary>The last day, counted from the day on which it was written; null where the words tell of none.</summary>
    public static PartialDate? LastDay(Note note, FoundName name, int end)
    {
        if (end <= name.End || note.Date is not { Day: not null } written) return null;
        var words = note.Words(name.End, end);
        int? left = null;
        if (DayOf.Match(words) is { Success: true } day) left = Number(day.Groups[2].Value) - Number(day.Groups[1].Value);
        else if (More.Match(words) is { Success: true } more)
        {
            var groups = more.Groups.Values.Skip(1).Where(group => group.Success).Select(group => group.Value).ToList();
            left = Number(groups[0]) * (groups[1][0] is 'w' or 'W' or 's' or 'S' ? 7 : 1);
        }

        return left is >= 0 and <= 90 ? PartialDate.From(written.Earliest.AddDays(left.Value)) : null;
    }

    /// <summary>How many days, where other words part the length from the direction.</summary>
    public static int? Days(DirectionParser directions, Note note, FoundName name, Direction direction, int end)
    {
        // "Sertraline 50 mg daily x 6 years" tells how long it has been taken.
        if (direction.DurationDays is { } days) return days < 365 ? days : null;
        var at = name.End;
        for (; at < end; at++)
        {
            var token = note.Tokens[at];
            if (token.IsMark(';') || (token.IsMark('.') && (at + 1 >= end || note.Tokens[at + 1].Start > token.End)) || OfSomethingElse.Contains(token.Folded)) break;
            if (Leads.Contains(token.Folded) && at + 1 < end && directions.Parse(note.Text, note.Tokens, at, end).DurationDays is > 0 and < 365 and var length) return length;
        }

        // "20 mg daily, 4 weeks only"
        for (var count = name.End; direction.Dosing is { TimesPerDay: not null } && count + 2 < end; count++)
            if (note.Tokens[count] is { Kind: TokenKind.Number, Folded.Length: <= 2 } && note.Tokens[count - 1].Folded is not ("to" or "until" or "till" or "bis" or "at" or "after" or "from") && Only.Contains(note.Tokens[count + 2].Folded) && note.Tokens[count + 2].Folded is not "total" && (Weeks.Contains(note.Tokens[count + 1].Folded) || SingleDays.Contains(note.Tokens[count + 1].Folded)))
                return Number(note.Tokens[count].Folded) * (Weeks.Contains(note.Tokens[count + 1].Folded) ? 7 : 1);
        if (direction.Dosing is { TimesPerDay: not null } && end > name.End && Cell.Match(note.Words(name.End, end)) is { Success: true } cell)
            return Number(cell.Groups[1].Value) * (cell.Groups[2].Value[0] is 'w' or 'W' || cell.Groups[2].Value == "/52" ? 7 : 1);
        // A patch is worn for hours; a drug was given for them.
        return direction.Dosing?.Form is null or "tablet" or "capsule" && at > name.End && Hours.Match(note.Words(name.End, at)) is { Success: true } hours ? (Number(hours.Groups[1].Value) + 12) / 24 : null;
    }

    /// <summary>"For 4 weeks", "nur 4 Wochen", "30 days only": told as a course, however long a pack lasts.</summary>
    public static bool ToldAsCourse(Note note, FoundName name, int end)
    {
        for (var at = name.End + 1; at < end; at++)
        {
            if (note.Tokens[at - 1].Kind != TokenKind.Number || !(Weeks.Contains(note.Tokens[at].Folded) || SingleDays.Contains(note.Tokens[at].Folded))) continue;
            var before = note.Tokens[Math.Max(name.End, at - 2)].Folded;
            if (Only.Contains(before) || (at + 1 < end && Only.Contains(note.Tokens[at + 1].Folded)) || (at - 3 >= name.End && Only.Contains(note.Tokens[at - 3].Folded))) return true;
            if (Weeks.Contains(note.Tokens[at].Folded) && Leads.Contains(before)) return true;
        }

        return false;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Math.Max(0, Array.IndexOf(Numerals, text.ToLowerInvariant()));

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
