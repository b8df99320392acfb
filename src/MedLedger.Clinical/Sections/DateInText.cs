using System.Text.RegularExpressions;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Sections;

/// <summary>A date as it stands in the text. <paramref name="Ambiguous"/>: 03/07/1948 may be March or July, and nothing in the document proved which (<see cref="DateReader"/>).</summary>
internal readonly record struct DateInText(int Start, int End, PartialDate Date, bool Ambiguous);

/// <summary>Finds dates in many spellings, and settles day-month order once for the whole document.</summary>
internal static class DateReader
{
    // Short Italian and Spanish names that are also words or drugs ("mag", "set", "ago") are left out.
    private const string Months = "jan(?:uary|uari|uar|vier|v|eiro)?|j[äa]nner|feb(?:ruary|ruari|ruar|rero|braio)?|f[ée]v(?:rier|r|ereiro)?|mar(?:ch|s|zo|ço)?|m[äa]rz|mrz|maart|mrt|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|may|mayo|mai|maio|mei|maggio|june?|juni|juin|junio|giugno|july?|juil(?:let)?|juli|julio|luglio|aug(?:ust|ustus)?|ao[ûu]t|agosto|sept?(?:ember|embre|iembre)?|setiembre|settembre|setembro|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|déc(?:embre)?|decembre|dezember|dez(?:embro)?|dic(?:iembre|embre)?|enero|ene|gennaio|febbraio";

