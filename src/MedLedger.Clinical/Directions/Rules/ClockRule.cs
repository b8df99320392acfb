using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"08:00 12:00 20:00" in a chart are the day's doses; "at 6 pm", "um 8 Uhr" and "at 0900" are times of the day.</summary>
internal sealed class ClockRule : IDirectionRule
{
    public int? Read(DirectionText text, int at, DirectionDraft draft) => OnAndOff(text, at, draft) ?? Chart(text, at, draft) ?? Spoken(text, at, draft);

    // "Patch on 0800 off 2000": once a day.
    private static int? OnAndOff(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Word(at) != "on" || !IsHour(text, at + 1)) return null;
        var off = text.Word(at + 2) is "," or "/" or ";" or "and" ? at + 3 : at + 2;
        if (text.Word(off) != "off" || !IsHour(text, off + 1)) return null;
        draft.AddFrequency(new(1, null, at, off + 2, null), replaces: false);
        return off + 2;
    }

    private static bool IsHour(DirectionText text, int at) =>
        text.Has(at) && text.Tokens[at].Kind == TokenKind.Number && text.Word(at) is [>= '0' and <= '2', >= '0' and <= '9', >= '0' and <= '5', '0'];

    private static int? Chart(DirectionText text, int at, DirectionDraft draft)
    {
        int end = at, times = 0;
        while (IsClock(text, end))
        {
            times++;
            end += 3;
            if (text.Word(end) is "am" or "pm" or "uhr" or "h") end++;
            if (text.Word(end) is "," or "and" or "/" or "&" or "+" && IsClock(text, end + 1)) end++;
        }

        if (times == 0) return null;
        // "Twice daily 08:00 and 14:00" says one thing twice.
        if (draft.Frequencies.Count == 0) draft.AddFrequency(new(times, null, at, end, null), replaces: false);
        return end;
    }

    private static bool IsClock(DirectionText text, int at) =>
        text.Has(at + 2) && text.Tokens[at].Kind == TokenKind.Number && text.Word(at).Length <= 2 && text.Word(at + 1) == ":" && text.Touch(at + 1)
        && text.Tokens[at + 2].Kind == TokenKind.Number && text.Word(at + 2) is ['0' or '3', '0'] or "15" or "45" && text.Touch(at + 2);

    private static int? Spoken(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Word(at) is not ("at" or "@" or "um" or "ore" or "ora" or "à" or "las" or "om") || !text.Has(at + 1) || text.Tokens[at + 1].Kind != TokenKind.Number) return null;
        var hour = text.Word(at + 1);
        var marked = text.Word(at + 2) is "am" or "pm" or "uhr" or "h" or "uur" or "oclock";
        var end = marked ? at + 3 : at + 2;
        if (hour.Length == 4) hour = hour[..2];
        else if (!marked && text.Word(at) is not ("ore" or "ora" or "las")) return null;
        if (Numbers.Parse(hour) is not { } value || value > 24) return null;
        if (text.Word(at + 2) == "pm" && value < 12) value += 12;
        draft.AddFrequency(new(1, null, at, end, value switch { < 11 => "morning", < 15 => "noon", < 20 => "evening", _ => "night" }), replaces: false);
        return end;
    }
}
