using System.Diagnostics;

namespace MedLedger.Server.Doors;

/// <summary>
/// How long a sender may keep one of the few places for large bodies: a grace, and beyond it as long as what it has sent takes at the
/// slowest rate that is waited for. Whoever sends a byte a second loses the place after the grace, and the next one gets it.
/// </summary>
/// <param name="most">In all, however fast it is.</param>
internal sealed class Pace(TimeSpan most)
{
    private const int BytesPerSecond = 64 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <summary>What is left with so many bytes received since the place was taken; never less than nothing.</summary>
    public TimeSpan Left(long bytes)
    {
        var allowed = Grace + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
        var left = (allowed < most ? allowed : most) - Stopwatch.GetElapsedTime(_begun);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
