using System.Text.Json.Serialization;

namespace MedLedger.Server.Pipeline;

/// <summary>What became of one document; one line for people, one object for programs.</summary>
internal sealed record DocumentReport
{
    /// <summary>As the caller named it.</summary>
    public required string Path { get; init; }

    /// <summary>Null where the bytes were not read at all (too large).</summary>
    public string? Sha256 { get; init; }

    public string? MediaType { get; init; }

    /// <summary>read, partly-read, unreadable, refused, held, duplicate.</summary>
    public required string Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextStep { get; init; }

    /// <summary>matched, no-identity, held or not-judged.</summary>
    public string PatientMatch { get; init; } = "not-judged";

    public int FactsFound { get; init; }

    public int Pages { get; init; }

    /// <summary>True for everything but a document that was read and used, or a copy of one.</summary>
    [JsonIgnore]
    public bool NeedsAttention => Status is not ("read" or "duplicate");

    public string Line() => Reason is null
        ? $"{Path}: {Status}, {FactsFound} facts"
        : $"{Path}: {Status}: {Reason} {NextStep}".TrimEnd();
}
