using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.Server.Pipeline;

namespace MedLedger.Server.Summary.Corrections;

/// <summary>A person's word on a line, as the document that it is in the store (docs/clinical/corrections.md). Sealed and logged like every other.</summary>
internal sealed record CorrectionDocument(string Line, string Says, CorrectionVerdict Verdict, string Author, string Issuer, DateTimeOffset At, string? Comment = null)
{
    /// <summary>Only this program writes it: documents that come in get their type from their content, and no content makes this one.</summary>
    public const string MediaType = "application/vnd.medledger.correction+json";

    private const string Format = "urn:medledger:correction:1";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true };

    [JsonPropertyOrder(-1)]
    public string Type => Format;

    [JsonIgnore]
    public string Name => string.Create(CultureInfo.InvariantCulture, $"correction {At.UtcDateTime:yyyy-MM-dd HH:mm:ss}");

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, _json);

    /// <summary>The document as read and understood: its words, and the one statement that it makes.</summary>
    public static ReadDocument Read(byte[] bytes)
    {
        var word = JsonSerializer.Deserialize<CorrectionDocument>(bytes, _json) ?? throw new InvalidDataException("A stored correction holds nothing.");
        var digest = Sha256Digest.Of(bytes);
        var verdict = word.Verdict.ToString().ToLowerInvariant();
        var text = $"{word.Author} ({word.Issuer}), {word.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC\n{verdict}: {word.Says}{(word.Comment is { } comment ? $"\n{comment}" : "")}";
        var start = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        var reading = new DocumentReading { Document = digest, MediaType = MediaType, Bytes = bytes.Length, Pages = [new Page { Number = 1, Origin = PageOrigin.Structured, Text = text }] };
        var quote = $"{verdict}: {word.Says}";
        var finding = new CorrectionFinding
        {
            Concept = new CodedText(word.Says),
            Certainty = ReadingCertainty.Sure,
            Line = word.Line,
            Verdict = word.Verdict,
            Author = word.Author,
            Issuer = word.Issuer,
            At = word.At,
            Comment = word.Comment,
            Sources = [new Source(digest, new SourceSpan.Characters(1, start, start + quote.Length), quote, ReadingMethod.Coded, 1)],
        };
        // Undated on purpose: somebody's word about a line makes no source newer.
        var understood = new UnderstoodDocument { Reading = reading, Name = word.Name, Title = "Correction", Date = null, Patient = new PatientClaim(), Findings = [finding] };
        return new ReadDocument(word.Name, new ReadOutcome.Read(reading), understood);
    }
}
