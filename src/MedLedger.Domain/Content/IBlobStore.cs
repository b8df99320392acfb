namespace MedLedger.Domain.Content;

/// <summary>Bytes by their content address. Holds ciphertext only; the store is not trusted to return what was put.</summary>
public interface IBlobStore
{
    /// <summary>Durable when the task ends; putting the same bytes again changes nothing.</summary>
    Task<ContentAddress> PutAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken);

    /// <summary>The bytes as stored, or null when there are none. Callers check the address themselves.</summary>
    Task<byte[]?> FindAsync(ContentAddress address, CancellationToken cancellationToken);
}
