using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Identity;
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

    public static ReadOutcome Read(byte[] bytes, DocumentReading reading)
    {
        JsonDocument json;
        try
        {
            // System.Text.Json takes UTF-8 only; other encodings are turned into it first.
            json = StrictJson.Parse(bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
                ? Encoding.UTF8.GetBytes(TextFile.Decode(bytes) ?? "")
                : bytes);
        }
        catch (JsonException)
        {
            var last = bytes.AsSpan().TrimEnd(" \t\r\n\0"u8);
            return new ReadOutcome.Unreadable(reading, last.EndsWith("}"u8) ? ReadingProblems.Damaged : ReadingProblems.Truncated);
        }

        using (json)
        {
            return FhirDocument.Read(json.RootElement) is { } document
                ? Read(document, json, reading)
                : new ReadOutcome.Refused(reading, ReadingProblems.UnknownType);
        }
    }

    private static ReadOutcome Read(FhirDocument document, JsonDocument json, DocumentReading reading)
    {
        var subjects = FhirSubjects.Of(document);
        if (subjects.AreSeveral) return new ReadOutcome.Refused(reading, ReadingProblems.SeveralPatients);
        var context = new FhirContext(document, reading.Document);
        var (ours, foreign) = subjects.Split(document.Resources);
        var findings = FhirFindings.Read(context, ours);
        PatientClaim? claim = subjects.Patient is { } patient ? FhirPatient.Read(patient, context) : null;
        var read = reading with
        {
            Date = FhirDatatypes.Date(document.Date),
            Pages = [Listing(json)],
            Statements = findings,
            Patient = claim,
            NotUnderstood = context.NotUnderstood,
        };
        return foreign == 0 ? new ReadOutcome.Read(read) : new ReadOutcome.PartlyRead(read, ReadingProblems.SeveralPatients);
    }

    private static Page Listing(JsonDocument json)
    {
        string text;
        try
        {
            text = JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate escape cannot be written out; the bytes as given still can be looked at.
            text = json.RootElement.GetRawText();
        }

        return new() { Number = 1, Origin = PageOrigin.Structured, Text = text.Length > LongestPage ? text[..LongestPage] : text };
    }
}
