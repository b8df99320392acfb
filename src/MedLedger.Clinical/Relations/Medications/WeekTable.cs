using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>A dose for each day of the week in two rows below the drug: "WARFARIN (mg):", "Mon Tue Wed …", "4 4 3 …".</summary>
internal static class WeekTable
{
    private const int FewestDays = 6;
    private const int LinesDown = 3;
    private const decimal Most = 30;

    public static Direction? Read(DirectionParser directions, Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var first = SectionFinder.LineEnd(tokens, name.First);
        for (var lines = 0; lines < LinesDown && first < tokens.Count; lines++)
        {
            var end = SectionFinder.LineEnd(tokens, first);
            var days = Enumerable.Range(first, end - first).Where(at => IsDay(directions, tokens, at)).ToList();
            if (days.Count < FewestDays)
            {
                first = end;
                continue;
            }

            if (days.Count > 7 || end >= tokens.Count) return null;
            var last = SectionFinder.LineEnd(tokens, end);
            var amounts = Enumerable.Range(end, last - end).Where(at => tokens[at].Kind == TokenKind.Number).ToList();
            if (amounts.Count != days.Count || !amounts.TrueForAll(at => Numbers.Parse(tokens[at].Folded) is >= 0 and <= Most)) return null;
            var inMilligrams = Enumerable.Range(name.First, last - name.First).Any(at => tokens[at].Is("mg"));
            var values = amounts.ConvertAll(at => Numbers.Parse(tokens[at].Folded)!.Value);
            var taken = values.Count(value => value > 0);
            var words = string.Join(", ", days.Zip(amounts, (day, amount) => $"{note.Words(day, day + 1)} {tokens[amount].Folded}"));
            var equal = inMilligrams && taken == 7 && values.Distinct().Count() == 1;
            return new(
                new Dosing
                {
                    Text = inMilligrams ? $"{words} mg" : words,
                    Dose = equal ? new(values[0], "mg") { Ucum = "mg" } : null,
                    TimesPerDay = taken == 7 ? 1 : null,
                    FrequencyText = "by the day of the week",
                },
                name.End,
                last,
                equal ? null : "different doses in a week",
                null);
        }

        return null;
    }

    private static bool IsDay(DirectionParser directions, IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Kind == TokenKind.Word && directions.Words.Phrases.LongestAt(tokens, at, at + 1).Values.Any(word => word.Kind == PartKind.Weekday);
}
