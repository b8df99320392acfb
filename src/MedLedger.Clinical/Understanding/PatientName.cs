using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>A name and where it stands.</summary>
internal sealed record NamedAt(PersonName Name, int Start, int End);

/// <summary>Finds the patient's name among the names of a head: behind its label, else beside the birth date. A doctor's or a relative's is never taken.</summary>
internal static class PatientName
{
    private const int LongestName = 60;
    private const int Block = 4;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Label = new(@"(?:^|[\n|]|\s{2}|[.;] )[^\S\n]*(?<label>(?<own>patient(?:['’]?s)?(?: full)? names?|patient(?:in)?|pat|resident(?:['’]s)? name|name (?:des patienten|der patientin|of patient)|nom du patient|nombre del paciente|paciente|paziente|patiënt|pt|(?:child|infant|baby|student|inmate)(?:['’]?s)? names?|name of (?:child|infant|resident|client))|(?<family>(?:nach)?name ?[,/] ?vorname|(?:sur|family |last )name ?[,/] ?(?:fore|first |given )?names?|nom ?(?:,|/|et) ?prénoms?|apellidos ?(?:,|/|y) ?nombres?|cognome ?(?:,|/|e) ?nome)|(?<said>concerne|betrifft|betr|re)|(?<weak>client(?: name)?|resident|full name|name|nom|naam))\.?(?:\s*\((?<hint>[^)\n]{1,30})\))?\s*(?<mark>[:.|–-]?)\s+", Flags);
    private static readonly Regex FamilyPart = new(@"(?:^|[\n|]|\s{2}|[.;,] )[^\S\n]*(?:(?:patient(?:['’]s)? )?(?:surname|family name|last name)|nachname|familienname|nom(?: de famille| d['’]usage)?|apellidos?|cognome|achternaam)\s*:\s*(?<part>[^\n|:]{2,40})", Flags);
    private static readonly Regex GivenPart = new(@"\b(?:forenames?|first(?: names?)?|given names?|vornamen?|prénoms?|nombres?|nome|voornaam)\s*:\s*(?<part>[^\n|:]{2,40})", Flags);
    // "Client: Harbour Urology": who ordered the tests.
    private static readonly Regex Department = new(@"(?:ology|iatrics|iatry|edics|paedics|surgery|oncology|medicine|health|group|associates|physicians|partners|clinic|hospital)$", Flags);
    private static readonly Regex LastFirst = new(@"(?:last|family|sur)[^,/]{0,8}[,/] ?(?:first|given|fore)", Flags);
    private static readonly Regex Letters = new(@"^[,\s]{1,2}(?:MD|M\.D\.|DO|RN|LPN|NP|PA-C|FRCP|FRCS|MRCGP|MBBS|Consultant)\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex TitledBeforeBirth = new(@"\b(?:Mrs|Miss|Ms|Mme|Mlle|Madame|Monsieur|M|Frau|Mister|Mr|Herrn?|Sra?|Don|Doña)\.? (?<name>\p{Lu}[\p{L}'’.-]*(?: (?:(?:van|von|de|der|zu) )?\p{Lu}[\p{L}'’.-]*){1,4})\s*[,(]?\s*(?:(?i:born|geboren|geb\.?|d\.?o\.?b\.?|date of birth|née? le|nacid[oa] el|nat[oa] il)|\*)\s*[:.]?\s*(?:am |on )?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    // "I saw Ada Fell (DOB …)", "for review of Ada Fell, born …"
    private static readonly Regex SpokenBeforeBirth = new(@"\b(?:saw|seen|reviewed|review of|met|assessed|examined|seeing|regarding|about|for|of|patient|lady|gentleman|man|woman|with) (?<name>\p{Lu}[\p{L}'’-]+(?: (?:(?:van|von|de|der|zu) )?\p{Lu}[\p{L}'’-]+){1,3})\s*[,(]\s*(?i:born|d\.?o\.?b\.?|date of birth)\s*[:.]?\s*(?:on )?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    // "NHS No 943 476 5919", "MRN 3011847", "Male", "76 y"
    private static readonly Regex NumberColumn = new(@"^(?:[^\d]{0,24}\d[\d\s/.-]*[A-Z]{0,3}|[A-Z]{1,4}-?\d[\dA-Z-]*|\(?\d{1,3} ?y\w*\)?|male|female|m|f|w)$", Flags);

    public static NamedAt? Find(string head, DateInText? birth) => Labelled(head, birth) ?? InParts(head) ?? (birth is { } born && born.Start <= head.Length ? BesideBirth(head, born.Start) : null);

    /// <summary>The name that the words before a birth date end with.</summary>
    public static PersonName? Before(string before)
    {
        var text = PatientBirth.WithoutLabel(before).TrimEnd(' ', '(', ',', '-', ':', ';', '|');
        foreach (var separator in (string[])["  ", " - ", ". ", " / ", ": ", "\t", "|"])
        {
            var cut = text.LastIndexOf(separator, StringComparison.Ordinal);
            if (cut >= 0 && !(separator == ". " && text[..cut].EndsWith("Dr", StringComparison.Ordinal))) text = text[(cut + separator.Length)..];
        }

        foreach (var lead in (string[])["Patient ", "Pt ", "Name "])
            if (text.StartsWith(lead, StringComparison.OrdinalIgnoreCase)) text = text[lead.Length..];
        // "I, Ada FELL, born …": who signs a declaration.
        if (text.StartsWith("I, ", StringComparison.Ordinal)) text = text[3..];
        return OtherPeople.IsPlace(text) ? null : NameWords.Read(text, fromStart: false, out _);
    }

    // "Name: H. Bauman" of the clinician stands in the same head as "Resident Name (last, first): PETTIGREW, Orville".
    private static NamedAt? Labelled(string head, DateInText? birth)
    {
        NamedAt? best = null;
        var most = int.MinValue;
        foreach (var match in Labels(head))
        {
            var start = match.Index + match.Length;
            var end = Math.Min(Math.Min(head.Length, start + LongestName), HeadLines.End(head, start));
            var value = head[start..end].Split('|')[0];
            var familyFirst = match.Groups["family"].Success || LastFirst.IsMatch(match.Groups["hint"].Value);
            if (NameWords.Read(value, fromStart: true, out var length, familyFirst) is not { } name) continue;
            if (IsOthers(head, match, value, length, birth)) continue;
            var isNear = birth is { } born && born.Start < head.Length && HeadLines.Between(head, start, born.Start) <= 2;
            if (match.Groups["said"].Success && !isNear && !IsPersons(value, name)) continue;
            var worth = Worth(match, name) + (isNear ? 3 : 0);
            if (worth <= most) continue;
            (most, best) = (worth, new(name, start, start + length));
        }

        return best;
    }

    // What follows a label may be the next one: "PATIENT" / "Name: …".
    private static IEnumerable<Match> Labels(string head)
    {
        var from = 0;
        while (from <= head.Length && Label.Match(head, from) is { Success: true } match)
        {
            yield return match;
            // A label without a mark behind it ("cc: clinic; patient") ends where it ends, and each search begins further on.
            from = Math.Max(match.Index + 1, match.Groups["mark"] is { Success: true } mark ? mark.Index + mark.Length : match.Index + match.Length);
        }
    }

    private static int Worth(Match label, PersonName name) =>
        (label.Groups["own"].Success || label.Groups["family"].Success ? 4 : 2) - (NameWords.IsInitialed(name) ? 4 : 0);

    // "Re: Chest Pain" is no person; "Re: Mrs Ada Fell", "Re: FELL, Ada" is.
    private static bool IsPersons(string value, PersonName name) => IsTitled(value) || value.Contains(',', StringComparison.Ordinal) || (value.Split(' ').Any(NameWords.IsShouted) && name.Text.Any(char.IsLower) && value.Any(char.IsLower));

    private static bool IsOthers(string head, Match match, string value, int length, DateInText? birth)
    {
        var label = match.Groups["label"];
        var mark = match.Groups["mark"].Value;
        if (mark != ":" && label.Value is var word && (word.Equals("nom", StringComparison.OrdinalIgnoreCase) || (word.Equals("re", StringComparison.OrdinalIgnoreCase) && word != "RE" && word != "Re"))) return true;
        var start = HeadLines.Start(head, label.Index);
        if (OtherPeople.OwnName(match.Groups["hint"].Value)) return true;
        if (birth is { } born && born.Start > label.Index && born.Start < HeadLines.End(head, label.Index + label.Length)) return false;
        // "PATIENT ADMISSION ASSESSMENT" is a heading.
        if (mark.Length == 0 && !head[start..HeadLines.End(head, label.Index)].Any(char.IsLower)) return true;
        if (Letters.IsMatch(value[length..])) return true;
        if (match.Groups["own"].Success) return false;
        return OtherPeople.OwnName(head[start..label.Index]) || OtherPeople.IsProfessional(value.Split(' ')[0]) || (match.Groups["weak"].Success && (IsUnderOthersHeading(head, start) || OtherPeople.IsPlace(value[..length]) || Department.IsMatch(value[..length])));
    }

    // "NEXT OF KIN" / "Relationship: wife" / "Name: Ada Fell": the name is of whom the block is headed by.
    private static bool IsUnderOthersHeading(string head, int lineStart)
    {
        for (var lines = 0; lines < Block && lineStart > 0; lines++)
        {
            var start = HeadLines.Start(head, lineStart - 1);
            var line = head[start..(lineStart - 1)].Trim();
            if (line.Length == 0) return false;
            if (!line.Any(char.IsAsciiDigit) && line.IndexOf(':', StringComparison.Ordinal) is var mark && (mark < 0 || mark == line.Length - 1))
                return line.Length < LongestName && OtherPeople.OwnName(line);
            lineStart = start;
        }

        return false;
    }

    // "Nom : LEFEBVRE   Prénom : Monique", on one line or on two.
    private static NamedAt? InParts(string head)
    {
        if (FamilyPart.Match(head) is not { Success: true } family) return null;
        var from = HeadLines.Start(head, family.Groups["part"].Index);
        var line = HeadLines.End(head, family.Index + 1);
        var to = line < head.Length ? HeadLines.End(head, line + 1) : line;
        if (OtherPeople.OwnName(head[from..family.Groups["part"].Index]) || IsUnderOthersHeading(head, from)) return null;
        if (GivenPart.Match(head[from..to]) is not { Success: true } given) return null;
        var whole = $"{First(family)}, {First(given)}";
        return NameWords.Read(whole, fromStart: false, out _) is { } name ? new(name, family.Groups["part"].Index, from + given.Index + given.Length) : null;
    }

    private static string First(Match part)
    {
        var value = part.Groups["part"].Value.Split("  ")[0].Trim();
        foreach (var label in (string[])["prénom", "vorname", "nombre", "forename", "first name", "given name", "nome"])
            if (value.IndexOf(label, StringComparison.OrdinalIgnoreCase) is var cut and > 0) value = value[..cut];
        return value.Trim(' ', ',', ';', '.');
    }

    private static NamedAt? BesideBirth(string head, int birth)
    {
        var start = HeadLines.Start(head, birth);
        // "… über Herrn Gerwin Ostertag, geb. 30.09.1951": the title before the birth date opens the name.
        if (TitledBeforeBirth.Match(head[start..birth]) is { Success: true } titled && NameWords.Read(titled.Groups["name"].Value, fromStart: true, out var length) is { } spoken)
            return new(spoken, start + titled.Groups["name"].Index, start + titled.Groups["name"].Index + length);
        if (Before(head[start..birth]) is { } found) return new(found, start, birth);
        if (SpokenBeforeBirth.Match(head[start..birth]) is { Success: true } said && NameWords.Read(said.Groups["name"].Value, fromStart: true, out var whole) is { } seen)
            return new(seen, start + said.Groups["name"].Index, start + said.Groups["name"].Index + whole);
        return InColumn(head, start, birth) ?? OnLineAbove(head, start);
    }

    // "Mr Gareth REES       NHS No 943 476 5919      Date of Birth 22-Jul-1948": a titled name in another column, or the line's first before numbers alone.
    private static NamedAt? InColumn(string head, int start, int birth)
    {
        var columns = HeadLines.Columns(head, start, HeadLines.End(head, birth));
        foreach (var column in columns)
            if (IsTitled(column.Text) && Name(column) is { } titled) return titled;
        var between = columns.Where(column => column.Start + column.Text.Length <= birth).Skip(1).SkipLast(1);
        return columns.Count > 1 && columns[0].Start < birth && between.All(column => NumberColumn.IsMatch(column.Text)) ? Name(columns[0]) : null;
    }

    private static NamedAt? OnLineAbove(string head, int start)
    {
        if (start == 0) return null;
        var above = HeadLines.Columns(head, HeadLines.Start(head, start - 1), start - 1);
        return above.Count == 1 && IsTitled(above[0].Text) ? Name(above[0]) : null;
    }

    private static bool IsTitled(string text) => text.IndexOf(' ', StringComparison.Ordinal) is var end and > 0 && text[..end].TrimEnd('.') is not ("Dr" or "Prof" or "DR" or "PROF") && NameWords.IsTitle(NameWords.Cased(text[..end]));

    private static NamedAt? Name((int Start, string Text) column) =>
        !OtherPeople.IsNamed(column.Text) && NameWords.Read(column.Text, fromStart: true, out var length) is { } name ? new(name, column.Start, column.Start + length) : null;
}
