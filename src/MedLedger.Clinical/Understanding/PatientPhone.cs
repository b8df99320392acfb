using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Understanding;

/// <summary>Reads the patient's own telephone: beside or right below the patient's name, birth date or address, or behind a label that says so. When unsure, none.</summary>
internal static class PatientPhone
{
    private const int LinesBelow = 4;
    private const int Most = 2;
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>Seven to fifteen digits with single marks between them; a gap of two spaces ends it.</summary>
    public const string Number = @"(?:\+|\()?[0-9](?:(?:\) ?| \(|\(| ?- ?|[ ./])?[0-9]){6,14}";

    private const string Labels = @"(?:(?:tele)?phone(?: (?:no\.?|number))?|tel(?:efono?|éfono|\.-nr)?|tél(?:éphone)?|tfno|tlf|mobile?|móvil|portable|handy|mob|cell(?: ?phone)?|ph)";
    private static readonly Regex Labelled = new($@"\b{Labels}\.?(?: ?\([a-z]{{1,10}}\))?\s*[:.]?\s*(?<phone>{Number})", Flags);
    private static readonly Regex Own = new($@"\b(?:(?:patient|pt|resident)(?:['’]?s)? (?:own |home |contact )?(?:{Labels}|home)|home(?: {Labels}|:)|{Labels}\.? ?\(?(?:home|privat|domicile|casa)\)?)\s*[:.]?\s*(?<phone>{Number})", Flags);
    private static readonly Regex Opening = new($@"^\s*(?:(?:home|own|patient(?:['’]?s)?) )?(?:{Labels}|home)\b", Flags);

    public static List<string> Read(string head, IReadOnlyList<DateInText> dates, IReadOnlyList<int> patientAt, List<TextSpan> spans)
    {
        var found = new List<string>();
        var lines = new SortedSet<int>();
        foreach (var at in patientAt.Where(at => at < head.Length)) AddBlock(head, HeadLines.Start(head, at), lines);
        foreach (Match match in Own.Matches(head)) lines.Add(HeadLines.Start(head, match.Index));
        foreach (var line in lines)
        {
            var end = HeadLines.End(head, line);
            foreach (var match in Labelled.Matches(head[line..end]).Concat(Own.Matches(head[line..end])).OrderBy(match => match.Index))
            {
                var phone = match.Groups["phone"];
                // "Dr Fell … Tel 555-0145": a number behind somebody else is that one's.
                if (found.Count >= Most || OtherPeople.IsNamed(head[line..(line + match.Index)]) || dates.Any(date => date.Start < line + phone.Index + phone.Length && line + phone.Index < date.End)) continue;
                if (found.Contains(phone.Value)) continue;
                spans.Add(new(line + phone.Index, line + phone.Index + phone.Length));
                found.Add(phone.Value);
            }
        }

        return found;
    }

    // The line of the patient's data, and those right below that open with a telephone or an address, as long as nobody else is named between.
    private static void AddBlock(string head, int line, SortedSet<int> lines)
    {
        lines.Add(line);
        for (var below = 0; below < LinesBelow; below++)
        {
            if (OtherPeople.IsNamed(head[line..HeadLines.End(head, line)]) && below > 0) return;
            line = HeadLines.End(head, line) + 1;
            if (line >= head.Length || string.IsNullOrWhiteSpace(HeadLines.Line(head, line))) return;
            if (Opening.IsMatch(HeadLines.Line(head, line))) lines.Add(line);
        }
    }
}
