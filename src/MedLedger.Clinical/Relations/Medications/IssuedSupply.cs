using System.Globalization;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"…; 60 tablet; last issued 12-Aug-2022": a practice's printout shows that a drug was taken when it was last issued, not on the day of printing.</summary>
internal sealed record IssuedSupply(PartialDate On, PartialDate? Ends, string? Doubt, decimal? Count)
{
    private const int LongAgoInDays = 365;
    private const int Gap = 2;
    private const int RowsReach = 300;

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal) { "ml", "tablet", "tab", "tabs", "capsule", "cap", "caps", "g", "gram", "dose", "sachet", "patch", "unit", "inhaler", "device", "pen", "ampoule", "vial" };

    public static IssuedSupply? Of(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var end = SectionFinder.LineEnd(tokens, name.First);
        for (var at = name.End + 1; at < end; at++)
        {
            if (tokens[at].Kind != TokenKind.Date || !(SaysIssued(tokens[at - 1]) || UnderHead(note, name, at) || BehindAmount(tokens, at, name.End)) || note.DateAt(at) is not { Day: not null } on || note.Date < on) continue;
            var old = note.Date is { } today && today.Earliest.DayNumber - on.Earliest.DayNumber > LongAgoInDays;
            return new(on, Length(tokens, at + 1, end) is { } days ? PartialDate.From(on.Earliest.AddDays(days)) : null, old ? $"last issued on {on}" : null, tokens[at - 2].Kind == TokenKind.Number && Units.Contains(tokens[at - 1].Folded) ? Numbers.Parse(tokens[at - 2].Folded) : null);
        }

        return null;
    }

    /// <summary>When what was given out once ("Acute medication … 8 caps  06-Jan-2025", one a day) was used up; null where the direction does not tell.</summary>
    public PartialDate? UsedUp(decimal? timesPerDay) =>
        Count is { } count && timesPerDay is > 0 and var often && count / often <= LongAgoInDays ? PartialDate.From(On.Earliest.AddDays((int)Math.Ceiling(count / often))) : null;

    private static bool SaysIssued(Token token) => token.Folded is "issued" or "issue" or "supplied" or "dispensed" or "collected";

    // "Item   Directions   Dispensed": the day of a row stands below that head.
    private static bool UnderHead(Note note, FoundName name, int at)
    {
        var (tokens, column) = (note.Tokens, TableColumns.Column(note, at));
        for (var above = name.First - 1; above >= 0 && name.First - above < RowsReach; above--)
        {
            if (tokens[above].Line == tokens[at].Line || !(SaysIssued(tokens[above]) || tokens[above].Folded is "filled")) continue;
            var opens = above > 0 && tokens[above - 1].Folded is "last" or "date" && tokens[above - 1].Line == tokens[above].Line ? above - 1 : above;
            // A head stands apart from its neighbours; words of a sentence do not.
            if (opens > 0 && tokens[opens - 1].Line == tokens[opens].Line && tokens[opens].Start - tokens[opens - 1].End < Gap) continue;
            return Math.Abs(TableColumns.Column(note, opens) - column) <= Gap + 1;
        }

        return false;
    }

    // "2.5 ml; 01-Apr-2025"
    // "28 tabs    04-Mar-2025"
    private static bool BehindAmount(IReadOnlyList<Token> tokens, int at, int from) =>
        at - 2 >= from && Units.Contains(tokens[at - 1].Folded) && tokens[at - 2].Kind == TokenKind.Number && tokens[at].Start - tokens[at - 1].End >= Gap
        || at - 3 >= from && tokens[at - 1].Folded is ";" or "|" && Units.Contains(tokens[at - 2].Folded) && tokens[at - 3].Kind == TokenKind.Number;

    // "03-Mar-2025 (3 days)"
    private static int? Length(IReadOnlyList<Token> tokens, int at, int end) =>
        at + 3 < end + 1 && at + 2 < end && tokens[at].IsMark('(') && tokens[at + 2].Folded is "day" or "days" && int.TryParse(tokens[at + 1].Folded, CultureInfo.InvariantCulture, out var days) ? days : null;
}
