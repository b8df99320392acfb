using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Intake;

public class IntakeTests
{
    [Theory]
    [InlineData("%PDF-1.7\n", "application/pdf")]
    [InlineData("junk before it\n%PDF-1.7\n", "application/pdf")]
    [InlineData("\u0089PNG\r\n\u001a\n", "image/png")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "image/jpeg")]
    [InlineData("II*\0", "image/tiff")]
    [InlineData("MM\0*", "image/tiff")]
    [InlineData("RIFF....WEBPVP8 ", "image/webp")]
    [InlineData("GIF89a", "image/gif")]
    [InlineData("PK\u0003\u0004", "application/zip")]
    [InlineData("{\\rtf1", "application/rtf")]
    [InlineData("  {\"resourceType\":\"Bundle\"}", "application/fhir+json")]
    [InlineData("{\n \"type\": \"searchset\", \"entry\": [], \"resourceType\": \"Bundle\"}", "application/fhir+json")]
    [InlineData("MSH|^~\\&|", "x-application/hl7-v2+er7")]
    [InlineData("\u000bMSH|^~\\&|", "x-application/hl7-v2+er7")]
    [InlineData("FHS|^~\\&|", "x-application/hl7-v2+er7")]
    [InlineData("<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\">", "application/cda+xml")]
    [InlineData("<Bundle xmlns=\"http://hl7.org/fhir\">", "application/fhir+xml")]
    [InlineData("<!DOCTYPE html><html>", "text/html")]
    [InlineData("Dear colleague,\r\n", "text/plain")]
    [InlineData("{ not JSON, a note in braces }", "text/plain")]
    [InlineData("\0\u0001\u0002\u0003binary\u0004\u0005", "application/octet-stream")]
    public void A_type_is_what_the_content_says(string latin1, string mediaType) =>
        Assert.Equal(mediaType, TypeByContent.Recognise(Encoding.Latin1.GetBytes(latin1)).MediaType);

    [Fact]
    public void DICOM_is_recognised_behind_its_preamble()
    {
        var bytes = new byte[200];
        "DICM"u8.CopyTo(bytes.AsSpan(128));
        Assert.Equal("application/dicom", TypeByContent.Recognise(bytes).MediaType);
    }

    [Fact]
    public async Task What_is_not_read_yet_is_refused_by_name()
    {
        var outcome = Assert.IsType<ReadOutcome.Refused>(await Reads.Text("{\\rtf1 words}"));
        Assert.Equal("unsupported-type", outcome.Problem.Code);
        Assert.Contains("RTF", outcome.Problem.Reason, StringComparison.Ordinal);
        Assert.Contains("PDF", outcome.Problem.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \r\n\t ", "empty")]
    [InlineData("\0\0\0\0\u0001\u0002", "unknown-type")]
    public async Task Nothing_and_garbage_are_refused(string text, string code) =>
        Assert.Equal(code, Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Text(text))));

    [Fact]
    public async Task A_document_over_the_limit_is_refused_but_still_identified()
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', 1001));
        var outcome = Assert.IsType<ReadOutcome.Refused>(await Reads.Bytes(bytes, new() { MaxBytes = 1000 }));
        Assert.Equal("too-large", outcome.Problem.Code);
        Assert.Equal(Sha256Digest.Of(bytes), outcome.Reading.Document);
        Assert.Equal(1001, outcome.Reading.Bytes);
    }

    [Fact]
    public void Every_problem_says_why_and_what_to_do()
    {
        ReadingProblem[] problems =
        [
            ReadingProblems.Empty, ReadingProblems.UnknownType, ReadingProblems.Truncated, ReadingProblems.Damaged, ReadingProblems.PasswordProtected,
            ReadingProblems.Unreadable, ReadingProblems.Blank, ReadingProblems.Animated, ReadingProblems.UnsupportedImage, ReadingProblems.TimeLimit, ReadingProblems.MemoryLimit, ReadingProblems.ReaderFailed, ReadingProblems.SeveralPatients,
            ReadingProblems.TooLarge(2, 1), ReadingProblems.TooManyPages(1), ReadingProblems.TooManyPixels(1), ReadingProblems.UnsupportedType(DocumentType.Pdf), ReadingProblems.DocumentType, ReadingProblems.OverLimit, ReadingProblems.PropertyTwice,
        ];
        Assert.All(problems, problem => Assert.Matches("^[a-z]+(-[a-z]+)*$", problem.Code));
        Assert.All(problems, problem => Assert.EndsWith(".", problem.Reason, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.EndsWith(".", problem.NextStep, StringComparison.Ordinal));
        Assert.Equal(problems.Length, problems.Select(problem => problem.Code).Distinct(StringComparer.Ordinal).Count());
    }
}
