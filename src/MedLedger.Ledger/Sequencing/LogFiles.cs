using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Sequencing;

/// <summary>The files of a log that anyone may read (C2SP tlog-tiles): checkpoint, tiles, bundles.</summary>
internal class LogFiles(string folder) : ITileSource
{
    public const string CheckpointName = "checkpoint";

    public string Folder { get; } = Path.GetFullPath(folder);

    public async Task<byte[]?> FindCheckpointAsync(CancellationToken cancellationToken) =>
        await FindAsync(CheckpointName, cancellationToken);

    public async ValueTask<byte[]> ReadAsync(TileId tile, int width, CancellationToken cancellationToken)
    {
        var (path, bytes) = await ReadFileAsync(tile, width, cancellationToken);
        var expected = path == tile.Path(width) ? width : TileId.Width;
        return bytes.Length == expected * TreeHash.Length
            ? bytes[..(width * TreeHash.Length)]
            : throw new LogDamagedException(path, $"has {bytes.Length} bytes, not {expected * TreeHash.Length}");
    }

    public async Task<(string Path, List<byte[]> Entries)> ReadBundleAsync(ulong index, int width, CancellationToken cancellationToken)
    {
        var tile = TileId.Bundle(index);
        var (path, bytes) = await ReadFileAsync(tile, width, cancellationToken);
        try
        {
            return (path, EntryBundle.Decode(bytes, width, whole: path == tile.Path(width)));
        }
        catch (FormatException e)
        {
            throw new LogDamagedException(path, e.Message);
        }
    }

    /// <summary>The partial file of that width, or the full one that took its place (C2SP tlog-tiles, "Partial Tiles").</summary>
    public async Task<(string Path, byte[] Bytes)> ReadFileAsync(TileId tile, int width, CancellationToken cancellationToken)
    {
        foreach (var path in new[] { tile.Path(width), tile.Path(TileId.Width) }.Distinct())
            if (await FindAsync(path, cancellationToken) is { } bytes) return (path, bytes);
        throw new LogDamagedException(tile.Path(width), "is missing");
    }

    /// <summary>Every partial file there is, of this size or of an earlier one.</summary>
    public IEnumerable<string> PartialPaths()
    {
        var tiles = Path.Combine(Folder, "tile");
        return Directory.Exists(tiles)
            ? Directory.EnumerateFiles(tiles, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Folder, file)).Where(path => path.Contains(".p/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : [];
    }

    protected async Task<byte[]?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(Path.Combine(Folder, path), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
