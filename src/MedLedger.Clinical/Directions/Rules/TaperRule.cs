namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"taper", "wean off", "dose pack": what follows are steps and no steady dose.</summary>
internal sealed class TaperRule : IDirectionRule
{
    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        var step = text.Word(at) is "then" or "dann" or "puis" or "luego" && draft.Complete && text.Number(at + 1) is not null;
        var taper = text.Of(PartKind.Taper, at);
        if (!step && taper is null) return null;
        draft.Tapers = true;
        var end = taper?.End ?? at + 1;
        if (taper is not null)
        {
            draft.AsDirected = true;
            draft.Saw(at, end);
        }

        return end;
    }
}
