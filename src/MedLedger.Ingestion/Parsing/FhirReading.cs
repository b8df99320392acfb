using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using MedLedger.Domain;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.FhirStatements;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>A FHIR R4 Bundle or resource: statements and the patient, and the JSON itself as one page to look at.</summary>
internal static class FhirReading
{
    private const int LongestPage = 200_000;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // For the eye only; whoever shows it in a web page encodes it there.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = StrictJson.MaxDepth,
    };

    public static (ReadOutcome Outcome, IReadOnlyList<InnerDocument> Inside) Read(byte[] bytes, DocumentReading reading)
    {
        JsonTree json;
        var xml = "";
        try
        {
            if (reading.MediaType == DocumentType.FhirXml.MediaType)
            {
                xml = TextFile.Decode(bytes) ?? "";
                if (FhirXml.ToJson(xml) is not { } converted) return (new ReadOutcome.Refused(reading, ReadingProblems.UnknownType), []);
                bytes = converted;
            }

            // System.Text.Json takes UTF-8 only; other encodings are turned into it first.
            if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) bytes = Encoding.UTF8.GetBytes(TextFile.Decode(bytes) ?? "");
            json = StrictJson.ParseTree(bytes);
        }
        catch (XmlException)
        {
            return (CdaXml.HasDocumentType(xml) ? new ReadOutcome.Refused(reading, ReadingProblems.DocumentType) : new ReadOutcome.Unreadable(reading, ReadingProblems.Damaged), []);
        }
        catch (JsonException)
        {
            if (ResourceLines.ToBundle(bytes) is not { } lines) return (new ReadOutcome.Unreadable(reading, ReadingProblems.Of(ResourceOutline.OfJson(bytes).Fault) ?? ReadingProblems.Damaged), []);
            json = lines;
        }

        using (json)
        {
            return FhirDocument.Read(json.Root) is { } document
                ? Read(document, json, bytes, reading)
                : (new ReadOutcome.Refused(reading, ReadingProblems.UnknownType), []);
        }
    }

    private static (ReadOutcome Outcome, IReadOnlyList<InnerDocument> Inside) Read(FhirDocument document, JsonTree json, byte[] bytes, DocumentReading reading)
    {
        var subjects = FhirSubjects.Of(document);
        if (subjects.AreSeveral) return (new ReadOutcome.Refused(reading, ReadingProblems.SeveralPatients), []);
        var context = new FhirContext(document, reading.Document);
        var (ours, foreign) = subjects.Split(document.Resources);
        var doubtful = ours.Where(subjects.IsDoubtful).Select(resource => resource.Path).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<Finding> findings = [.. FhirFindings.Read(context, ours).Select(finding => doubtful.Count > 0 && finding.Sources.Any(source => source.Span is SourceSpan.ElementPath element && doubtful.Contains(element.Path))
            ? finding with { Certainty = ReadingCertainty.Unsure, UnsureBecause = finding.UnsureBecause ?? "its patient is named by a reference that leads nowhere" }
            : finding)];
        var words = FhirAttachments.Narrative(ours, document);
        PatientClaim? claim = subjects.Patient is { } patient ? FhirPatient.Read(patient, ours, context) : null;
        var read = reading with
        {
            Date = FhirDatatypes.Date(document.Date) ?? Newest(findings),
            DatedByContent = FhirDatatypes.Date(document.Date) is null,
            Pages = words.Length == 0 ? [Listing(json, bytes)] : [Listing(json, bytes), new() { Number = 2, Origin = PageOrigin.TextLayer, Text = TextFile.Normalise(words) }],
            Statements = findings,
            Patient = claim,
            NotUnderstood = context.NotUnderstood,
        };
        return (foreign == 0 ? new ReadOutcome.Read(read) : new ReadOutcome.PartlyRead(read, ReadingProblems.SeveralPatients), [.. FhirAttachments.Read(ours)]);
    }

    // An export without a date of its own is at least as new as the newest thing that it records.
    private static PartialDate? Newest(IReadOnlyList<Finding> findings) => findings
        .Select(finding => finding.Recorded ?? finding switch
        {
            ObservationFinding observation => observation.Effective,
            ProcedureFinding procedure => procedure.Performed,
            ImmunizationFinding immunization => immunization.Given,
            _ => null,
        })
        .Max();

    private static Page Listing(JsonTree tree, byte[] utf8)
    {
        // Indenting megabytes to show the first pages of them costs more than reading them.
        var text = utf8.Length > LongestPage ? Encoding.UTF8.GetString(utf8, 0, LongestPage) : Indent(tree.Utf8);
        return new() { Number = 1, Origin = PageOrigin.Structured, Text = text.Length > LongestPage ? text[..LongestPage] : text };
    }

    private static string Indent(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8, new() { MaxDepth = StrictJson.MaxDepth });
        try
        {
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate escape cannot be written out; the bytes as given still can be looked at.
            return json.RootElement.GetRawText();
        }
    }
}
