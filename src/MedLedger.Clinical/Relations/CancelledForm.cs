using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations;

/// <summary>Whether the form of a directive bears its own cancellation: "CANCELLED 29/09/2025", "VOID - patient wishes CPR", "Revoked on 3 May 2025 by Dr Fell".</summary>
internal static class CancelledForm
{
    private const int Reach = 4;

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "cancelled", "canceled", "revoked", "rescinded", "withdrawn", "void", "voided", "annulled", "superseded" };

    // "Valid until cancelled", "if revoked", "to be withdrawn by": what may happen to any form.
    private static readonly HashSet<string> NotYet = new(StringComparer.Ordinal) { "not", "if", "until", "till", "unless", "be", "when", "may", "can", "or", "never", "once", "null", "is" };

    /// <summary>The day of the cancellation; a form that is struck without a day gives the document's own.</summary>
    public static PartialDate? Day(Note note)
    {
        var tokens = note.Tokens;
        for (var at = 1; at < tokens.Count; at++)
        {
            if (!Words.Contains(tokens[at].Folded) || Enumerable.Range(Math.Max(0, at - 2), Math.Min(2, at)).Any(back => NotYet.Contains(tokens[back].Folded) && tokens[back].Line == tokens[at].Line)) continue;
            for (var behind = at + 1; behind < Math.Min(tokens.Count, at + Reach) && tokens[behind].Line == tokens[at].Line && !tokens[behind].IsMark('.'); behind++)
                if (note.DateAt(behind) is { } day) return day;
            // "CANCELLED - patient has capacity": struck in capitals, with the reason behind it. "Cancelled by: ____" is a blank to fill in.
            if (note.Words(at, at + 1).All(char.IsUpper) && at + 1 < tokens.Count && tokens[at + 1].IsMark('-') && tokens[at + 1].Line == tokens[at].Line) return note.Date;
        }

        return null;
    }
}
