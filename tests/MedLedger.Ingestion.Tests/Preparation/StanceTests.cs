using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.Tests.Preparation;

public class StanceTests
{
    [Fact]
    public void Lines_that_run_across_stand_upright() => Assert.Equal(new Stance(false, false), Stance.Of(Letters(), 10));

    [Fact]
    public void Lines_that_run_down_lie_sideways() =>
        Assert.True(Stance.Of([.. Letters().Select(blot => new Blot(blot.Top, blot.Left, blot.Bottom, blot.Right, blot.Pixels))], 10).Sideways);

    [Fact]
    public void Letters_that_hang_below_their_line_stand_on_their_head() =>
        Assert.True(Stance.Of([.. Letters().Select(blot => new Blot(blot.Left, 400 - blot.Bottom, blot.Right, 400 - blot.Top, blot.Pixels))], 10).Overturned);

    [Fact]
    public void A_few_letters_tell_nothing() => Assert.Equal(default, Stance.Of(Letters()[..20], 10));

    // Ten lines of thirty letters: every third rises above the others, every ninth hangs below them.
    private static List<Blot> Letters() =>
        [.. from line in Enumerable.Range(0, 10)
            from letter in Enumerable.Range(0, 30)
            let top = (line * 35) + (letter % 3 == 0 ? 14 : 20)
            let bottom = (line * 35) + (letter % 9 == 4 ? 36 : 30)
            select new Blot(letter * 11, top, (letter * 11) + 8, bottom, 60)];
}
