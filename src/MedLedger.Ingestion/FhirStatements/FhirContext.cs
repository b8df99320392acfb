using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>What a statement needs besides its own resource: the document's digest, references, and a place for what was not understood.</summary>
internal sealed class FhirContext(FhirDocument document, Sha256Digest digest)
{
    private const int LongestQuote = 400;
    private readonly SortedDictionary<string, int> _notUnderstood = new(StringComparer.Ordinal);

    public FhirDocument Document { get; } = document;

    public IReadOnlyList<string> NotUnderstood => [.. _notUnderstood.Select(pair => pair.Value == 1 ? pair.Key : $"{pair.Key} ×{pair.Value}")];

    public void Miss(string what) => _notUnderstood[what] = _notUnderstood.GetValueOrDefault(what) + 1;

    public FhirResource? Resolve(FhirElement reference, FhirResource from) => Document.Resolve(reference, from);

    /// <summary>The source of a statement: the resource's place, and its own words in one line.</summary>
    public IReadOnlyList<Source> Source(FhirResource resource, params ReadOnlySpan<string?> words)
    {
        var quote = new StringBuilder(resource.Type).Append(": ");
        var begin = quote.Length;
        foreach (var word in words)
            if (!string.IsNullOrWhiteSpace(word)) quote.Append(quote.Length > begin ? "; " : "").Append(word);
        var line = quote.ToString().ReplaceLineEndings(" ");
        if (line.Length > LongestQuote) line = line[..LongestQuote] + "…";
        return [new(digest, new SourceSpan.ElementPath(resource.Path), line, ReadingMethod.Coded, 1)];
    }
}
