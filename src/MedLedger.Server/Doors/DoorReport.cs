using System.Text.Json.Serialization;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;

namespace MedLedger.Server.Doors;

/// <summary>What became of one arrival, for whoever handed it in: no clinical word, no name.</summary>
internal sealed record DoorReport
{
    public required string Arrival { get; init; }

    /// <summary>waiting, filed, held or refused.</summary>
    public required string Status { get; init; }

    /// <summary>True where these bytes, or this message, came before.</summary>
    public bool Duplicate { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Patient { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Document { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ulong? Leaf { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MediaType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextStep { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FactsFound { get; init; }

    /// <summary>Whether a person has to do something about it.</summary>
    [JsonIgnore]
    public bool NeedsAttention => Status is "held" or "refused" || Code is not null;

    public static DoorReport Waiting(Receipt receipt) => new() { Arrival = receipt.Id.Value, Status = "waiting", Duplicate = receipt.IsDuplicate };

    /// <summary>Filed under a patient. Also there the identity guard may have held it, and the report says so.</summary>
    public static DoorReport Filed(StoredArrival settled, IngestReceipt receipt) => Settled(settled) with
    {
        Leaf = receipt.Leaf,
        MediaType = receipt.Report.MediaType,
        Status = receipt.Report.Status == "held" ? "held" : "filed",
        Code = receipt.Report.Status is "read" or "duplicate" ? null : receipt.Report.Code ?? receipt.Report.Status,
        Reason = receipt.Report.Status is "read" or "duplicate" ? null : receipt.Report.Reason,
        NextStep = receipt.Report.Status is "read" or "duplicate" ? null : receipt.Report.NextStep,
        FactsFound = receipt.Report.FactsFound,
    };

    public static DoorReport NotFiled(StoredArrival settled, ReadDocument read, Whose.Held held) => Settled(settled) with
    {
        MediaType = read.Understood.Reading.MediaType,
        Reason = held.Reason,
        NextStep = settled.State == ArrivalState.Held ? Whose.Held.NextStep : read.Understood.Problem?.NextStep,
        FactsFound = read.Understood.Findings.Count,
    };

    /// <summary>As far as the store tells: for something that came before.</summary>
    public static DoorReport Settled(StoredArrival arrival) => new()
    {
        Arrival = arrival.Received.Id.Value,
        Status = arrival.State switch { ArrivalState.Filed => "filed", ArrivalState.Held => "held", ArrivalState.Refused => "refused", _ => "waiting" },
        Patient = arrival.State == ArrivalState.Filed ? arrival.Received.Patient?.Value : null,
        Document = arrival.Document?.Value,
        Code = arrival.State is ArrivalState.Held or ArrivalState.Refused ? arrival.Outcome : null,
    };
}
