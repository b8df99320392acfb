using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Sequencing;

/// <summary>The files of a log in the hands of its one sequencer. The folder stays locked until this is disposed, or the process dies.</summary>
internal sealed class WritableLogFiles : LogFiles, IDisposable
{
    // A leading dot keeps it out of what a static file server shows.
    private const string Staging = ".staging";

    private readonly DurableFolder _durable;
    private readonly IFaultPoint _faults;
    private readonly FileStream _claim;

    private WritableLogFiles(string folder, FileStream claim, IFaultPoint faults)
        : base(folder)
    {
        _claim = claim;
        _faults = faults;
        _durable = new(folder, $"{Staging}/incoming", faults);
    }

    /// <exception cref="LogFatalException">when another process sequences this folder.</exception>
    public static WritableLogFiles Claim(string folder, IFaultPoint faults)
    {
        Directory.CreateDirectory(Path.Combine(folder, Staging));
        try
        {
            var claim = new FileStream(Path.Combine(folder, Staging, "claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new(folder, claim, faults);
        }
        catch (IOException e)
        {
            throw new LogFatalException("Another sequencer already works in this folder; stop it first.", e);
        }
    }

    public void Stage(string name, IReadOnlyCollection<StagedTile> tiles)
    {
        _durable.Put($"{Staging}/{name}", StagedTiles.Encode(tiles));
        _durable.Sync();
    }

    public bool IsStaged(string name) => File.Exists(_durable.Full($"{Staging}/{name}"));

    /// <summary>Brings the files to the state that the lock names. Doing it again changes nothing, so recovery does just this.</summary>
    public async Task ApplyAsync(string name, CancellationToken cancellationToken)
    {
        var tiles = StagedTiles.Decode(await File.ReadAllBytesAsync(_durable.Full($"{Staging}/{name}"), cancellationToken));
        foreach (var tile in tiles)
        {
            if (await FindAsync(tile.Path, cancellationToken) is not { } present) _durable.Put(tile.Path, tile.Bytes);
            // A tile never changes (C2SP tlog-tiles): other bytes under its name are a damaged or a second log.
            else if (!present.AsSpan().SequenceEqual(tile.Bytes)) throw new LogFatalException($"{tile.Path} exists with other content; nothing was overwritten.");
        }

        _durable.Sync();
        foreach (var full in tiles.Where(tile => tile.Width == TileId.Width)) RemovePartials(full.Path);
    }

    public void Publish(byte[] checkpoint)
    {
        _durable.Put(CheckpointName, checkpoint);
        _durable.Sync();
    }

    /// <summary>Removes what no lock row can name any more. Only called when the state of the lock is published.</summary>
    public void ClearStaging()
    {
        foreach (var file in Directory.EnumerateFiles(_durable.Full(Staging)).Where(file => Path.GetFileName(file) != "claim"))
        {
            _faults.Reach("remove staged tiles");
            File.Delete(file);
        }
    }

    public void Dispose() => _claim.Dispose();

    private void RemovePartials(string path)
    {
        var partials = _durable.Full($"{path}.p");
        if (!Directory.Exists(partials)) return;
        _faults.Reach($"remove partials of {path}");
        Directory.Delete(partials, recursive: true);
    }
}
