using System.Text.Json.Serialization;

namespace MedLedger.Domain.Findings;

/// <summary>How a finding is meant (after ConText, Harkema 2009): whether it is denied, how sure the author is, when, and whose it is.</summary>
public sealed record Assertion
{
    /// <summary>Affirmed, sure, current, the patient's own.</summary>
    public static Assertion Plain { get; } = new();

    public bool Negated { get; init; }

    public Likelihood Likelihood { get; init; } = Likelihood.Confirmed;

    public Temporality Temporality { get; init; } = Temporality.Current;

    public Experiencer Experiencer { get; init; } = Experiencer.Patient;

    /// <summary>The rule or trigger words that decided, for instance "denies"; empty when nothing qualified it.</summary>
    public string Because { get; init; } = "";

    [JsonIgnore]
    public bool IsPlainFact => this is { Negated: false, Likelihood: Likelihood.Confirmed, Temporality: not Temporality.Planned, Experiencer: Experiencer.Patient };
}

[JsonConverter(typeof(NamedEnumJson<Likelihood>))]
public enum Likelihood
{
    Confirmed,

    /// <summary>Suspected, probable, to be ruled out: shown as unsure.</summary>
    Possible,

    /// <summary>Conditional or only mentioned ("return if …", "consider …"): never shown as a fact.</summary>
    Hypothetical,
}

[JsonConverter(typeof(NamedEnumJson<Temporality>))]
public enum Temporality
{
    Current,
    Historical,
    Planned,
}

[JsonConverter(typeof(NamedEnumJson<Experiencer>))]
public enum Experiencer
{
    Patient,
    Family,
    Other,
}
