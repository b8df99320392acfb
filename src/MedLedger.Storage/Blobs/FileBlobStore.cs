using MedLedger.Domain.Content;

namespace MedLedger.Storage.Blobs;

/// <summary>Sealed bytes as files: blobs/ab/cdef…, named by their address.</summary>
internal sealed class FileBlobStore(string folder) : IBlobStore
{
    public async Task<ContentAddress> PutAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
    {
        var address = ContentAddress.Of(envelope.Span);
        var path = PathOf(address);
        // A file that no longer has its address was damaged at rest: it is written anew.
        if (await FindAsync(address, cancellationToken) is { } stored && ContentAddress.Of(stored) == address) return address;

        var home = Path.GetDirectoryName(path)!;
        DurableFolder.Create(home);
        var temporary = Path.Combine(home, $".{Path.GetRandomFileName()}.new");
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(envelope, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            // If the process dies before this line, a nameless file is left that nobody reads; after it, the blob is whole.
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DurableFolder.Sync(home);
        return address;
    }

    public async Task<byte[]?> FindAsync(ContentAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(address), cancellationToken);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(ContentAddress address) => Path.Combine(folder, address.Digest.Hex[..2], address.Digest.Hex[2..]);
}
