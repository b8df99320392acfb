using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Understanding;

public sealed class DayOrdersTests
{
    private static readonly DateOnly Today = new(2025, 7, 30);
    private static readonly DocumentUnderstanding Understanding = new(Reading.Analyzer);

    [Fact]
    public void A_day_still_to_come_is_read_the_other_way_where_that_has_passed()
    {
        var document = Understood("OPD PRESCRIPTION   Date: 12/07/2025\nName: Ravi Kumar\nTab Glycomet 1 g BD", out var text);
        Assert.Equal(DayOrder.AssumedDayFirst, document.DayOrder);

        var american = Understood("PRESCRIPTION   Date: 12/07/2025\nName: Ravi Kumar\nmetformin 1 g bid", out text);
        Assert.Equal(DayOrder.AssumedMonthFirst, american.DayOrder);
        var (at, dayFirst) = Assert.Single(DayOrders.Turned([american], Today));
        Assert.True(dayFirst);
        Assert.Equal(new PartialDate(2025, 7, 12), Understanding.Understand(Read(text), "a", dayFirst).Date);
        Assert.Equal(0, at);
    }

    [Fact]
    public void The_other_documents_of_the_patient_tell_the_order()
    {
        var open = Understood("Clinic letter   Date: 03/02/2025\nName: Ann Lee", out _);
        var proof = Understood("Clinic letter   Date: 25/01/2025\nName: Ann Lee", out _);
        Assert.Equal(DayOrder.DayFirst, proof.DayOrder);
        Assert.Equal([(0, true)], DayOrders.Turned([open, proof], Today));
    }

    [Fact]
    public void Proofs_that_contradict_one_another_turn_nothing()
    {
        var open = Understood("Clinic letter   Date: 03/02/2025\nName: Ann Lee", out _);
        var british = Understood("Clinic letter   Date: 25/01/2025\nName: Ann Lee", out _);
        var american = Understood("Clinic letter   Date: 01/25/2025\nName: Ann Lee", out _);
        Assert.Empty(DayOrders.Turned([open, british, american], Today));
    }

    [Theory]
    [InlineData("REFERRAL LETTER   2025/05/20\nName: Nomvula Dlamini", 2025, 5, 20)]
    [InlineData("Discharge slip   Date: 2025/05/08\nName: Nomvula Dlamini", 2025, 5, 8)]
    public void The_year_may_stand_first(string text, int year, int month, int day) =>
        Assert.Equal(new PartialDate(year, month, day), Understood(text, out _).Date);

    [Fact]
    public void What_a_document_proves_itself_no_other_changes()
    {
        const string Text = "Date: 02/03/2025\nName: Ann Lee\nSeen 25/02/2025";
        Assert.Equal(new PartialDate(2025, 3, 2), Understanding.Understand(Read(Text), "a", dayFirst: false).Date);
    }

    private static UnderstoodDocument Understood(string text, out string written) => Understanding.Understand(Read(written = text), "a");

    private static DocumentReading Read(string text) => new()
    {
        Document = Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)),
        MediaType = "text/plain",
        Bytes = text.Length,
        Pages = [new Page { Number = 1, Text = text, Origin = PageOrigin.TextLayer }],
    };
}
