using MedLedger.Domain.Content;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Sequencing;

/// <summary>The growing end of the log: the tree's right edge and the unfinished bundle.</summary>
internal sealed class LogEdge
{
    private readonly CompactRange _range;
    private readonly List<byte[]> _bundle;

    private LogEdge(CompactRange range, List<byte[]> bundle)
    {
        _range = range;
        _bundle = bundle;
    }

    public ulong Size => _range.Size;

    public Sha256Digest Root => _range.Root().ToDigest();

    public LogEdge Copy() => new(_range.Copy(), [.. _bundle]);

    /// <summary>Adds leaves and returns every file that changes.</summary>
    public IReadOnlyCollection<StagedTile> Append(IEnumerable<byte[]> leaves)
    {
        var staged = new List<StagedTile>();
        foreach (var leaf in leaves)
        {
            _bundle.Add(leaf);
            if (_bundle.Count == TileId.Width)
            {
                staged.Add(new(TileId.Bundle(Size / TileId.Width), TileId.Width, EntryBundle.Encode(_bundle)));
                _bundle.Clear();
            }

            _range.Append(TreeHash.OfLeaf(leaf), (tile, row) => staged.Add(new(tile, TileId.Width, TileRow.ToBytes(row))));
        }

        if (_bundle.Count > 0) staged.Add(new(TileId.Bundle(Size / TileId.Width), _bundle.Count, EntryBundle.Encode(_bundle)));
        staged.AddRange(_range.Unfinished().Select(unfinished => new StagedTile(unfinished.Tile, unfinished.Row.Length, TileRow.ToBytes(unfinished.Row))));
        return staged;
    }

    public static async Task<LogEdge> LoadAsync(ulong size, LogFiles files, CancellationToken cancellationToken)
    {
        var range = await CompactRange.LoadAsync(size, files, cancellationToken);
        var width = (int)(size % TileId.Width);
        var bundle = width == 0 ? [] : (await files.ReadBundleAsync(size / TileId.Width, width, cancellationToken)).Entries;
        return new(range, bundle);
    }
}
