using System.Net;
using System.Text.Json;
using MedLedger.Domain.Findings;
using MedLedger.Server.Summary.Corrections;

namespace MedLedger.Server.Tests;

/// <summary>People's words on lines, over HTTP.</summary>
public sealed class Corrections(RunningServer server) : IClassFixture<RunningServer>
{
    private string Path => $"/api/patients/{server.Patient.Id}/corrections";

    [Fact]
    public async Task A_confirmation_shows_on_the_page_attests_the_bundle_and_can_be_taken_back()
    {
        await server.GrantAsync("dr.word");
        var line = await PenicillinAsync("dr.word");
        using (var taken = await server.SendAsync(HttpMethod.Post, Path, server.Token("dr.word"), new { line, verdict = "confirmed" })) Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        Assert.Contains("confirmed by dr.word", await ReadAsync("dr.word", "text/html"), StringComparison.Ordinal);
        Assert.Contains("\"attester\"", await ReadAsync("dr.word", "application/fhir+json"), StringComparison.Ordinal);
        using (var taken = await server.SendAsync(HttpMethod.Post, Path, server.Token("dr.word"), new { line, verdict = "withdrawn" })) Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        Assert.DoesNotContain("confirmed by", await ReadAsync("dr.word", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disputed_allergy_stays_on_the_page()
    {
        await server.GrantAsync("dr.doubt");
        var line = await PenicillinAsync("dr.doubt");
        using (var taken = await server.SendAsync(HttpMethod.Post, Path, server.Token("dr.doubt"), new { line, verdict = "disputed", comment = "Tolerated amoxicillin <b>twice</b>." })) Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        var html = await ReadAsync("dr.doubt", "text/html");
        Assert.Contains("penicillin", html, StringComparison.Ordinal);
        Assert.Contains("Tolerated amoxicillin &lt;b&gt;twice&lt;/b&gt;.", html, StringComparison.Ordinal);
        using var undone = await server.SendAsync(HttpMethod.Post, Path, server.Token("dr.doubt"), new { line, verdict = "withdrawn" });
        Assert.Equal(HttpStatusCode.Created, undone.StatusCode);
    }

    [Fact]
    public async Task Reading_and_word_are_both_in_the_log()
    {
        await server.GrantAsync("dr.logged");
        var line = await PenicillinAsync("dr.logged");
        var before = server.Store.LogSize;
        using var taken = await server.SendAsync(HttpMethod.Post, Path, server.Token("dr.logged"), new { line, verdict = "withdrawn" });
        // The reading, the word, the summary that honours it.
        Assert.Equal(before + 3, server.Store.LogSize);
    }

    [Theory]
    [InlineData("dr.stranger", "clinician", "confirmed", HttpStatusCode.Forbidden)]
    [InlineData("clerk.word", "clerk", "confirmed", HttpStatusCode.Forbidden)]
    [InlineData("dr.known", "clinician", "agreed", HttpStatusCode.BadRequest)]
    [InlineData("dr.known", "clinician", "confirmed", HttpStatusCode.Conflict)]
    public async Task Who_may_not_read_has_no_word_and_a_line_that_is_not_there_gets_none(string subject, string role, string verdict, HttpStatusCode expected)
    {
        if (subject != "dr.stranger") await server.GrantAsync(subject);
        using var answer = await server.SendAsync(HttpMethod.Post, Path, server.Token(subject, role), new { line = "0123456789abcdef", verdict });
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_comment_that_is_too_long_is_refused()
    {
        await server.GrantAsync("dr.long");
        using var answer = await server.SendAsync(HttpMethod.Post, Path, server.Token("dr.long"), new { line = await PenicillinAsync("dr.long"), verdict = "disputed", comment = new string('x', 501) });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public void A_word_reads_back_as_it_was_written()
    {
        var word = new CorrectionDocument("0123456789abcdef", "penicillin", CorrectionVerdict.Disputed, "dr.osei", "https://idp.invalid", new DateTimeOffset(2025, 6, 1, 8, 30, 0, TimeSpan.Zero), "tolerated");
        var finding = Assert.IsType<CorrectionFinding>(CorrectionDocument.Read(word.ToBytes()).Understood.Findings.Single());
        Assert.Equal((word.Line, word.Verdict, word.Author, word.Issuer, word.At, word.Comment), (finding.Line, finding.Verdict, finding.Author, finding.Issuer, finding.At, finding.Comment));
        Assert.Equal(word.ToBytes(), word.ToBytes());
    }

    private async Task<string> PenicillinAsync(string subject)
    {
        using var page = JsonDocument.Parse(await ReadAsync(subject, "application/json"));
        return page.RootElement.GetProperty("blocks")[0].GetProperty("lines")[0].GetProperty("line").GetString()!;
    }

    private async Task<string> ReadAsync(string subject, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.SummaryPath());
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Authorization = new("Bearer", server.Token(subject));
        using var answer = await server.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
