using System.Text.RegularExpressions;
using MedLedger.Domain;

namespace MedLedger.Clinical.Sections;

/// <summary>A date as it stands in the text. <paramref name="Ambiguous"/>: 03/07/1948 may be March or July, and nothing in the document proved which (<see cref="DateReader"/>).</summary>
internal readonly record struct DateInText(int Start, int End, PartialDate Date, bool Ambiguous);

/// <summary>Finds dates in many spellings, and settles day-month order once for the whole document.</summary>
internal static class DateReader
{
    private const string Months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember";

    private static readonly Regex Pattern = new(
        $@"\b(?<y>\d{{4}})-(?<m>\d{{1,2}})(?:-(?<d>\d{{1,2}}))?\b|\b(?<a>\d{{1,2}})(?<s>/)(?<b>\d{{1,2}})/(?<y>\d{{4}}|\d{{2}})\b|\b(?<a>\d{{1,2}})(?<s>\.)(?<b>\d{{1,2}})\.(?<y>\d{{4}}|\d{{2}})\b|\b(?<a>\d{{1,2}})(?<s>-)(?<b>\d{{1,2}})-(?<y>\d{{4}})\b|\b(?<d>\d{{1,2}})(?:st|nd|rd|th)?[-. ]{{1,2}}(?<n>{Months})[-., ]{{1,2}}(?<y>\d{{4}})\b|\b(?<n>{Months})\.? (?<d>\d{{1,2}})(?:st|nd|rd|th)?, ?(?<y>\d{{4}})\b|\b(?<n>{Months})\.? (?<d>\d{{1,2}}) (?<y>\d{{4}})\b|\b(?<n>{Months})\.?[-, ]{{1,2}}(?<y>\d{{4}})\b|\b(?<m>\d{{1,2}})/(?<y>(?:19|20)\d{{2}})\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex MonthWord = new($"^(?:{Months})$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] European = ["geb.", " nhs", "gp ", "dnacpr", "jab", "aemia", "oedema", "paracetamol", "practise", "sulphate", "surgery ", "mmol/l", "umol/l", "µmol/l", "haem", "centre", "nocte", "salbutamol"];
    private static readonly string[] American = ["mg/dl", "ng/ml", "acetaminophen", "albuterol", "medical record number", "zip", "center", "er visit", "k/ul", "health care"];

    public static List<DateInText> Find(string text)
    {
        var found = new List<DateInText>();
        bool? dayFirst = null;
        var matches = Pattern.Matches(text);
        foreach (Match match in matches)
            if (match.Groups["a"].Success && Slashed(match))
            {
                if (Number(match, "a") > 12) dayFirst ??= true;
                else if (Number(match, "b") > 12) dayFirst ??= false;
            }

        var proven = dayFirst is not null;
        foreach (Match match in matches)
            if (Read(match, dayFirst ??= LooksEuropean(text), out var ambiguous) is { } date)
                found.Add(new(match.Index, match.Index + match.Length, date, ambiguous && !proven));
        return found;
    }

    private static PartialDate? Read(Match match, bool dayFirst, out bool ambiguous)
    {
        ambiguous = false;
        var year = Number(match, "y") is { } y && match.Groups["y"].Length == 2 ? y + (y > 40 ? 1900 : 2000) : Number(match, "y")!.Value;
        if (year is < 1880 or > 2100) return null;
        if (match.Groups["n"].Success) return PartialDate.TryCreate(year, Month(match.Groups["n"].Value), Number(match, "d"));
        if (!match.Groups["a"].Success) return PartialDate.TryCreate(year, Number(match, "m"), Number(match, "d"));
        int a = Number(match, "a")!.Value, b = Number(match, "b")!.Value;
        if (!Slashed(match)) return PartialDate.TryCreate(year, b, a) ?? PartialDate.TryCreate(year, a, b);
        ambiguous = a <= 12 && b <= 12 && a != b;
        var first = dayFirst ? PartialDate.TryCreate(year, b, a) : PartialDate.TryCreate(year, a, b);
        return first ?? PartialDate.TryCreate(year, a, b) ?? PartialDate.TryCreate(year, b, a);
    }

    // Dots mean day first wherever they are used; slashes and hyphens differ by country.
    private static bool Slashed(Match match) => match.Groups["s"].Value != ".";

    private static bool LooksEuropean(string text) => Hints(text, European) > Hints(text, American);

    private static int Hints(string text, string[] hints) => hints.Count(hint => text.Contains(hint, StringComparison.OrdinalIgnoreCase));

    private static int? Number(Match match, string group) => match.Groups[group].Success && int.TryParse(match.Groups[group].Value, out var number) ? number : null;

    /// <summary>The month that a word names; null for any other word.</summary>
    public static int? MonthOf(string word) => MonthWord.IsMatch(word) ? Month(word) : null;

    private static int Month(string name) => name[..3].ToLowerInvariant() switch
    {
        "jan" => 1,
        "feb" => 2,
        "mar" or "mär" => 3,
        "apr" => 4,
        "may" or "mai" => 5,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" => 9,
        "oct" or "okt" => 10,
        "nov" => 11,
        _ => 12,
    };
}
