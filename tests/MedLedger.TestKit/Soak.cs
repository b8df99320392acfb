namespace MedLedger.TestKit;

/// <summary>How often a seeded test repeats: a sample in `make test`, many in `make soak`.</summary>
public static class Soak
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("MEDLEDGER_SOAK") == "1";

    public static int Times(int sample, int soak) => IsOn ? soak : sample;
}
