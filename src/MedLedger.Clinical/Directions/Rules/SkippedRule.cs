using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>Dates, dispensed amounts ("#30", "Disp 90", "30 day supply") and what else says nothing about taking.</summary>
internal sealed class SkippedRule : IDirectionRule
{
    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Tokens[at].Kind == TokenKind.Date) return at + 1;
        if (text.Tokens[at].IsMark('#') && text.Number(at + 1) is { } dispensed) return dispensed.End;
        if (text.Of(PartKind.Ignored, at) is { } ignored)
        {
            var end = ignored.End;
            if (text.Word(end) is ":" or "#") end++;
            return text.Number(end) is { } many ? many.End : end;
        }

        // "30 day supply", "28 tablets supplied"
        if (text.Number(at) is { } number && text.Has(number.End + 1))
        {
            var behind = text.Word(number.End) == "-" ? number.End + 2 : number.End + 1;
            if (text.Word(behind) is "supply" or "supplied" or "dispensed" or "refill") return behind + 1;
        }

        return null;
    }
}
