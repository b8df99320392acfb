using System.Text.Json.Serialization;

namespace MedLedger.Domain.Provenance;

/// <summary>Whether a statement may be relied on. The default is unsure: what nobody vouched for is never shown as sure (ADR 0009).</summary>
[JsonConverter(typeof(NamedEnumJson<ReadingCertainty>))]
public enum ReadingCertainty
{
    Unsure,
    Sure,
}
