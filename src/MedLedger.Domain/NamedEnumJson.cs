using System.Text.Json.Serialization;

namespace MedLedger.Domain;

/// <summary>Writes and reads an enum by name only. A number could stand for a value that nobody defined, and the reader process is not trusted.</summary>
public sealed class NamedEnumJson<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
