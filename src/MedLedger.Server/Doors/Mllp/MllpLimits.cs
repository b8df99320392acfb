namespace MedLedger.Server.Doors.Mllp;

/// <summary>What a sender of messages may cost.</summary>
internal sealed record MllpLimits
{
    /// <summary>Bytes of one message. Default 16 MiB.</summary>
    public int MostBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>From here on a message needs one of the few places for large ones, so that many senders cannot fill the memory together. Default 256 KiB.</summary>
    public int LargeFrom { get; init; } = 256 * 1024;

    /// <summary>Large messages in memory at a time. Default 8.</summary>
    public int MostLarge { get; init; } = 8;

    /// <summary>Connections in all. Default 256.</summary>
    public int MostConnections { get; init; } = 256;

    /// <summary>Connections of one address. Default 128.</summary>
    public int MostOfOneAddress { get; init; } = 128;

    /// <summary>Messages of one connection that wait for their answer; then it is not read further. Default 32.</summary>
    public int MostUnanswered { get; init; } = 32;

    /// <summary>Bytes between messages that are no message. Default 4 KiB.</summary>
    public int MostNoise { get; init; } = 4096;

    /// <summary>From the start block of a message to its end block; of a large one from when it has its place, and then <see cref="Pace"/> counts too. Default 30 seconds.</summary>
    public TimeSpan MessageTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a sender that was refused is listened to, unheard, so that it can end its message and take the answer. Default 30 seconds.</summary>
    public TimeSpan LeaveTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two messages. Default 10 minutes.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the sender to take an answer. Default 30 seconds.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(30);
}
