using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Understanding;

/// <summary>Reads the patient's numbers: only behind a label of their own, or bare on the line of the birth date.</summary>
internal static class PatientNumbers
{
    private const int Near = 4;
    private const int Most = 3;
    private const int Window = 24;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const string No = @"(?: ?(?:no\.?|n[º°]|number|nr\.?|#|id))";

    private static readonly Regex Nhs = new(@"\bnhs\s*(?:no\.?|number|#)?\s*[:#]?\s*(?<id>[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})\b", Flags | RegexOptions.IgnoreCase);
    // "Medicare No: 2123 45670 1": ten digits in groups of four, five and one, and the number of the person on the card.
    private static readonly Regex Medicare = new(@"\bmedicare(?: card)?\s*(?:no\.?|number|#)?\s*[:#]?\s*(?<id>[0-9]{4} ?[0-9]{5} ?[0-9](?: ?[/-] ?[0-9])?)\b", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Own = new($@"\b(?:(?<label>mrn|m\.?r\.? ?(?:#|no\.?)|hcn|health card(?: ?(?:no\.?|number|#))?|gms{No}|medical card{No}|urn|ihi|mrd(?: no\.?)?|nhi|uhid|ipp|nhc|phn|chi(?:{No})?|ur{No}|record(?: no\.?| number)|medical record(?: number| no\.?)?|(?:patient|resident|pat|client){No}|pat\.-nr\.?|patienten-?(?:nr\.?|nummer|id)|hosp(?:ital|\.)?{No}|unit{No}|nhs{No}|chart{No}|folder{No}|opd{No}|cr{No}|n[º°o]\.? ?(?:de )?(?:h\.?[ªa]\.?|h\.?c\.?|historia)(?: cl[ií]nica)?|n[°º]? ?(?:de )?dossier|dossier(?: n[°º])?)|(?<loose>id|folder|ur|nip|nam|nr\.|case{No}|fall-?nr\.?|fallnummer))(?<gap>\s*[:#=|]+\s*|\s+|)(?<id>[A-Z]{{0,4}}[-. /]?[A-Z0-9]*[0-9][A-Z0-9]*(?:[-/][A-Z0-9]+)*)", Flags | RegexOptions.IgnoreCase);
    private static readonly Regex Bare = new(@"\b(?<id>[A-Z]{1,4}[0-9]{0,2}[- ]?[0-9]{2,}(?:-[A-Z0-9]+)*)\b", Flags);
    private static readonly Regex Grouped = new(@"^(?: [0-9]{2,4})+", Flags);
    // "LAB ID", "Visit Nr.", "Donor MRN", "Tel.-Nr." number something or somebody else.
    private static readonly Regex OfElse = new(@"\b(?:lab|labor|laboratory|sample|specimen|order|accession|visit|encounter|episode|member|group|policy|provider|npi|claim|device|serial|model|doctor|physician|staff|user|operator|employee|tax|report|document|batch|lot|tel|telefon|fax|konto|bank|haus|zimmer|station|room|bed|rx|plan|payer|insurance|donor|mother|mother's|father|baby|twin|proben?|auftrags|befund|versicherten|mitglieds|kassen)(?:[- ]?(?:nr|no|id|number))?[\s.:/-]*$", Flags | RegexOptions.IgnoreCase);
    // "AGE 62", "NV 89406": what stands before a number without being part of it.
    private static readonly Regex NoNumber = new(@"^(?:(?:AGE|DOS|DOB|DOA|DOD|DOV|RM|ROOM|BED|PG|PAGE|WT|HT|TEL|PH|FAX|EXT|NHS|BP|HR|ICD|LMP|ESI|GA|RX|BOX|WARD|BAY|UNIT|SEX|YRS)[- ]?[0-9]|[MFWVH][- ]?[0-9]{1,3}$|[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?$)", Flags);

    public static List<PatientIdentifier> Read(string head, IReadOnlyList<DateInText> dates, IReadOnlyList<int> patientAt, int? afterBirth, List<TextSpan> spans)
    {
        var found = new List<PatientIdentifier>();
        foreach (Match match in Nhs.Matches(head))
        {
            if (OfElse.IsMatch(HeadLines.Before(head, match.Index, Window))) continue;
            // Ten digits in groups (NHS Data Dictionary, "NHS NUMBER").
            found.Add(new(string.Concat(match.Groups["id"].Value.Where(char.IsAsciiDigit)), "https://fhir.nhs.uk/Id/nhs-number"));
            spans.Add(new(match.Groups["id"].Index, match.Groups["id"].Index + match.Groups["id"].Length));
            break;
        }

        foreach (var card in Medicare.Matches(head).Select(match => match.Groups["id"]).Where(card => !IsDate(dates, card.Index, card.Index + card.Length)).Take(1))
        {
            found.Add(new(card.Value, null, "MC"));
            spans.Add(new(card.Index, card.Index + card.Length));
        }

        foreach (Match match in Own.Matches(head))
        {
            if (found.Count > 0 && match.Value.StartsWith("nhs", StringComparison.OrdinalIgnoreCase)) continue;
            if (Value(head, match, dates, patientAt) is not { } value || found.Any(other => other.Value == value)) continue;
            // A second number counts where it stands on the line of the patient's own data: "Dossier : 1184402 … NAM : THIM 7757 0799".
            if (found.Exists(other => other.Type == "MR") && !patientAt.Any(at => at < head.Length && HeadLines.Start(head, at) == HeadLines.Start(head, match.Index))) continue;
            found.Add(new(value, null, "MR"));
            spans.Add(new(match.Groups["id"].Index, match.Groups["id"].Index + value.Length));
            if (found.Count >= Most) break;
        }

        if (found.Count == 0 && afterBirth is { } birth && birth < head.Length && OnLine(head, birth, dates) is { } bare)
        {
            found.Add(new(head[bare.Start..bare.End], null, "MR"));
            spans.Add(bare);
        }

        return found;
    }

    private static string? Value(string head, Match match, IReadOnlyList<DateInText> dates, IReadOnlyList<int> patientAt)
    {
        var id = match.Groups["id"];
        var value = id.Value.Trim();
        // "urine 3/2025": letters on a label without a gap make another word.
        if (match.Groups["gap"].Length == 0 && !char.IsAsciiDigit(value[0]) && !match.Value.Contains('#', StringComparison.Ordinal)) return null;
        var loose = match.Groups["loose"].Success;
        if (value.Count(char.IsAsciiDigit) < (loose ? 3 : 2) || (value.Contains(' ', StringComparison.Ordinal) && value.TakeWhile(c => c != ' ').Any(char.IsLower))) return null;
        if (IsDate(dates, id.Index, id.Index + id.Length) || OfElse.IsMatch(HeadLines.Before(head, match.Index, Window))) return null;
        if (loose && !patientAt.Any(at => at < head.Length && HeadLines.Between(head, at, id.Index) <= Near)) return null;
        // "PHN 9851 204 377" is one number; the date behind a gap of one space is none of it.
        var end = id.Index + id.Length;
        var groups = IsGroup(value) ? Grouped.Match(head[end..Math.Min(head.Length, end + 20)]) : Match.Empty;
        return groups.Success && !IsDate(dates, end, end + groups.Length) && (end + groups.Length == head.Length || !char.IsLetterOrDigit(head[end + groups.Length])) ? value + groups.Value : value;
    }

    // "PHN 9851 204 377", "NAM THIM 7757 0799"
    private static bool IsGroup(string value) => value.All(char.IsAsciiDigit) || (value.Split(' ') is [var letters, var digits] && letters.All(char.IsAsciiLetterUpper) && digits.All(char.IsAsciiDigit));

    // "…  1984-01-31   UC-7004": a code on the line of the birth date.
    private static TextSpan? OnLine(string head, int birth, IReadOnlyList<DateInText> dates)
    {
        foreach (Match match in Bare.Matches(head[birth..HeadLines.End(head, birth)]))
        {
            var (start, end) = (birth + match.Index, birth + match.Index + match.Length);
            if (match.Value.Count(char.IsAsciiDigit) < 3 || NoNumber.IsMatch(match.Value) || IsDate(dates, start, end)) continue;
            if (OfElse.IsMatch(HeadLines.Before(head, start, Window)) || OtherPeople.IsNamed(head[birth..start]) || (end < head.Length && head[end] is '/' or '.' && end + 1 < head.Length && char.IsAsciiDigit(head[end + 1]))) continue;
            return new(start, end);
        }

        return null;
    }

    private static bool IsDate(IReadOnlyList<DateInText> dates, int start, int end) => dates.Any(date => date.Start < end && start < date.End);
}
