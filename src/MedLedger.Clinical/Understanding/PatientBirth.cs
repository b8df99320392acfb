using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain;

namespace MedLedger.Clinical.Understanding;

/// <summary>Finds the patient's birth date.</summary>
internal static class PatientBirth
{
    private const int Window = 40;
    private const int Line = 160;
    private const int Head = 1500;
    private const int UnlabelledHead = 400;
    private const int TopLines = 3;

    // Up to this year a paper may tell of a newborn.
    private const int NewestBirth = 2026;

    private const string Words = @"date of birth|birth ?date|d\.?\s?o\.?\s?b\.?|born|geburtsdatum|geboren|geb\.?[- ]?dat(?:um|\.)?|geb\.?|né[e]?\(?e?\)? le|d\.?d\.?n\.?|date de naissance|f(?:echa|\.)? ?(?:de )?nac(?:imiento|\.)?|f\.?n\.?|nacid[oa] el|nat[oa] (?:a [\p{L} ]{2,20} )?il|data (?:di )?nascita|d\. ?nascita|geboortedatum";
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // An asterisk before the date is the birth only behind a name ("Huber, Lena, *09.12.1944"): at the start of a line it is a bullet.
    private static readonly Regex Label = new($@"(?:\b(?:{Words})\s*(?:\([^)\n]{{1,14}}\))?\s*[:;,(|]?\s*(?:on |am |le |el )?|[\p{{L}}.,;)] {{0,6}}\(?\*\s?)$", Flags);
    // "Insured: Gwen Rees   DOB …"
    private static readonly Regex OthersLine = new(@"\b(?:insured|subscriber|guarantor|policy ?holder|next of kin|nok|emergency contact|donor|mother|father|parent|spouse|partner|husband|wife|versicherte(?:/?[rn])?|hauptversicherte[rn]?|mitglied|assurée?|asegurad[oa]|titular|mutter|vater|mère|père|madre|padre|ehemann|ehefrau)(?:['’]s)?(?: name)?\s*:[^\n]*$", Flags);
    private static readonly Regex PatientLabel = new(@"\b(?:patient(?:in)?|pt|resident|client|paciente|paziente|re|infant|baby|child)(?:['’]s)?(?: name)?\s*:", Flags);
    private static readonly Regex HeadOfColumn = new($@"^\W{{0,3}}(?:{Words})\b", Flags);
    private static readonly Regex Others = new($@"\b(?:mother|father|mom|dad|mum|parent|spouse|partner|husband|wife|donor|subscriber|insured|guarantor|holder|baby|infant|child|son|daughter|sister|brother|twin|mutter|vater|mère|père|madre|padre)(?:['’]?s)?[\s,(:]{{0,3}}(?:{Words})[^\n]*$", Flags);

    /// <summary>A labelled date is the birth date; without a label, a date in the head that is years older than the newest one and stands beside a name.</summary>
    public static DateInText? Find(string text, IReadOnlyList<DateInText> dates) => Labelled(text, dates) is { } found ? InItsCentury(text, found, dates) : null;

    // "DOB 3.10.34" on a letter of 2025: nobody is born after the day on which the paper was written.
    private static DateInText InItsCentury(string text, DateInText birth, IReadOnlyList<DateInText> dates)
    {
        if (birth.Date.Year <= NewestBirth || text[birth.Start..birth.End].Contains(birth.Date.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)) return birth;
        var others = dates.Where(date => date.Start != birth.Start).Select(date => date.Date.Year).DefaultIfEmpty(NewestBirth).Max();
        return birth.Date.Year > others ? birth with { Date = PartialDate.TryCreate(birth.Date.Year - 100, birth.Date.Month, birth.Date.Day) ?? birth.Date } : birth;
    }

    private static DateInText? Labelled(string text, IReadOnlyList<DateInText> dates)
    {
        foreach (var date in dates)
            if (date.Date.Day is not null && IsLabelled(text, date.Start) && !IsOthers(text, date.Start)) return date;
        foreach (var date in dates.TakeWhile(date => date.Start < Head))
            if (date.Date.Day is not null && IsUnderLabel(text, date.Start)) return date;
        var head = dates.Where(date => date.Start < UnlabelledHead && date.Date.Day is not null).ToList();
        if (head.Count < 2) return null;
        var newest = head.Max(date => date.Date);
        foreach (var date in head)
            // "Tdap (Boostrix)   30.06.2014" in a list below the head names a vaccine.
            if (date.Date.Year < newest.Year - 1 && !(HeadLines.Between(text, 0, date.Start) > TopLines && text[HeadLines.Start(text, date.Start)..date.Start].TrimEnd().EndsWith(')')) && PatientName.Before(text[HeadLines.Start(text, date.Start)..date.Start]) is not null) return date;
        return null;
    }

    public static bool IsLabelled(string text, int at) => Label.IsMatch(HeadLines.Before(text, at, Window));

    public static string WithoutLabel(string before) => Label.Replace(before, match => match.Value.Contains('*', StringComparison.Ordinal) ? match.Value[..1] : "");

    private static bool IsOthers(string text, int at)
    {
        if (Others.IsMatch(HeadLines.Before(text, at, Window))) return true;
        var line = HeadLines.Before(text, at, Line);
        line = line[(line.LastIndexOf('\n') + 1)..];
        return OthersLine.Match(line) is { Success: true } other && !PatientLabel.IsMatch(line[other.Index..]);
    }

    // "Patient Name        DOB" above "REES, Tomos         22/06/1952".
    private static bool IsUnderLabel(string text, int at)
    {
        var line = HeadLines.Start(text, at);
        if (line == 0) return false;
        var above = HeadLines.Line(text, line - 1);
        var column = Math.Max(0, at - line - 2);
        return column < above.Length && HeadOfColumn.IsMatch(above[column..].TrimStart());
    }
}
