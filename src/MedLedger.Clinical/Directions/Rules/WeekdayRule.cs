namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"on Mondays", "Mon, Wed, Fri", "Tue/Thu/Sat": one dose on each of these days.</summary>
internal sealed class WeekdayRule : IDirectionRule
{
    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        var days = new HashSet<string>(StringComparer.Ordinal);
        int look = at, end = at;
        while (text.Has(look))
        {
            if (text.Of(PartKind.Weekday, look) is { } day)
            {
                days.Add(day.Value);
                look = end = day.End;
            }
            else if (days.Count > 0 && text.Word(look) is "," or "/" or "and" or "&" or "-" or "+" or "on" or "und" or "et") look++;
            else break;
        }

        if (days.Count == 0) return null;
        // "Daily except on Sunday": the other days are told already.
        if (text.Word(at - 1) is "except" or "excluding" or "besides" || (text.Word(at - 1) is "on" or "for" && text.Word(at - 2) is "except" or "excluding" or "besides" or "not")) return end;
        var before = at > 0 && text.Word(at - 1) is "on" or "every" or "each" or "am" or "jeden" or "le" or "except" or "start" or "starting";
        // A day's name alone may also be when something began.
        if (days.Count == 1 && !before && !draft.Complete && draft.Masses.Count + draft.Counts.Count == 0) return null;
        if (at > 0 && text.Word(at - 1) is "except" or "start" or "starting" or "since" or "until") return end;
        draft.Frequencies.RemoveAll(frequency => frequency.Times == 1 && frequency.Slot is null);
        draft.AddFrequency(new(TimesRule.Per(days.Count, 7), null, at, end, null), replaces: false);
        return end;
    }
}
