using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>What a statement needs besides its own element: the document's digest, its narrative, and a place for what was not understood.</summary>
internal sealed class CcdaContext(IReadOnlyList<CdaElement> roots, Sha256Digest digest)
{
    private const int LongestQuote = 400;
    private readonly SortedDictionary<string, int> _notUnderstood = new(StringComparer.Ordinal);

    public IReadOnlyList<CdaElement> Roots { get; } = roots;

    /// <summary>The day of the document; what it says will end later has not ended.</summary>
    public PartialDate? Day { get; } = roots is [{ Name: "ClinicalDocument" } root, ..] ? Hl7Dates.Read(root.First("effectiveTime")?["value"]) : null;

    public CdaNarrative Narrative { get; } = new(roots);

    public IReadOnlyList<string> NotUnderstood => [.. _notUnderstood.Select(pair => pair.Value == 1 ? pair.Key : $"{pair.Key} ×{pair.Value}")];

    public void Miss(string what) => _notUnderstood[what] = _notUnderstood.GetValueOrDefault(what) + 1;

    public CodedText? Concept(CdaElement? coded) => CdaDatatypes.Concept(coded, Narrative);

    /// <summary>What a statement without a usable code says in the narrative.</summary>
    public string? Words(CdaElement statement) => Narrative.Words(statement.First("text")) is { Length: <= 300 } words ? words : null;

    /// <summary>The source of a statement: its element, and the narrative's words where it points there, else its own.</summary>
    public IReadOnlyList<Source> Source(CdaElement statement, params IEnumerable<string?> words)
    {
        var spoken = Pointers(statement).Select(Narrative.Target).OfType<CdaElement>().Select(target => CdaNarrative.Row(target).Text).OfType<string>().FirstOrDefault();
        var own = string.Join("; ", words.Where(word => !string.IsNullOrWhiteSpace(word)));
        // A pointer to a whole section would quote everything but the statement.
        var quote = spoken is { Length: <= LongestQuote } ? $"{spoken} ({own})" : own;
        quote = $"{statement.Name}: {quote}".ReplaceLineEndings(" ");
        if (quote.Length > LongestQuote) quote = quote[..LongestQuote] + "…";
        return [new(digest, new SourceSpan.ElementPath(statement.Path), quote, ReadingMethod.Coded, 1)];
    }

    private static IEnumerable<CdaElement> Pointers(CdaElement statement)
    {
        if (statement.First("text") is { } text) yield return text;
        foreach (var original in statement.Below().Where(below => below.Name == "originalText").Take(8)) yield return original;
    }
}
