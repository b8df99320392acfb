using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Just in case medicines, s/c, as required:" above a list: what stands below without a way of its own is given so.</summary>
internal static class RouteHeading
{
    private const int LongestHeading = 16;
    private const int LongestList = 12;

    public static Direction Applied(DirectionParser directions, Note note, FoundName name, Direction direction) =>
        direction.Dosing is { Route: null, Form: null } dosing && (dosing.Dose is not null || dosing.TimesPerDay is not null) && Above(directions, note, name.First) is { } said
            ? direction with { Dosing = dosing with { Route = said.Route, AsNeeded = dosing.AsNeeded || said.AsNeeded } }
            : direction;

    private static Dosing? Above(DirectionParser directions, Note note, int row)
    {
        var tokens = note.Tokens;
        var end = row;
        while (end > 0 && tokens[end - 1].Line == tokens[row].Line) end--;
        for (var lines = 0; end > 0 && lines < LongestList; lines++)
        {
            // A blank line ends the list.
            if (tokens[end - 1].Line != tokens[end].Line - 1) return null;
            var first = end - 1;
            while (first > 0 && tokens[first - 1].Line == tokens[end - 1].Line) first--;
            if (tokens[end - 1].IsMark(':')) return end - first <= LongestHeading && Names(note, first, end) && directions.Parse(note.Text, tokens, first, end).Dosing is { Route: not null, Dose: null } said ? said : null;
            end = first;
        }

        return null;
    }

    // A heading on medicines, or nothing but how they are given ("Subcutaneous:").
    private static bool Names(Note note, int first, int end) =>
        end - first <= 3 || Enumerable.Range(first, end - first).Any(at => note.Tokens[at].Folded is "medicine" or "medication" or "med" or "drug" or "prn" or "anticipatory" or "injection" or "prescribed" or "csci" or "driver" or "subcut");
}
