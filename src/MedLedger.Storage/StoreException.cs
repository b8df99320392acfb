namespace MedLedger.Storage;

/// <summary>The data directory cannot be used as it is. The message says what to do.</summary>
public class StoreException(string message) : Exception(message);

/// <summary>A newer program wrote the store; this one would damage it, so it touches nothing.</summary>
public sealed class StoreTooNewException(string database, int found, int supported)
    : StoreException($"The store's {database} database has schema version {found}; this program knows up to version {supported}. "
        + "Use the program that wrote it or a newer one, or restore a backup made by this version.")
{
    public int Found { get; } = found;

    public int Supported { get; } = supported;
}
