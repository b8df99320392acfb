using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Understanding;

/// <summary>The patient's home without a label: right below the name, "4 Tinners Row, Harcombe TR99 9XX   Tel: …"; in German "wohnhaft Am Mühlgraben 7, 31999 Hainwalde".</summary>
internal static class HomeLine
{
    private const int Longest = 80;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex Lives = new(@"\bwohnhaft(?: in)?:?\s+(?<address>\p{Lu}[^\n|;]{5,80})", Flags);
    // A number with a street, or two places parted by a comma.
    private static readonly Regex Home = new(@"^(?:(?:Flat|Apt|Unit|Apartment|House)\.? ?[0-9A-Z]{1,5},? )?(?:[0-9]{1,5}[A-Za-z]?,? )?\p{Lu}[\p{L}'’. -]*(?:, ?[\p{L}0-9'’. -]+)+$", Flags);
    private static readonly Regex PostCode = new(@"(?:\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}|\b[A-Z]{2},? [0-9]{5}(?:-[0-9]{4})?|\b[0-9]{4,5}|\b[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9])$", Flags);
    private static readonly Regex Phone = new(@"^(?:(?:tele)?phone|tel|mob|mobile|home|cell|ph|tél)\b", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex PhoneBehind = new($@"[\s,]+(?:(?:(?:tele)?phone|tel|mob|mobile|home|cell|ph)\.?:? ?)?{PatientPhone.Number}$", Flags | RegexOptions.IgnoreCase);
    // "5 rue des Tanneurs, 35000 Rennes", "Am Mühlgraben 7, 31999 Hainwalde": the postal code before the town.
    private static readonly Regex CodeBeforeTown = new(@"^(?:[0-9]{1,5}(?: ?(?:bis|ter|[A-Za-z]))?,? \p{L}[\p{L}'’. -]{3,40}|\p{Lu}[\p{L}'’. -]{3,40} [0-9]{1,4} ?[a-z]?), ?(?:[A-Z]{1,2}-)?[0-9]{4,5} \p{Lu}[\p{L}'’. -]{2,40}$", Flags);
    private static readonly Regex Numbered = new(@"^[0-9]{1,5}[A-Za-z]?,? ", Flags);

    public static string? Below(string head, IReadOnlyList<int> patientAt, List<TextSpan> spans)
    {
        if (Lives.Match(head) is { Success: true } said && !OtherPeople.IsNamed(head[HeadLines.Start(head, said.Index)..said.Index].Split(',')[^1]))
        {
            var value = said.Groups["address"].Value.Split("  ")[0].TrimEnd(' ', '.', ',');
            spans.Add(new(said.Groups["address"].Index, said.Groups["address"].Index + value.Length));
            return value;
        }

        foreach (var at in patientAt.Where(at => at < head.Length))
        {
            var next = HeadLines.End(head, at) + 1;
            if (((next < head.Length ? Address(head, next) : null) ?? Beside(head, at)) is { } home)
            {
                spans.Add(home);
                return head[home.Start..home.End];
            }
        }

        return null;
    }

    // "M. LAMBERT Yves   Né le 02/03/1950   12 rue Haute, 67000 Strasbourg   Tél …": in a column of the patient's own line.
    private static TextSpan? Beside(string head, int at)
    {
        foreach (var (start, text) in HeadLines.Columns(head, at, HeadLines.End(head, at)))
        {
            if (OtherPeople.IsNamed(text)) return null;
            if (start > at && text.Length <= Longest && (CodeBeforeTown.IsMatch(text) || (Numbered.IsMatch(text) && Home.IsMatch(text) && PostCode.IsMatch(text)))) return new(start, start + text.Length);
        }

        return null;
    }

    /// <summary>The address that opens a line: with a postal code at its end, or a house number or a place before a telephone.</summary>
    public static TextSpan? Address(string head, int line)
    {
        var columns = HeadLines.Columns(head, line, HeadLines.End(head, line));
        if (columns.Count == 0 || columns[0].Text.Length is < 8 or > Longest) return null;
        var (start, text) = columns[0];
        // "6 Quarry Cottages, Thornby TB4 3LL Tel 01632 960771": the telephone is no part of the address.
        if (PhoneBehind.Match(text) is { Success: true } number && PostCode.IsMatch(text[..number.Index])) text = text[..number.Index];
        if (!Home.IsMatch(text) || OtherPeople.IsNamedInHome(text)) return null;
        var phone = columns.Count > 1 && Phone.IsMatch(columns[1].Text);
        return PostCode.IsMatch(text) && (Numbered.IsMatch(text) || phone) || phone ? new(start, start + text.Length) : null;
    }
}
