using MedLedger.Domain.Content;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Tests.Merkle;

/// <summary>Reference values of RFC 6962 trees as transparency-dev/merkle (Apache-2.0) publishes them.</summary>
public sealed class TreeTests
{
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Hashes_have_their_published_values()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", TreeHash.Empty.ToDigest().Hex);
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", TreeHash.OfLeaf([]).ToDigest().Hex);
        Assert.Equal("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56", TreeHash.OfLeaf("L123456"u8).ToDigest().Hex);
    }

    [Fact]
    public void Roots_have_their_published_values()
    {
        var range = new CompactRange();
        Assert.Equal(TreeHash.Empty, range.Root());
        for (var i = 0; i < Leaves.Length; i++)
        {
            range.Append(TreeHash.OfLeaf(Convert.FromHexString(Leaves[i])), (_, _) => Assert.Fail("Eight leaves fill no tile."));
            Assert.Equal(Roots[i], range.Root().ToDigest().Hex);
        }
    }

    [Fact]
    public void The_streamed_root_is_the_one_that_the_definition_gives_over_several_tile_levels()
    {
        var range = new CompactRange();
        var leaves = new List<TreeHash>();
        foreach (var i in Enumerable.Range(0, 70_000))
        {
            leaves.Add(TreeHash.OfLeaf(BitConverter.GetBytes(i)));
            range.Append(leaves[i], (_, _) => { });
            if (i is < 520 or 65_535 or 65_536 or 69_999) Assert.Equal(Definition([.. leaves]), range.Root());
        }
    }

    [Fact]
    public async Task A_range_loaded_from_its_tiles_goes_on_as_if_it_had_never_stopped()
    {
        var tiles = new MemoryTiles();
        foreach (var size in new[] { 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537 })
        {
            tiles.GrowTo(size);
            var loaded = await CompactRange.LoadAsync((ulong)size, tiles, CancellationToken.None);
            Assert.Equal(tiles.Range.Root(), loaded.Root());
            var goesOn = tiles.Range.Copy();
            foreach (var range in new[] { loaded, goesOn }) range.Append(TreeHash.Empty, (_, _) => { });
            Assert.Equal(goesOn.Root(), loaded.Root());
        }
    }

    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 999, 1, "tile/0/999.p/1")]
    [InlineData(1, 1000, 256, "tile/1/x001/000")]
    [InlineData(2, 1234067, 255, "tile/2/x001/x234/067.p/255")]
    [InlineData(-1, 42, 256, "tile/entries/042")]
    public void Tiles_have_the_paths_of_the_specification(int level, ulong index, int width, string path)
    {
        Assert.Equal(path, new TileId(level, index).Path(width));
        Assert.True(TileId.TryParse(path, out var tile, out var read));
        Assert.Equal((new TileId(level, index), width), (tile, read));
    }

    [Theory]
    [InlineData("tile/0/1")]
    [InlineData("tile/0/0001")]
    [InlineData("tile/00/001")]
    [InlineData("tile/0/001.p/256")]
    [InlineData("tile/0/001.p/007")]
    [InlineData("tile/0/001/234")]
    [InlineData("tile/0/../001")]
    [InlineData("checkpoint")]
    public void Other_paths_are_no_tiles(string path) => Assert.False(TileId.TryParse(path, out _, out _));

    [Fact]
    public void A_tree_of_70000_has_the_tiles_of_the_specifications_example()
    {
        Assert.Equal((256, 112, 0), (new TileId(0, 272).WidthIn(70_000), new TileId(0, 273).WidthIn(70_000), new TileId(0, 274).WidthIn(70_000)));
        Assert.Equal((256, 17), (new TileId(1, 0).WidthIn(70_000), new TileId(1, 1).WidthIn(70_000)));
        Assert.Equal(1, new TileId(2, 0).WidthIn(70_000));
    }

    /// <summary>MTH of RFC 6962 section 2.1, word by word.</summary>
    private static TreeHash Definition(ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.Length == 1) return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length) split *= 2;
        return TreeHash.OfNode(Definition(leaves[..split]), Definition(leaves[split..]));
    }
}

/// <summary>A tree's tiles in memory, every width of them.</summary>
internal sealed class MemoryTiles : ITileSource
{
    private readonly Dictionary<TileId, TreeHash[]> _tiles = [];

    public CompactRange Range { get; } = new();

    public List<Sha256Digest> Roots { get; } = [TreeHash.Empty.ToDigest()];

    public void GrowTo(int size)
    {
        while ((int)Range.Size < size)
        {
            Range.Append(Leaf((int)Range.Size), (tile, row) => _tiles[tile] = row);
            if (size <= 1_000) Roots.Add(Range.Root().ToDigest());
        }

        foreach (var (tile, row) in Range.Unfinished()) _tiles[tile] = row;
    }

    public static TreeHash Leaf(int index) => TreeHash.OfLeaf(BitConverter.GetBytes(index));

    public ValueTask<byte[]> ReadAsync(TileId tile, int width, CancellationToken cancellationToken) =>
        ValueTask.FromResult(TileRow.ToBytes(_tiles[tile].AsSpan(0, width)));
}
