using System.Net;
using MedLedger.Access.Grants;
using MedLedger.Domain.Content;

namespace MedLedger.Server.Tests;

/// <summary>No receipt, no record: a log that cannot be written releases nothing.</summary>
public sealed class LogInTrouble(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task When_the_log_cannot_be_written_nobody_reads()
    {
        var grant = await server.GrantAsync("dr.granted");
        var staging = Path.Combine(server.Store.LogFolder, ".staging");
        var aside = staging + ".aside";
        Directory.Move(staging, aside);
        await File.WriteAllTextAsync(staging, "not a folder");

        using var answer = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.granted"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("penicillin", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);

        // A revocation holds all the same, and the server says that it is not ready.
        using var revoked = await server.RevokeAsync(grant);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, revoked.StatusCode);
        Assert.NotNull((await server.Store.Store.Grants.FindAsync(new GrantId(Sha256Digest.Parse(grant)), CancellationToken.None))!.Revocation);
        using var ready = await server.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }
}
