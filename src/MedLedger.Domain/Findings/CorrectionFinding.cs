using System.Text.Json.Serialization;

namespace MedLedger.Domain.Findings;

/// <summary>A person's word on one line of the page: a statement of its own with its own author and time, never an edit of what a document says.</summary>
public sealed record CorrectionFinding : Finding
{
    /// <summary>Names the line as it stood (docs/clinical/corrections.md): once the line says something else, the word no longer applies.</summary>
    public required string Line { get; init; }

    public required CorrectionVerdict Verdict { get; init; }

    /// <summary>Who says so, as proven by sign-in.</summary>
    public required string Author { get; init; }

    /// <summary>Who vouches for the author's name; two issuers may both know a "dr.osei".</summary>
    public required string Issuer { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Comment { get; init; }
}

[JsonConverter(typeof(NamedEnumJson<CorrectionVerdict>))]
public enum CorrectionVerdict
{
    /// <summary>The author takes an earlier word on this line back.</summary>
    Withdrawn,
    Confirmed,
    Disputed,
}
