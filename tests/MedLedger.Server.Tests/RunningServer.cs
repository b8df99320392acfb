using System.Net.Http.Headers;
using System.Net.Http.Json;
using MedLedger.Access.Grants;
using MedLedger.Chain.Development;
using MedLedger.Chain.Wallets;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.Server.Anchoring;
using MedLedger.Server.Composition;
using MedLedger.Server.Grants;
using MedLedger.Server.Pipeline;
using MedLedger.Server.SignIn;
using MedLedger.Storage;
using Microsoft.AspNetCore.Builder;

namespace MedLedger.Server.Tests;

/// <summary>The real server on a free port of loopback over a real store with one patient, whose page names one allergy.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-server-").FullName;
    private WebApplication? _app;

    internal Installation Store { get; private set; } = null!;

    internal WebApplication App => _app!;

    internal KnownPatient Patient { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal DevelopmentIssuer Issuer { get; private set; } = null!;

    internal DevelopmentWallet Wallet { get; } = new(DevelopmentAccounts.Key(1));

    public async Task InitializeAsync()
    {
        var data = Path.Combine(_folder, "data");
        await new RegistryRecord(31337, "0x5FbDB2315678afecb367f032d93F642f64180aa3", "0x" + new string('1', 64)).SaveAsync(data, CancellationToken.None);
        Store = await Installation.OpenAsync(data, TimeProvider.System, CancellationToken.None, new DateOnly(2025, 6, 1));
        Issuer = DevelopmentIssuer.Open(data);
        Patient = await Store.Patients.FindOrAddAsync("P-1", TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await Store.Store.WalletBindings.BindAsync(Patient.Id, WalletAddress.Parse(Wallet.Address.ToString()), TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await AddDocumentAsync();
        await Store.Summaries.MakeAsync(Patient.Id, Store.Today, CancellationToken.None);

        _app = WebServer.Build(Store, new Uri("http://127.0.0.1:0"));
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        Issuer.Dispose();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal string Token(string subject, string role = DevelopmentIssuer.ClinicianRole) =>
        Issuer.Issue(subject, subject, [role], TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(10));

    internal string SummaryPath(string? patient = null) => $"/fhir/Patient/{patient ?? Patient.Id.Value}/$summary";

    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        return await Http.SendAsync(request);
    }

    internal async Task<string> GrantAsync(string subject)
    {
        var submission = await GrantSigning.GrantAsync(
            Wallet, Store.SigningDomain, Patient.Id, GranteeRef.Of(DevelopmentIssuer.Issuer, subject), TimeSpan.FromHours(1), TimeProvider.System.GetUtcNow(), CancellationToken.None);
        using var answer = await Http.PostAsJsonAsync("/api/grants", GrantEndpoints.Write(submission));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<GrantEndpoints.Accepted>())!.Grant;
    }

    internal async Task<HttpResponseMessage> RevokeAsync(string grant)
    {
        var submission = await GrantSigning.RevokeAsync(
            Wallet, Store.SigningDomain, Patient.Id, new GrantId(Sha256Digest.Parse(grant)), TimeProvider.System.GetUtcNow(), CancellationToken.None);
        return await Http.PostAsJsonAsync("/api/revocations", GrantEndpoints.Write(submission));
    }

    private async Task AddDocumentAsync()
    {
        var bytes = "Allergies: penicillin"u8.ToArray();
        var digest = Sha256Digest.Of(bytes);
        var addition = await Store.Documents.TakeInAsync(Patient.Id, "note.txt", "text/plain", bytes, CancellationToken.None);
        var page = new Page { Number = 1, Origin = PageOrigin.TextLayer, Text = "Allergies: penicillin" };
        var reading = new DocumentReading { Document = digest, MediaType = "text/plain", Bytes = bytes.Length, Pages = [page] };
        var understood = new UnderstoodDocument
        {
            Reading = reading,
            Name = "note.txt",
            Title = "Note",
            Date = new PartialDate(2025, 5, 1),
            Patient = new PatientClaim { Name = new PersonName("Orla Finch"), BirthDate = new PartialDate(1961, 2, 3) },
            Findings =
            [
                new AllergyFinding
                {
                    Concept = new CodedText("penicillin"),
                    Status = AllergyStatus.Active,
                    Certainty = ReadingCertainty.Sure,
                    Sources = [new Source(digest, new SourceSpan.Characters(1, 11, 21), "penicillin", ReadingMethod.Nlp, 1)],
                },
            ],
        };
        var stored = Assert.IsType<DocumentAddition.Added>(addition).Document;
        stored = await Store.Documents.KeepAsync(stored, new ReadDocument("note.txt", new ReadOutcome.Read(reading), understood), CancellationToken.None);
        await Store.Documents.EndAsync(stored, DocumentReports.Of("note.txt", "read", understood, null), CancellationToken.None);
    }
}
