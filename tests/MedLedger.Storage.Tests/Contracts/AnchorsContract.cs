using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every store of anchors must do.</summary>
public abstract class AnchorsContract
{
    protected abstract IAnchors Anchors { get; }

    [Fact]
    public async Task An_epoch_keeps_its_root_while_its_status_may_rise_and_fall()
    {
        var anchor = new Anchor(1, 10, Digest("root"), null, AnchorStatus.Pending);
        await Anchors.SaveAsync(anchor, Never);
        await Anchors.SaveAsync(anchor with { Transaction = "0x01", Status = AnchorStatus.Included }, Never);
        await Anchors.SaveAsync(anchor with { Transaction = "0x02", Status = AnchorStatus.Pending }, Never);
        Assert.Equal(anchor with { Transaction = "0x02" }, await Anchors.FindAsync(1, Never));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Anchors.SaveAsync(anchor with { Root = Digest("other") }, Never));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Anchors.SaveAsync(anchor with { TreeSize = 11 }, Never));
    }

    [Fact]
    public async Task The_latest_epoch_is_the_highest()
    {
        Assert.Null(await Anchors.FindLatestAsync(Never));
        foreach (var epoch in new[] { 1ul, 3ul, 2ul }) await Anchors.SaveAsync(new Anchor(epoch, epoch * 10, Digest($"{epoch}"), null, AnchorStatus.Pending), Never);
        Assert.Equal(3ul, (await Anchors.FindLatestAsync(Never))!.Epoch);
        Assert.Equal([1ul, 2ul, 3ul], (await Anchors.ListAsync(Never)).Select(anchor => anchor.Epoch));
        Assert.Null(await Anchors.FindAsync(4, Never));
    }
}
