using System.Net;
using System.Net.Http.Json;

namespace MedLedger.Server.Tests;

/// <summary>What a browser gets.</summary>
public sealed class Pages(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_link_s_token_becomes_a_cookie_that_scripts_cannot_read()
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/session", new { token = server.Token("dr.browser") });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_invalid_token_becomes_no_cookie()
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/session", new { token = "a.b.c" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Without_a_grant_the_page_is_the_way_to_break_the_glass_and_nothing_else()
    {
        using var answer = await server.SendAsync(HttpMethod.Get, $"/page/{server.Patient.Id}", server.Token("dr.stranger"));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Break the glass", html, StringComparison.Ordinal);
        Assert.DoesNotContain("penicillin", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task With_a_grant_the_page_runs_no_script_and_loads_nothing()
    {
        await server.GrantAsync("dr.reader");
        using var answer = await server.SendAsync(HttpMethod.Get, $"/page/{server.Patient.Id}", server.Token("dr.reader"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("penicillin", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_public_log_verifies_and_keeps_its_private_folders_to_itself()
    {
        using var checkpoint = await server.Http.GetAsync("/log/checkpoint");
        Assert.Equal(HttpStatusCode.OK, checkpoint.StatusCode);
        Assert.StartsWith("medledger.example/log/", await checkpoint.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var path in (string[])["/log/.staging", "/log/tile/../.staging/claim", "/log/tile/%2e%2e/checkpoint", "/log/tile/0/../../../keys/root.key"])
        {
            using var answer = await server.Http.GetAsync(path);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
