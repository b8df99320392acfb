using System.Net;
using System.Security.Cryptography;
using MedLedger.Server.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MedLedger.Server.Tests;

/// <summary>Who may call what. A route without a row fails.</summary>
public sealed class AccessMatrix(RunningServer server) : IClassFixture<RunningServer>
{
    /// <summary>Route, whether it is open to everyone.</summary>
    private static readonly Dictionary<string, bool> Routes = new(StringComparer.Ordinal)
    {
        ["POST /api/session"] = true,
        ["GET /fhir/Patient/{patient}/$summary"] = false,
        ["POST /fhir/Patient/{patient}/$summary"] = false,
        ["GET /fhir/Patient/$summary"] = false,
        ["POST /fhir/Patient/$summary"] = false,
        ["GET /fhir/metadata"] = true,
        ["POST /api/patients/{patient}/corrections"] = false,
        ["GET /page/{patient}"] = false,
        ["POST /page/{patient}/break-glass"] = false,
        ["POST /api/break-glass"] = false,
        ["POST /api/grants"] = true,
        ["POST /api/revocations"] = true,
        ["GET /log/checkpoint"] = true,
        ["GET /log/vkey"] = true,
        ["GET /log/tile/{**path}"] = true,
        ["GET /api/anchors"] = true,
        ["GET /health/live"] = true,
        ["GET /health/ready"] = true,
        ["GET /metrics"] = true,
        ["GET /cds-services"] = true,
        ["POST /cds-services/{id}"] = false,
        ["POST /fhir"] = false,
        ["POST /api/documents"] = false,
        ["GET /api/held"] = false,
        ["POST /api/held/{id}/link"] = false,
        ["POST /api/documents/{id}/unlink"] = false,
    };

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route()
    {
        var routes = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}"));
        Assert.Equal(Routes.Keys.Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_every_route_that_is_not_open_answers_401()
    {
        foreach (var (route, open) in Routes)
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{patient}", server.Patient.Id.Value, StringComparison.Ordinal).Replace("{**path}", "0/000", StringComparison.Ordinal));
            using var answer = await server.SendAsync(new HttpMethod(method), path, body: method == "POST" ? new { } : null);
            Assert.True(open != (answer.StatusCode == HttpStatusCode.Unauthorized), $"{route}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_path_that_nobody_mapped_is_refused_without_a_token()
    {
        using var answer = await server.SendAsync(HttpMethod.Get, "/api/patients");
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_clinician_without_a_grant_is_refused()
    {
        using var answer = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.none"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("penicillin", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("POST", "/fhir", "clinician")]
    [InlineData("POST", "/fhir", "records-clerk")]
    [InlineData("POST", "/api/documents", "clinician")]
    [InlineData("GET", "/api/held", "clinician")]
    [InlineData("GET", "/api/held", "document-source")]
    [InlineData("POST", "/api/held/00000000000000000000000000000000/link", "document-source")]
    [InlineData("POST", "/api/documents/00000000000000000000000000000000/unlink", "clinician")]
    public async Task A_role_opens_its_own_door_only(string method, string path, string role)
    {
        using var answer = await server.SendAsync(new HttpMethod(method), path, server.Token("somebody", role), method == "POST" ? new { } : null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_patient_answers_like_a_patient_without_a_grant()
    {
        using var known = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.none"));
        using var unknown = await server.SendAsync(HttpMethod.Get, server.SummaryPath(new string('a', 32)), server.Token("dr.none"));
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(await Body(known), await Body(unknown));
    }

    [Fact]
    public async Task A_grant_lets_its_reader_in_and_a_revocation_shuts_the_door_at_once()
    {
        var grant = await server.GrantAsync("dr.granted");
        using (var read = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.granted")))
        {
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
            Assert.Contains("penicillin", await read.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }

        using (var other = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.other")))
            Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using (var revoked = await server.RevokeAsync(grant)) Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        using (var after = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.granted")))
            Assert.Equal(HttpStatusCode.Forbidden, after.StatusCode);
    }

    [Fact]
    public async Task Every_decision_is_in_the_log_before_the_answer()
    {
        var before = server.Store.LogSize;
        using var refused = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.counted"));
        Assert.Equal(before + 1, server.Store.LogSize);
        await server.GrantAsync("dr.counted");
        using var read = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token("dr.counted"));
        Assert.Equal(before + 3, server.Store.LogSize);
        Assert.Contains($"leaf={before + 2}", read.Headers.GetValues("MedLedger-Receipt").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("life-threatening", "", HttpStatusCode.Forbidden)]
    [InlineData("curiosity", "I would like to see it", HttpStatusCode.Forbidden)]
    [InlineData("life-threatening", "Unconscious, no relatives here.", HttpStatusCode.OK)]
    public async Task The_glass_breaks_only_for_a_reason_in_code_and_words(string? reason, string? explanation, HttpStatusCode expected)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, "/api/break-glass", server.Token("dr.glass"), new { patient = server.Patient.Id.Value, reason, explanation });
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Only_a_clinician_breaks_the_glass()
    {
        using var answer = await server.SendAsync(
            HttpMethod.Post, "/api/break-glass", server.Token("clerk", "clerk"), new { patient = server.Patient.Id.Value, reason = "life-threatening", explanation = "Unconscious, no relatives here." });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_signed_by_another_key_is_nobody()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var answer = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), Forge(new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "forged" }, SecurityAlgorithms.EcdsaSha256)));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_without_signature_is_nobody()
    {
        using var answer = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), Forge(null));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_names_nobody_is_refused_not_an_error()
    {
        using var answer = await server.SendAsync(HttpMethod.Get, server.SummaryPath(), server.Token(" "));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task No_header_or_query_names_the_user()
    {
        await server.GrantAsync("dr.named");
        using var request = new HttpRequestMessage(HttpMethod.Get, server.SummaryPath() + "?sub=dr.named&user=dr.named");
        request.Headers.Add("X-User", "dr.named");
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static string Forge(SigningCredentials? credentials) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = DevelopmentIssuer.Issuer,
        Audience = DevelopmentIssuer.Audience,
        Expires = DateTime.UtcNow.AddMinutes(5),
        Claims = new Dictionary<string, object> { ["sub"] = "dr.osei", ["roles"] = new[] { DevelopmentIssuer.ClinicianRole } },
        SigningCredentials = credentials,
    });

    private static async Task<string> Body(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        // The trace id differs between any two answers.
        return System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");
    }
}
