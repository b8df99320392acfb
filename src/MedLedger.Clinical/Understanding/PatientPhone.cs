using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Understanding;

/// <summary>Reads the patient's own telephone: beside or right below the patient's name, birth date or address, or behind a label that says so. When unsure, none.</summary>
internal static class PatientPhone
{
    private const int LinesBelow = 4;
    private const int Most = 2;
    private const int LinesToTheHome = 2;
    private const int ProseWords = 3;
    private const int Remark = 24;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>Seven to fifteen digits with single marks between them; a gap of two spaces ends it.</summary>
    public const string Number = @"(?:\+|\()?[0-9](?:(?:\) ?| \(|\(| ?- ?|[ ./])?[0-9]){6,14}";

    private const string Labels = @"(?:(?:tele)?phone(?: (?:no\.?|number))?|tel(?:efono?|éfono|\.-nr)?|tél(?:éphone)?|tfno|tlf|mobile?|móvil|portable|handy|mob|cell(?: ?phone)?|ph)";
    private static readonly Regex Labelled = new($@"\b{Labels}\.?(?: ?\([a-z]{{1,10}}\))?\s*[:.|]?\s*(?<phone>{Number})", Flags);
    private static readonly Regex Own = new($@"\b(?:(?:patient|pt|resident)(?:['’]?s)? (?:own |home |contact )?(?:{Labels}|home)|home(?: {Labels}|:)|{Labels}\.? ?\(?(?:home|privat|domicile|casa)\)?)\s*[:.|]?\s*(?<phone>{Number})", Flags);
    private static readonly Regex Patients = new(@"^(?:patient|pt|resident)\b", Flags);
    private static readonly Regex Behind = new($@"^[\s,]*(?:(?:home )?{Labels}\.?\s*[:.]?\s*)?(?<phone>{Number})\s*$", Flags);
    private static readonly Regex Opening = new($@"^\s*(?:(?:home|own|patient(?:['’]?s)?) )?(?:{Labels}|home|address|adresse|anschrift|domicilio|dirección|indirizzo)\b|^\s*address[0-9]", Flags);

    // "Visit date: 2024/03/11       Cell: 071 555 0192": a practice has no mobile telephone in its patient's fields.
    private static readonly Regex MobileField = new($@"(?:^|\s{{2,}})(?:mobile?|móvil|portable|handy|mob|cell(?: ?phone)?)(?: (?:no\.?|number))?\s*[:.]\s*{Number}", Flags);

    public static List<string> Read(string head, IReadOnlyList<DateInText> dates, IReadOnlyList<int> patientAt, List<TextSpan> spans)
    {
        var found = new List<string>();
        var lines = new SortedSet<int>();
        foreach (var at in patientAt.Where(at => at < head.Length)) AddBlock(head, HeadLines.Start(head, at), patientAt, lines);
        foreach (Match match in Own.Matches(head)) lines.Add(HeadLines.Start(head, match.Index));
        foreach (var line in lines)
        {
            var end = HeadLines.End(head, line);
            // "Sycamore Medicine  Tel 555-0143   Patient: …": what stands before the patient on the line is the letterhead's.
            var from = patientAt.Where(at => at >= line && at < end).DefaultIfEmpty(line).Min();
            // "Larkfield Care Home, 8 Mill Lane   Tel …" below the patient's name is where the patient lives.
            var home = patientAt.Any(at => at < line) && !patientAt.Any(at => at >= line && at < end) && HomeLine.Address(head, line) is not null;
            foreach (var match in Labelled.Matches(head[line..end]).Concat(Own.Matches(head[line..end])).OrderBy(match => match.Index))
            {
                var phone = match.Groups["phone"];
                // "Dr Fell … Tel 555-0145": a number behind somebody else is that one's.
                if (found.Count >= Most || (line + match.Index < from && !Own.IsMatch(match.Value)) || (home ? OtherPeople.IsNamedInHome(head[line..(line + match.Index)]) : (OtherPeople.IsNamed(head[line..(line + match.Index)]) && !Patients.IsMatch(match.Value))) || dates.Any(date => date.Start < line + phone.Index + phone.Length && line + phone.Index < date.End)) continue;
                if (found.Contains(phone.Value) || IsGivenAway(head, line + phone.Index + phone.Length)) continue;
                spans.Add(new(line + phone.Index, line + phone.Index + phone.Length));
                found.Add(phone.Value);
            }
        }

        foreach (var (at, phone) in BehindHome(head, patientAt))
        {
            if (found.Count >= Most || found.Contains(phone)) continue;
            spans.Add(new(at, at + phone.Length));
            found.Add(phone);
        }

        return found;
    }

    // "12 Quarry Lane, Westmere WM5 1TT   01632 960512": right below the patient's name, what stands behind the address.
    private static IEnumerable<(int At, string Phone)> BehindHome(string head, IReadOnlyList<int> patientAt)
    {
        foreach (var at in patientAt.Where(at => at < head.Length))
        {
            var line = at;
            for (var below = 0; below < LinesToTheHome; below++)
            {
                line = HeadLines.End(head, line) + 1;
                if (line >= head.Length || OtherPeople.IsNamed(HeadLines.Line(head, line))) break;
                if (HomeLine.Address(head, line) is not { } home) continue;
                if (Behind.Match(head[home.End..HeadLines.End(head, line)]) is { Success: true } match) yield return (home.End + match.Groups["phone"].Index, match.Groups["phone"].Value);
                break;
            }
        }
    }

    // The line of the patient's data, and those right below that open with a telephone or an address, as long as nobody else is named between.
    private static void AddBlock(string head, int line, IReadOnlyList<int> patientAt, SortedSet<int> lines)
    {
        lines.Add(line);
        if (patientAt.Any(at => at > line && at < HeadLines.End(head, line) && IsProse(head, line, at))) return;
        for (var below = 0; below < LinesBelow; below++)
        {
            if (OtherPeople.IsNamed(head[line..HeadLines.End(head, line)]) && below > 0) return;
            line = HeadLines.End(head, line) + 1;
            if (line >= head.Length || string.IsNullOrWhiteSpace(HeadLines.Line(head, line))) return;
            if (Opening.IsMatch(HeadLines.Line(head, line)) || (below == 0 && (HomeLine.Address(head, line) is not null || MobileField.IsMatch(HeadLines.Line(head, line))))) lines.Add(line);
        }
    }

    // "J'ai vu en consultation votre patient M. …": what stands below a sentence is the writer's.
    private static bool IsProse(string head, int line, int at) => head[line..at].Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.All(char.IsLower)) > ProseWords;

    // "Tel 555-0145 (secretary)"
    private static bool IsGivenAway(string head, int end) => end + 1 < head.Length && head[end..Math.Min(head.Length, end + Remark)].TrimStart(' ') is ['(' or '-' or '–', ..] remark && OtherPeople.IsNamed(remark.Split([')', '\n', ','])[0].Split("  ")[0]);
}
