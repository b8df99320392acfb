using System.Text.RegularExpressions;
using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>
/// A drug whose words sound like an end though it is taken on: one dose is left out ("hold tonight, then 4 mg
/// every evening"), or the dose that was given has a successor ("given 3 May, next due 28 June").
/// </summary>
internal static class TakenOn
{
    private const int Before = 8;

    private static readonly HashSet<string> NotTakenThen = new(["stop", "off", "cease", "discontinue", "review", "recheck", "call", "reassess", "check", "test", "see", "decide"], StringComparer.OrdinalIgnoreCase);

    private static readonly Regex LeftOut = new(@"\b(?:tonight|today|tomorrow|this\s+(?:morning|evening|afternoon)|(?:one|1|a|single|next)\s+(?:dose|day|night|evening)|x\s*1|(?:two|three|2|3)\s+(?:doses|days|nights|evenings))\b[^.;]{0,60}?\b(?:then|thereafter|afterwards|followed\s+by)\b\s*,?\s*(\p{L}+|\d+)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Successor = new(@"\bnext\s+(?:one\s+)?(?:(?:dose|injection|infusion|jab|shot|depot|treatment|cycle|given|inj|one)\s+)?(?:is\s+)?(?:due|scheduled|booked|planned|expected)?\s*(?:on\s+|in\s+|for\s+|:\s*|by\s+|w/?c\s+)?(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\b|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\b|(?:\d{1,2}|two|three|four|six|eight|twelve|a|one)\s*(?:week|month|wk|mth|day)|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool Is(Note note, NotedSentence sentence, FoundName name, int segment, Direction direction, Qualification meaning) => meaning.Course switch
    {
        Meaning.OnHold => direction.Dosing is { Dose: not null, TimesPerDay: not null } && segment > name.First && LeftOut.Match(note.Words(Math.Max(sentence.Range.First, name.First - Before), segment)) is { Success: true } left && !NotTakenThen.Contains(left.Groups[1].Value),
        Meaning.Completed => !EndedWords.Say(meaning) && sentence.Section.Kind != SectionKind.Given && segment > name.End && Successor.IsMatch(note.Words(name.End, segment)),
        _ => false,
    };

    public static Qualification Said(Qualification meaning) =>
        meaning with { Course = Meaning.Active, Assertion = meaning.Assertion with { Negated = false } };
}
