using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Parsing;

namespace MedLedger.Ingestion.Reading;

/// <summary>Documents inside a document are read as what they are, and their pages and statements join the outer one's.</summary>
internal static class InnerDocuments
{
    public const int MostDepth = 3;
    private const int MostInner = 200;

    /// <param name="outcome">The outer document's.</param>
    /// <param name="inside">What was found in it.</param>
    /// <param name="depth">How many more wrappings are opened.</param>
    /// <param name="read">Reads one; its reading carries the outer document's digest, because that is what was given.</param>
    public static async Task<ReadOutcome> AddAsync(
        ReadOutcome outcome, IReadOnlyList<InnerDocument> inside, int depth, Func<byte[], DocumentType, DocumentReading, Task<ReadOutcome>> read)
    {
        if (inside.Count == 0 || outcome is not (ReadOutcome.Read or ReadOutcome.PartlyRead)) return outcome;
        var (whole, problem) = outcome is ReadOutcome.PartlyRead partly ? (partly.Reading, partly.Problem) : (((ReadOutcome.Read)outcome).Reading, null);
        foreach (var (inner, index) in inside.Select((inner, index) => (inner, index)))
        {
            var type = TypeByContent.Recognise(inner.Bytes);
            if (depth <= 0 || index >= MostInner || type.Kind is DocumentKind.Unknown or DocumentKind.NotRead)
            {
                whole = whole with { NotUnderstood = [.. whole.NotUnderstood, $"{type.Label} in {inner.Where}"] };
                continue;
            }

            var around = new DocumentReading { Document = whole.Document, MediaType = type.MediaType, Bytes = inner.Bytes.LongLength };
            var (part, trouble) = await read(inner.Bytes, type, around) switch
            {
                ReadOutcome.Read one => (one.Reading, null),
                ReadOutcome.PartlyRead one => (one.Reading, one.Problem),
                ReadOutcome.Unreadable one => (null, one.Problem),
                ReadOutcome.Refused one => (null, one.Problem),
                var unknown => throw new InvalidOperationException($"No outcome of kind {unknown.GetType().Name} is known."),
            };
            problem ??= trouble;
            if (part is null) continue;
            if (!AreOthers(whole.Patient, part.Patient)) whole = Join(whole, part);
            // An envelope names the patient itself; in an archive nobody says whose members count.
            else if (whole.MediaType == ArchiveReading.MediaType) return new ReadOutcome.Refused(Empty(whole), ReadingProblems.SeveralPatients);
            else problem = ReadingProblems.SeveralPatients;
        }

        if (whole.MediaType == ArchiveReading.MediaType && whole.Pages.Count == 0 && whole.Statements.Count == 0)
            return new ReadOutcome.Refused(whole, problem ?? ReadingProblems.UnknownType);

        return problem is null ? new ReadOutcome.Read(whole) : new ReadOutcome.PartlyRead(whole, problem);
    }

    private static DocumentReading Join(DocumentReading whole, DocumentReading part) => whole with
    {
        Date = whole.Date ?? part.Date,
        Pages = [.. whole.Pages, .. part.Pages.Select((page, index) => page with { Number = whole.Pages.Count + index + 1 })],
        // A statement is as old as the document that made it, not as the envelope that brought it.
        Statements = [.. whole.Statements, .. part.Statements.Select(statement => part.Date is { } day && statement.Recorded is null ? Dated(statement, day) : statement)],
        Patient = whole.Patient ?? part.Patient,
        NotUnderstood = [.. whole.NotUnderstood, .. part.NotUnderstood],
    };

    private static DocumentReading Empty(DocumentReading whole) => new() { Document = whole.Document, MediaType = whole.MediaType, Bytes = whole.Bytes };

    private static Finding Dated(Finding statement, Domain.PartialDate day) => statement with { Recorded = day };

    // Either may be thin; what both state must not contradict.
    private static bool AreOthers(PatientClaim? outer, PatientClaim? inner)
    {
        if (outer is null || inner is null) return false;
        if (outer.BirthDate is { } left && inner.BirthDate is { } right && left != right) return true;
        return outer.Name?.Family is { } family && inner.Name?.Family is { } other && !string.Equals(family, other, StringComparison.OrdinalIgnoreCase);
    }
}
