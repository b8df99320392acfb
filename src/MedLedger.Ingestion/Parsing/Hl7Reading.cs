using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.Hl7Statements;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>HL7 v2: fielded statements and the patient; page 1 is the message, page 2 the words of report text, if there are any.</summary>
internal static class Hl7Reading
{
    private const int LongestPage = 200_000;

    public static (ReadOutcome Outcome, IReadOnlyList<InnerDocument> Inside) Read(byte[] bytes, DocumentReading reading)
    {
        if (Hl7CharacterSet.Decode(bytes) is not { } text) return (new ReadOutcome.Unreadable(reading, ReadingProblems.Damaged), []);
        var file = Hl7File.Parse(text);
        if (file.Messages.Count == 0) return (new ReadOutcome.Unreadable(reading, ReadingProblems.Damaged), []);
        if (Hl7Persons.AreSeveral(file, message => Hl7Findings.Read(message, new Hl7Context(reading.Document)).Count > 0 || Hl7Findings.ReportText(message).Any()))
            return (new ReadOutcome.Refused(reading, ReadingProblems.SeveralPatients), []);

        var context = new Hl7Context(reading.Document);
        IReadOnlyList<Finding> findings = [.. file.Messages.SelectMany(message => Hl7Findings.Read(message, context))];
        var read = reading with
        {
            Date = file.Messages.Select(message => Hl7Dates.Read(message.Header.Value(7))).Max(),
            Pages = [.. Pages(file)],
            Statements = findings,
            Patient = Patient(file, context),
            NotUnderstood = context.NotUnderstood,
        };
        return (new ReadOutcome.Read(read), [.. file.Messages.SelectMany(Hl7Attachments.Read)]);
    }

    private static PatientClaim? Patient(Hl7File file, Hl7Context context)
    {
        var from = file.Messages.FirstOrDefault(message => message.First("PID") is not null);
        if (from?.First("PID") is not { } pid) return null;
        var claim = Hl7Patient.Read(from, pid, context);
        return claim with { BloodGroup = file.Messages.Select(Hl7Findings.BloodGroup).FirstOrDefault(group => group is not null) };
    }

    private static IEnumerable<Page> Pages(Hl7File file)
    {
        var segments = TextFile.Normalise(string.Join('\n', file.Segments.Select(segment => segment.Line)));
        yield return new() { Number = 1, Origin = PageOrigin.Structured, Text = segments.Length > LongestPage ? segments[..LongestPage] : segments };
        var words = string.Join('\n', file.Messages.SelectMany(Hl7Findings.ReportText));
        if (!string.IsNullOrWhiteSpace(words)) yield return new() { Number = 2, Origin = PageOrigin.TextLayer, Text = TextFile.Normalise(words) };
    }
}
