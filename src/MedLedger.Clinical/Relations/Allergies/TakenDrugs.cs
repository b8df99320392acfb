using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>Drugs that stand among the allergies because a list of medicines or a plan follows without a heading of its own.</summary>
internal static class TakenDrugs
{
    private const int Names = 5;

    // "Metoprolol succinate ER - take 100 mg by mouth once daily"
    private static readonly HashSet<string> Takes = new(StringComparer.Ordinal) { "take", "inhale", "inject", "apply", "instil", "instill", "swallow", "use", "give" };

    /// <summary>Among the allergies only a whole direction says so: "new" or "stopped" may be said of an allergy as well.</summary>
    public static bool Is(Note note, NotedSentence sentence, FoundName name, int limit, bool inSection, DirectionParser directions)
    {
        var tokens = note.Tokens;
        if (inSection && Substance(name) == "oxygen") return true;
        if (inSection && DirectionFrom(tokens, name.End, limit) is var from && from < limit)
            return directions.Parse(note.Text, tokens, from, limit).Dosing is { } dosing && (Directs(dosing) || (dosing is { Dose: not null, Route: not null } && IsOrdered(tokens, sentence, name, limit)));
        var course = note.Qualifier.Qualify(name, EntryKind.Drug, allergy: false, sentence.Section, sentence.Triggers, sentence.Names).Course;
        if (course is not (Meaning.Stopped or Meaning.Completed or Meaning.OnHold or Meaning.Active)) return false;
        if (!inSection) return true;
        // "Clopidogrel was stopped as planned" tells a story; "penicillin (stopped)" is an item of the list.
        return name.End < sentence.Range.End && tokens[name.End].Folded is "was" or "were" or "has" or "had" or "is";
    }

    private static string? Substance(FoundName name) => (name.As(EntryKind.Allergen) ?? name.As(EntryKind.Drug))?.Name;

    private static int DirectionFrom(IReadOnlyList<Token> tokens, int from, int limit)
    {
        // "Aspirin (Disprin) 150 mg orally once a day"
        if (from + 2 < limit && tokens[from].IsMark('(') && tokens[from + 2].IsMark(')')) from += 3;
        if (from < limit && tokens[from].Kind == TokenKind.Number) return from;
        for (var at = from; at + 1 < Math.Min(limit, from + Names); at++)
            if (Takes.Contains(tokens[at].Folded) && tokens[at + 1].Kind == TokenKind.Number) return at;
        return limit;
    }

    // "Hydromorphone 1 mg IV every 30 minutes", "give ceftriaxone 2 g IV after cultures": somebody is to give it.
    private static bool IsOrdered(IReadOnlyList<Token> tokens, NotedSentence sentence, FoundName name, int limit) =>
        (name.First > sentence.Range.First && tokens[name.First - 1].Folded is "give" or "start" or "administer" or "commence") || Enumerable.Range(name.End, limit - name.End).Any(at => tokens[at].Is("every"));

    // "GTN 400 micrograms/dose spray, one to two under the tongue when required" tells how to take it; "aspirin 300 mg" may be what did harm.
    private static bool Directs(Dosing dosing) =>
        (dosing.Dose is not null && dosing.TimesPerDay is not null) || ((dosing.Dose is not null || dosing.Strength is not null) && (dosing.AsNeeded || dosing.FrequencyText is not null));
}
