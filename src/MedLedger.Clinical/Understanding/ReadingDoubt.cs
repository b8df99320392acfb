using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Understanding;

/// <summary>Says why the picture that a finding was read from leaves it in doubt.</summary>
internal static class ReadingDoubt
{
    /// <summary>Below this, a word of a dose, a value or a name is not relied on.</summary>
    private const double SureWord = 0.6;

    private const double ReadAlike = 0.95;

    /// <summary>Below this, a name that happens to be a test's may be another word.</summary>
    private const double NamedWord = 0.55;

    private const int LongName = 5;

    // Short words that would change what a direction says.
    private static readonly HashSet<string> _short = new(StringComparer.Ordinal)
    {
        "no", "not", "dc", "off", "old", "or", "to", "ex", "bid", "tid", "qid", "qd", "qod", "od", "bd", "tds", "qds", "qam", "qpm", "qhs", "hs", "prn", "mg", "mcg", "ug", "µg", "ng", "g", "kg", "ml", "l", "iu", "u", "ie",
        "iv", "im", "sc", "sl", "pr", "pv", "po", "it", "tab", "cap", "x", "i", "ii", "iii", "o", "s", "b",
    };

    /// <summary>The reason, or null where nothing about the reading is in doubt. <paramref name="core"/> are the words that the finding rests on.</summary>
    public static string? Of(Finding finding, IEnumerable<Word> core)
    {
        List<Word> words = [.. core];
        var doubtful = words.Where((word, at) => (word.NeedsReview || word.Confidence < SureWord) && !(IsScrap(finding, word) && !Counts(words, at))).Distinct().ToList();
        if (doubtful.Count > 0 && !(doubtful is [var only] && ((IsReadAlike(only) && IsBorneOut(finding, only)) || IsKnownTest(finding, only)))) return $"read without certainty: \"{doubtful[0].Text}\"";
        return finding.Sources.Any(source => source.Method == ReadingMethod.Ocr) ? LostPoint(finding) : null;
    }

    // "4000 units vo 3x/week": amount and frequency stand in other words; a scrap that means nothing takes only what it may have said, here the route.
    private static bool IsScrap(Finding finding, Word word) =>
        finding is MedicationFinding { Dosing: { Dose: not null, TimesPerDay: not null } } && word.Alternatives.Prepend(word.Text).All(text => text.Length <= 3 && text.All(char.IsLetter) && !_short.Contains(text.ToLowerInvariant()));

    // "VU tabs": what stands before pieces tells how many, whatever its readers made of it.
    private static bool Counts(List<Word> words, int at) => at + 1 < words.Count && words[at + 1].Text.TrimEnd('.', ',', ';').ToLowerInvariant() is "tab" or "tabs" or "tablet" or "tablets" or "cap" or "caps" or "capsule" or "capsules" or "puff" or "puffs" or "drop" or "drops" or "unit" or "units";

    // Every reader said this and nothing else; only the ink was faint. Where ink lies over or beside a word, the reading's confidence is low.
    private static bool IsReadAlike(Word word) => word is { Alternatives.Count: 0, Confidence: >= ReadAlike };

    // Something printed elsewhere speaks for the number: the drug is made in this strength; the range and the flag fit the value.
    private static bool IsBorneOut(Finding finding, Word word) => (finding, Leading(word.Text)) switch
    {
        (MedicationFinding { Dosing: { } dosing } drug, { } number) => dosing.Dose is { Comparator: null } dose && dose.Value == number && Milligrams(dose) is { } milligrams
            && (drug.Concept.Codes.Select(code => code.Display).Append(drug.Concept.Text).OfType<string>().Any(name => KnownStrengths.Has(name, milligrams))),
        (ObservationFinding { Value: { Comparator: null } value, ReferenceRange: { } range } result, { } number) => value.Value == number && Fits(value.Value, range, result.Flag),
        _ => false,
    };

    // "A1C" or "Alc", "HbA1c" under a stamp: whatever its letters look like, one test is meant, and its value fits the range and the flag beside it.
    private static bool IsKnownTest(Finding finding, Word word) =>
        finding is ObservationFinding { Value: { Comparator: null } value, ReferenceRange: { } range } result && word.Confidence >= NamedWord && word.Text.Any(char.IsLetter)
        && (word.Alternatives.Count > 0 ? word.Alternatives.All(other => Shape(other) == Shape(word.Text)) : word.Text.Length >= LongName)
        && Fits(value.Value, range, result.Flag);

    private static string Shape(string word) => string.Concat(word.Select(letter => letter switch
    {
        'l' or 'I' or '|' => '1',
        'O' or 'o' => '0',
        _ => char.ToLowerInvariant(letter),
    }));

    private static decimal? Milligrams(Quantity dose) => dose.Unit switch
    {
        "mg" => dose.Value,
        "g" => dose.Value * 1000,
        "mcg" or "µg" or "ug" => dose.Value / 1000,
        _ => null,
    };

    private static bool Fits(decimal value, string range, string? flag)
    {
        var (low, high) = Bounds(range);
        if (low is null && high is null) return false;
        return flag is null or "N" ? !(value < low) && !(value > high) : flag[0] == 'L' ? value < low : flag[0] == 'H' && value > high;
    }

    private static (decimal? Low, decimal? High) Bounds(string range)
    {
        var numbers = range.Split(['-', '<', '>', ' ', '=', '–'], StringSplitOptions.RemoveEmptyEntries).Select(Numbers.Parse).ToList();
        return numbers switch
        {
            [{ } low, { } high] when low < high => (low, high),
            [{ } only] when range.Contains('<', StringComparison.Ordinal) => (null, only),
            [{ } only] when range.Contains('>', StringComparison.Ordinal) => (only, null),
            _ => (null, null),
        };
    }

    private static decimal? Leading(string word) =>
        Numbers.Parse(string.Concat(word.TakeWhile(letter => char.IsAsciiDigit(letter) || letter is '.' or ',')).TrimEnd('.', ','));

    // A scan loses decimal points: 23 beside a range of 0.4 to 4.0 was 2.3 on paper as likely as not.
    private static string? LostPoint(Finding finding)
    {
        if (finding is not ObservationFinding { Value: { Value: var value }, ReferenceRange: { } range } || value != decimal.Truncate(value)) return null;
        var bounds = range.Split(['-', '<', '>', ' ', '=', '–'], StringSplitOptions.RemoveEmptyEntries);
        if (!bounds.Any(bound => bound.Contains('.', StringComparison.Ordinal) || bound.Contains(',', StringComparison.Ordinal))) return null;
        return Numbers.Parse(bounds[^1]) is { } upper && value > 3 * upper ? "the decimal point may be lost" : null;
    }
}
