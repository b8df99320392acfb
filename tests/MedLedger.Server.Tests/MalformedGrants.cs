using System.Net;
using System.Net.Http.Json;
using System.Text;
using MedLedger.Access.Grants;
using MedLedger.Chain.Development;
using MedLedger.Chain.Wallets;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Server.Grants;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Tests;

/// <summary>What anybody can send to the endpoints of grants, and what the answers must not tell.</summary>
public sealed class MalformedGrants(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"patient":null,"verifyingContract":null,"blinding":null,"signature":null}""")]
    [InlineData("""{"notAfter":99999999999999999999999999}""")]
    [InlineData("""{"notAfter":-1}""")]
    [InlineData("[")]
    public async Task Nulls_and_numbers_out_of_range_are_wrong_requests(string body)
    {
        foreach (var path in (string[])["/api/grants", "/api/revocations"])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await server.Http.PostAsync(path, content);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_largest_numbers_are_refused_as_terms()
    {
        var request = await RequestAsync(server.Patient.Id) with { NotBefore = ulong.MaxValue, NotAfter = ulong.MaxValue, Deadline = ulong.MaxValue, SignedAt = ulong.MaxValue };
        using var answer = await server.Http.PostAsJsonAsync("/api/grants", request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_stranger_cannot_tell_a_known_patient_from_an_unknown_one()
    {
        using var known = await server.Http.PostAsJsonAsync("/api/grants", await RequestAsync(server.Patient.Id));
        using var unknown = await server.Http.PostAsJsonAsync("/api/grants", await RequestAsync(PatientId.New()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, known.StatusCode);
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(await DetailAsync(known), await DetailAsync(unknown));
    }

    [Fact]
    public async Task A_stranger_cannot_tell_whether_a_grant_is_known()
    {
        var grant = new GrantId(Sha256Digest.Parse(await server.GrantAsync("dr.known")));
        using var known = await server.Http.PostAsJsonAsync("/api/revocations", await RevocationAsync(grant));
        using var unknown = await server.Http.PostAsJsonAsync("/api/revocations", await RevocationAsync(new GrantId(Sha256Digest.Of([1]))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, known.StatusCode);
        Assert.Equal(await DetailAsync(known), await DetailAsync(unknown));
    }

    private async Task<GrantEndpoints.GrantRequest> RequestAsync(PatientId patient) => GrantEndpoints.Write(await GrantSigning.GrantAsync(
        Stranger, server.Store.SigningDomain, patient, GranteeRef.Of(DevelopmentIssuer.Issuer, "dr.x"), TimeSpan.FromHours(1), TimeProvider.System.GetUtcNow(), CancellationToken.None));

    private async Task<GrantEndpoints.RevocationRequest> RevocationAsync(GrantId grant) => GrantEndpoints.Write(await GrantSigning.RevokeAsync(
        Stranger, server.Store.SigningDomain, server.Patient.Id, grant, TimeProvider.System.GetUtcNow(), CancellationToken.None));

    private static DevelopmentWallet Stranger { get; } = new(DevelopmentAccounts.Key(5));

    private static async Task<string> DetailAsync(HttpResponseMessage answer)
    {
        using var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("detail").GetString()!;
    }
}
