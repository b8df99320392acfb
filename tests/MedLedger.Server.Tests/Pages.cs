using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

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
        // Written to the socket as they are: an HTTP client would tidy the dots away first.
        foreach (var path in (string[])["/log/.staging/claim", "/log/tile/../.staging/claim", "/log/tile/%2e%2e/%2e%2e/keys/root.key", "/log/tile/..%2f..%2fkeys%2froot.key", "/log/tile/0/../../../keys/root.key", "/log/tile//etc/passwd"])
            Assert.DoesNotContain(" 200 ", await RawStatusAsync(path), StringComparison.Ordinal);
        Assert.Contains(" 200 ", await RawStatusAsync("/log/checkpoint"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_leads_a_browser_through_the_cookie_to_the_broken_glass_and_the_page()
    {
        var cookie = await CookieAsync("dr.emergency");
        using (var form = await BrowseAsync(HttpMethod.Get, $"/page/{server.Patient.Id}", cookie))
            Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        using (var foreign = await BrowseAsync(HttpMethod.Post, $"/page/{server.Patient.Id}/break-glass", cookie, "same-site"))
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using (var still = await BrowseAsync(HttpMethod.Get, $"/page/{server.Patient.Id}", cookie))
            Assert.Equal(HttpStatusCode.Forbidden, still.StatusCode);
        using var page = await BrowseAsync(HttpMethod.Post, $"/page/{server.Patient.Id}/break-glass", cookie, "same-origin");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        using var read = await BrowseAsync(HttpMethod.Get, page.Headers.Location!.ToString(), cookie);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Contains("penicillin", await read.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string> CookieAsync(string subject)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/session", new { token = server.Token(subject) });
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private async Task<HttpResponseMessage> BrowseAsync(HttpMethod method, string path, string cookie, string? sender = null)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var browser = new HttpClient(handler) { BaseAddress = server.Http.BaseAddress };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        if (sender is not null) request.Headers.Add("Sec-Fetch-Site", sender);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["reason"] = "life-threatening", ["explanation"] = "Unconscious, no relatives here." });
        return await browser.SendAsync(request);
    }

    private async Task<string> RawStatusAsync(string path)
    {
        var address = server.Http.BaseAddress!;
        using var socket = new TcpClient(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}
