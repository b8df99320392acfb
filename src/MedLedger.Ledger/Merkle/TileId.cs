using System.Globalization;

namespace MedLedger.Ledger.Merkle;

/// <summary>A tile of 256 hashes, or a bundle of 256 entries, by level and number (C2SP tlog-tiles).</summary>
internal readonly record struct TileId(int Level, ulong Index)
{
    public const int Width = 256;

    /// <summary>Stands where a level would: bundles have paths of their own beside the tiles.</summary>
    public const int EntriesLevel = -1;

    public static TileId Bundle(ulong index) => new(EntriesLevel, index);

    /// <summary>How much of this tile a tree of <paramref name="size"/> fills; 0 for nothing.</summary>
    public int WidthIn(ulong size)
    {
        var row = Level <= 0 ? size : size >> (8 * Level);
        var first = Index * Width;
        return row <= first ? 0 : (int)Math.Min(Width, row - first);
    }

    /// <summary>The file's path below the log's folder, for instance tile/0/x001/234.p/17.</summary>
    public string Path(int width)
    {
        var path = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
            path = $"x{rest % 1000:000}/{path}";
        var level = Level == EntriesLevel ? "entries" : Level.ToString(CultureInfo.InvariantCulture);
        return width == Width ? $"tile/{level}/{path}" : $"tile/{level}/{path}.p/{width}";
    }

    /// <summary>Reads a path as <see cref="Path"/> writes it, and no other.</summary>
    public static bool TryParse(string path, out TileId tile, out int width)
    {
        (tile, width) = (default, Width);
        var parts = path.Split('/');
        if (parts.Length < 3 || parts[0] != "tile") return false;
        if (parts[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out width)) return false;
            parts = [.. parts[..^2], parts[^2][..^2]];
        }

        var level = EntriesLevel;
        var digits = string.Concat(parts.Skip(2).Select(part => part.TrimStart('x')));
        if ((parts[1] != "entries" && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out level))
            || !ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return false;
        tile = new(level, index);
        return tile.Path(width) == path;
    }
}
