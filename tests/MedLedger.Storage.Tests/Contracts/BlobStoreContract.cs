using MedLedger.Domain.Content;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every blob store must do.</summary>
public abstract class BlobStoreContract
{
    protected abstract IBlobStore Blobs { get; }

    [Fact]
    public async Task What_was_put_is_found_under_its_address()
    {
        var address = await Blobs.PutAsync("sealed"u8.ToArray(), CancellationToken.None);
        Assert.Equal(ContentAddress.Of("sealed"u8), address);
        Assert.Equal("sealed"u8.ToArray(), await Blobs.FindAsync(address, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_never_put_is_not_found() =>
        Assert.Null(await Blobs.FindAsync(ContentAddress.Of("nothing"u8), CancellationToken.None));

    [Fact]
    public async Task Putting_the_same_bytes_again_changes_nothing()
    {
        var first = await Blobs.PutAsync("sealed"u8.ToArray(), CancellationToken.None);
        Assert.Equal(first, await Blobs.PutAsync("sealed"u8.ToArray(), CancellationToken.None));
        Assert.Equal("sealed"u8.ToArray(), await Blobs.FindAsync(first, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_bytes_put_at_once_are_one_blob()
    {
        var addresses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Blobs.PutAsync(new byte[100_000], CancellationToken.None))));
        Assert.Single(addresses.Distinct());
        Assert.Equal(100_000, (await Blobs.FindAsync(addresses[0], CancellationToken.None))!.Length);
    }

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        var address = await Blobs.PutAsync(Array.Empty<byte>(), CancellationToken.None);
        Assert.Empty((await Blobs.FindAsync(address, CancellationToken.None))!);
    }
}