    private static readonly Regex Pattern = new(
        string.Join('|',
        [
            @"\b(?<y>\d{4})-(?<m>\d{1,2})(?:-(?<d>\d{1,2}))?\b",
            @"\b(?<y>(?:19|20)\d{2})/(?<m>\d{1,2})/(?<d>\d{1,2})\b",
            @"\b(?<a>\d{1,2})(?<s>/)(?<b>\d{1,2})/(?<y>\d{4}|\d{2})\b",
            @"\b(?<a>\d{1,2})(?<s>\.)(?<b>\d{1,2})\.(?<y>\d{4}|\d{2})\b",
            @"\b(?<a>\d{1,2})(?<s>-)(?<b>\d{1,2})-(?<y>\d{4})\b",
            // "16-Sep-25", "3 June '24": two digits are a year only where the way it is written says so.
            $@"\b(?:(?<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?(?<h>[-./ ]{{1,2}})(?:de |di |of )?)?\b(?<n>{Months}|ago|set)(?:[-/.](?<y>\d{{2}})\b|\.?,? ?['’](?<y>\d{{2}})\b|(?:\.?[-/, ]{{1,2}}|\.| de | del )(?:(?<e>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| ))?(?<y>\d{{4}})\b)",
            @"\b(?<m>\d{1,2})/(?<y>(?:19|20)\d{2})\b",
        ]),
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex MonthWord = new($"^(?:{Months})$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Most of the world writes the day first; of those who write English, the United States do not.
    private static readonly string[] European =
    [
        "geb.", " nhs", "gp ", "dnacpr", "jab", "aemia", "oedema", "paracetamol", "practise", "sulphate", "surgery ", "mmol/l", "umol/l", "µmol/l", "haem", "centre", "nocte", "salbutamol", " bd", " tds", " mane", "consultant", "eircode", "mbbs", "uhid", " opd", "co. mayo", "co. cork", "co. galway", "dublin", "kardex", " rgn", "d.o.b.", " nsw ", " vic ", " qld ",
        "né le", "née le", "nacid", "fecha", "monsieur", "madame", "antecedentes", "antécédents", "docteur", " frau ", " herr ", " herrn ", "nric", " nhi ", "singapore", "auckland", "kuala lumpur", "nigeria", "ghana",
        "bengaluru", "bangalore", "mumbai", "new delhi", "chennai", "hyderabad", "kolkata", "pune", "kerala", "kwazulu", "gauteng", "cape town", "durban", "johannesburg", "nairobi", "lagos",
    ];

    private static readonly string[] American = ["mg/dl", "ng/ml", "acetaminophen", "albuterol", "medical record number", "zip", "center", "er visit", "k/ul", "health care", " bid", " tid", " qhs", "medicaid", " lbs"];

    /// <param name="text">The text.</param>
    /// <param name="elsewhere">Whether days stand before months in what else is known of the writer; asked where the text itself proves neither.</param>
    public static List<DateInText> Find(string text, bool? elsewhere = null)
    {
        var found = new List<DateInText>();
        bool? dayFirst = null;
        List<Match> matches = [.. Pattern.Matches(text).Concat(ShortDashDates.In(text)).OrderBy(match => match.Index)];
        foreach (var match in matches)
            if (match.Groups["a"].Success && Slashed(match))
            {
                if (Number(match, "a") > 12) dayFirst ??= true;
                else if (Number(match, "b") > 12) dayFirst ??= false;
            }

        // Who writes 17.03.1940 writes the day first with slashes, too.
        if (dayFirst is null && matches.Exists(match => match.Groups["a"].Success && !Slashed(match))) dayFirst = true;
        var proven = dayFirst is not null;
        foreach (var match in matches)
            if (Read(match, dayFirst ??= elsewhere ?? LooksEuropean(text), out var ambiguous) is { } date)
                found.Add(new(Start(match), match.Index + match.Length, date, ambiguous && !proven));
        return found;
    }

    // "Prevnar 20 May 17 2023": the day stands behind the month, and the number before it belongs to another word.
    private static int Start(Match match) => match.Groups["d"].Success && match.Groups["e"].Success ? match.Groups["n"].Index : match.Index;

    private static PartialDate? Read(Match match, bool dayFirst, out bool ambiguous)
    {
        ambiguous = false;
        var year = Number(match, "y") is { } y && match.Groups["y"].Length == 2 ? y + (y > 40 ? 1900 : 2000) : Number(match, "y")!.Value;
        if (year is < 1880 or > 2100) return null;
        if (match.Groups["n"].Success) return Named(match, year);
        if (!match.Groups["a"].Success) return PartialDate.TryCreate(year, Number(match, "m"), Number(match, "d"));
        int a = Number(match, "a")!.Value, b = Number(match, "b")!.Value;
        if (!Slashed(match)) return PartialDate.TryCreate(year, b, a) ?? PartialDate.TryCreate(year, a, b);
        ambiguous = a <= 12 && b <= 12 && a != b;
        var first = dayFirst ? PartialDate.TryCreate(year, b, a) : PartialDate.TryCreate(year, a, b);
        return first ?? PartialDate.TryCreate(year, a, b) ?? PartialDate.TryCreate(year, b, a);
    }

    // "Sep-25" may be a day of September; "ago" and "set" are also words.
    private static PartialDate? Named(Match match, int year)
    {
        var joined = match.Groups["h"].Value is "-" or "/" or ".";
        if (!joined && match.Groups["n"].Value.ToLowerInvariant() is "ago" or "set") return null;
        // "AVR 2009" is the replaced valve; April is "avr. 2009" or "12 AVR 2009".
        if (match.Groups["n"].Value == "AVR" && !match.Groups["d"].Success && !match.Groups["e"].Success) return null;
        if (!joined && match.Groups["y"].Length == 2 && !match.Value.AsSpan().ContainsAny('\'', '’')) return null;
        return PartialDate.TryCreate(year, Month(match.Groups["n"].Value), Number(match, "e") ?? Number(match, "d"));
    }

    // Dots mean day first wherever they are used; slashes and hyphens differ by country.
    private static bool Slashed(Match match) => match.Groups["s"].Value != ".";

    private static bool LooksEuropean(string text) => Hints(text, European) > Hints(text, American);

    private static int Hints(string text, string[] hints) => hints.Count(hint => text.Contains(hint, StringComparison.OrdinalIgnoreCase));

    private static int? Number(Match match, string group) => match.Groups[group].Success && int.TryParse(match.Groups[group].Value, out var number) ? number : null;

    /// <summary>Whether the whole dates of a text prove that days stand before months; null where none does.</summary>
    public static bool? DayFirst(string text, IReadOnlyList<DateInText> dates)
    {
        bool? dotted = null;
        foreach (var date in dates)
        {
            var parts = text[date.Start..date.End].Split('/', '-', '.');
            if (parts.Length != 3 || !int.TryParse(parts[0], out var a) || !int.TryParse(parts[1], out var b) || a > 31) continue;
            if (text[date.Start..date.End].Contains('.', StringComparison.Ordinal)) dotted = true;
            else if (a > 12 || b > 12) return a > 12;
        }

        return dotted;
    }

    /// <summary>How the dates of a text were read, and whether any of them proves it. Dots prove it: they mean day first everywhere.</summary>
    public static DayOrder OrderOf(string text, IReadOnlyList<DateInText> dates)
    {
        if (DayFirst(text, dates) is { } proven) return proven ? DayOrder.DayFirst : DayOrder.MonthFirst;
        foreach (var date in dates)
            if (date.Ambiguous) return int.Parse(text.AsSpan(date.Start, text.AsSpan(date.Start).IndexOfAny('/', '-')), System.Globalization.CultureInfo.InvariantCulture) == date.Date.Day ? DayOrder.AssumedDayFirst : DayOrder.AssumedMonthFirst;
        return DayOrder.NotAsked;
    }

    /// <summary>The month that a word names; null for any other word.</summary>
    public static int? MonthOf(string word) => MonthWord.IsMatch(word) ? Month(word) : null;

    // Three letters tell the month in every one of these languages, but for June and July in French.
    private static int Month(string name) => name[..3].ToLowerInvariant() switch
    {
        "jan" or "jän" or "ene" or "gen" => 1,
        "feb" or "fev" or "fév" => 2,
        "mar" or "mär" or "mrz" or "maa" or "mrt" => 3,
        "apr" or "avr" or "abr" => 4,
        "may" or "mai" or "mei" or "mag" => 5,
        "jun" or "giu" => 6,
        "jul" or "lug" => 7,
        "jui" => name.Length > 3 && name[3] is 'n' or 'N' ? 6 : 7,
        "aug" or "aoû" or "aou" or "ago" => 8,
        "sep" or "set" => 9,
        "oct" or "okt" or "ott" or "out" => 10,
        "nov" => 11,
        _ => 12,
    };
}
