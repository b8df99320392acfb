namespace MedLedger.Ingestion.Confinement;

/// <summary>What a program wrote before it ended.</summary>
internal static class LastWords
{
    /// <summary>Whether it ran out of memory: which allocation fails first decides how a program says so.</summary>
    public static bool TellOfMemory(string errors) => errors.Contains("memory", StringComparison.OrdinalIgnoreCase) || errors.Contains("bad_alloc", StringComparison.Ordinal);
}
