using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Asthma attack: 10 puffs of salbutamol, call 999": what a plan orders for the emergency is not how the drug is taken from day to day.</summary>
internal static class EmergencyDose
{
    private const int Reach = 25;
    private const int LinesUp = 2;
    private const int LongestHeading = 7;
    private const int LongestLine = 100;

    private static readonly HashSet<string> Calls = new(StringComparer.Ordinal) { "call", "calls", "calling", "dial", "ring", "phone", "ambulance" };

    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "999", "911", "112", "000", "111", "ambulance", "emergency", "paramedics", "paramedic", "108" };

    public static bool Is(Note note, NotedSentence sentence, FoundName name, Direction direction)
    {
        if (direction.Dosing?.Dose is null || direction.Dosing is { TimesPerDay: not null }) return false;
        return CallsForHelp(note, sentence, name) || IsBelowTheHeading(note, name);
    }

    private static bool CallsForHelp(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        for (var at = Math.Max(sentence.Range.First, name.First - Reach); at + 1 < Math.Min(sentence.Range.End, name.End + Reach); at++)
        {
            if (!Calls.Contains(tokens[at].Folded)) continue;
            for (var behind = at + 1; behind <= Math.Min(at + 3, sentence.Range.End - 1); behind++)
                if (Numbers.Contains(tokens[behind].Folded)) return true;
        }

        return false;
    }

    // "Asthma attack", "Red zone - emergency", "If I have an attack" on a line of its own above the drug's.
    private static bool IsBelowTheHeading(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var line = tokens[name.First].Line;
        for (var end = name.First; end > 0 && line - tokens[end - 1].Line <= LinesUp;)
        {
            var first = end - 1;
            while (first > 0 && end - first <= LongestLine && tokens[first - 1].Line == tokens[end - 1].Line) first--;
            if (end - first > LongestLine) return false;
            var words = tokens.Skip(first).Take(end - first).Where(token => token.Kind == TokenKind.Word).Select(token => token.Folded).ToList();
            if (tokens[first].Line < line && words.Count is > 0 and <= LongestHeading && end - first <= LongestHeading + 2)
                return words[^1] is "attack" or "emergency" or "emergencies" || (words.Contains("zone") && (words.Contains("red") || words.Contains("danger")));
            end = first;
        }

        return false;
    }
}
