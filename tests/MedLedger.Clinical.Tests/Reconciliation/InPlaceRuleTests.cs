using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

/// <summary>Directives and devices: what ends them, and what only speaks against them.</summary>
public sealed class InPlaceRuleTests
{
    [Theory]
    [InlineData("DNACPR revoked 12/05/2024.", false)]
    [InlineData("DNACPR decision has been withdrawn.", false)]
    [InlineData("DNACPR has not been revoked.", true)]
    [InlineData("DNACPR in place.", true)]
    public void A_directive_that_was_taken_back_is_not_in_force(string text, bool active)
    {
        var directive = Reading.One<DirectiveFinding>(text);
        Assert.Equal((active, false), (directive.Active, directive.Assertion.Negated));
    }

    [Fact]
    public void A_revoked_directive_is_gone_and_a_denied_one_is_a_conflict()
    {
        Assert.Empty(Record(Document("a.txt", "2023-01-01", Dnr), Document("b.txt", "2024-05-12", Dnr with { Active = false })).Directives);
        Assert.Equal("denied in b, 2024-05-12", Assert.Single(Record(Document("a.txt", "2023-01-01", Dnr), Document("b.txt", "2024-05-12", Dnr.Denied())).Directives).Conflict);
        Assert.Contains("revoked", Assert.Single(Record(Document("a.txt", "2023-01-01", Dnr), Document("b.png", "2024-05-12", (Dnr with { Active = false }).Unsure())).Directives).Conflict!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_entry_of_a_list_ends_no_active_one_without_a_later_day_of_its_own()
    {
        Assert.Single(Record(Document("export.json", "2025-01-01", (Dnr with { Dated = Day("2023-01-01") }).Coded(), (Dnr with { Dated = Day("2020-01-01"), Active = false }).Coded())).Directives);
        Assert.Empty(Record(Document("export.json", "2025-01-01", (Dnr with { Dated = Day("2020-01-01") }).Coded(), (Dnr with { Dated = Day("2023-01-01"), Active = false }).Coded())).Directives);
        var pacemaker = new DeviceFinding { Concept = new("pacemaker"), Certainty = ReadingCertainty.Sure };
        Assert.Single(Record(Document("export.json", "2025-01-01", pacemaker.Coded(), (pacemaker with { Active = false }).Coded())).Devices);
    }

    [Fact]
    public void An_unsure_code_status_removes_nothing()
    {
        var record = Record(Document("a.txt", "2022-01-01", Full), Document("b.txt", "2021-01-01", Dnr), Document("c.png", "2024-01-01", Dnr.Unsure()));
        Assert.Equal(2, record.Directives.Count);
        Assert.All(record.Directives, line => Assert.Equal(ReadingCertainty.Unsure, line.Certainty));
    }

    [Theory]
    [InlineData("2024", "2024-06-01", 2)]
    [InlineData(null, "2024-06-01", 2)]
    [InlineData("2023", "2024-06-01", 1)]
    public void Days_that_overlap_decide_no_code_status(string? order, string full, int lines) =>
        Assert.Equal(lines, Record(Document("a.txt", order, Dnr), Document("b.txt", full, Full)).Directives.Count);

    [Theory]
    [InlineData("DNAR")]
    [InlineData("Not for CPR")]
    public void However_it_is_written_it_excludes_full_code(string words) =>
        Assert.Equal(words, Assert.Single(Record(Document("a.txt", "2023-01-01", Full), Document("b.txt", "2024-01-01", Dnr with { Concept = new(words) })).Directives).Concept.Text);

    private static DirectiveFinding Dnr => new() { Concept = new("DNACPR"), Certainty = ReadingCertainty.Sure };

    private static DirectiveFinding Full => new() { Concept = new("Full code"), Certainty = ReadingCertainty.Sure };
}
