using System.Diagnostics;
using System.Net;
using MedLedger.Access.Grants;
using MedLedger.Chain.Development;
using MedLedger.Chain.Wallets;
using MedLedger.Domain.Content;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Server.Grants;
using MedLedger.Server.Pipeline;
using MedLedger.Server.SignIn;
using MedLedger.Storage;

namespace MedLedger.Server.Demo;

/// <summary>The product's sentence, once, on the sample patient: every step is the real one, and a step that does not hold ends the run.</summary>
internal sealed class DemoRun(Installation store, DemoPlaces places, HttpClient http, DevelopmentIssuer issuer, Narrator tell)
{
    private const string Reference = "sample-patient";
    private const string GrantedReader = "dr.osei";
    private static readonly TimeSpan _tokenLife = TimeSpan.FromHours(1);

    private readonly DevelopmentWallet _wallet = new(DevelopmentAccounts.Key(1));

    public async Task<KnownPatient> RunAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("A chain of our own");
        var chain = store.Anchoring.Chain!;
        tell.Say("its accounts, and the patient's wallet below, are public development keys: they show the way and protect nothing");
        tell.Good($"development chain {chain.Node.ChainId} on {chain.Url}, state on disk; registry deployed at {chain.Contract}");

        var (patient, result) = await TakeInAsync(cancellationToken);
        await ShowPageAsync(result, cancellationToken);
        await AnchorAsync(result, cancellationToken);

        var granted = Reader(GrantedReader, "Dr Abena Osei");
        var stranger = Reader("dr.lindqvist", "Dr Nils Lindqvist");
        var grant = await GrantAsync(patient, granted, cancellationToken);
        await ReadAsync(patient, granted, stranger, cancellationToken);
        await BreakGlassAsync(patient, stranger, cancellationToken);
        await RevokeAsync(patient, granted, grant, cancellationToken);
        await new DemoAudit(store, places, tell).RunAsync(result, cancellationToken);
        return patient;
    }

    /// <summary>A reader with a fresh token.</summary>
    public DemoReader Reader(string subject, string name) => new(
        http, name, issuer.Issue(subject, name, [DevelopmentIssuer.ClinicianRole], TimeProvider.System.GetUtcNow(), _tokenLife));

    private async Task<(KnownPatient, IngestResult)> TakeInAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("Documents: taken in, sealed, logged, read, understood");
        var files = DocumentFiles.Enumerate([places.Samples]);
        await using var reader = await Readers.ConfinedAsync(Environment.ProcessorCount, cancellationToken, store.Data);
        tell.Say($"hostile bytes are read in a child process: {reader.Confinement}");
        var pipeline = new RecordPipeline(store, Readers.ReadAndUnderstand(reader, Environment.ProcessorCount));
        var patient = await store.Patients.FindOrAddAsync(Reference, TimeProvider.System.GetUtcNow(), cancellationToken);
        await store.Store.WalletBindings.BindAsync(patient.Id, WalletAddress.Parse(_wallet.Address.ToString()), TimeProvider.System.GetUtcNow(), cancellationToken);

        var clock = Stopwatch.StartNew();
        var result = await pipeline.IngestAsync(patient, [.. files.Select(IncomingDocument.FromFile)], tell.Say, cancellationToken);
        tell.Say("");
        foreach (var receipt in result.Documents)
            if (receipt.Report.NeedsAttention) tell.Refused(receipt.Report.Line());
            else tell.Good($"{receipt.Report.Line()}{(receipt.Leaf is { } leaf ? $" (leaf {leaf})" : "")}");
        tell.Say($"{result.Documents.Count} documents in {clock.Elapsed.TotalSeconds:0.0} s");
        Require(result.Documents.Any(receipt => receipt.Report.Status == "held"), "the other patient's letter was not held back");
        return (patient, result);
    }

    private async Task ShowPageAsync(IngestResult result, CancellationToken cancellationToken)
    {
        tell.Chapter($"The one page, as of {result.Summary.AsOf:yyyy-MM-dd}");
        tell.Block(result.Summary.Text);
        await Output.WriteFileAsync(places.Html, await result.Summary.InAsync("html", cancellationToken), cancellationToken);
        await Output.WriteFileAsync(places.Ips, await result.Summary.InAsync("fhir", cancellationToken), cancellationToken);
        tell.Good($"written: {places.Html} and {places.Ips}");
    }

    private async Task AnchorAsync(IngestResult result, CancellationToken cancellationToken)
    {
        tell.Chapter("Sealed, logged, anchored");
        tell.Good($"the summary is leaf {result.SummaryLeaf}; the log has {store.LogSize} entries, root {store.Checkpoint.Root.Hex[..16]}…");
        var anchor = await store.Anchoring.AnchorNowAsync(cancellationToken);
        Require(anchor is not null, "the checkpoint was not anchored");
        tell.Good($"checkpoint of {anchor!.TreeSize} entries anchored as epoch {anchor.Epoch}, transaction {anchor.Transaction}");
    }

    private async Task<string> GrantAsync(KnownPatient patient, DemoReader reader, CancellationToken cancellationToken)
    {
        tell.Chapter("The patient grants access");
        tell.Say($"wallet {_wallet.Address} signs a grant for {reader.Name} (EIP-712)");
        var submission = await GrantSigning.GrantAsync(
            _wallet, store.SigningDomain, patient.Id, GranteeRef.Of(DevelopmentIssuer.Issuer, GrantedReader), TimeSpan.FromHours(24), TimeProvider.System.GetUtcNow(), cancellationToken);
        using var answer = await http.PostAsJsonAsync("/api/grants", GrantEndpoints.Write(submission), cancellationToken);
        Require(answer.IsSuccessStatusCode, $"the grant was not accepted: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        var accepted = (await answer.Content.ReadFromJsonAsync<GrantEndpoints.Accepted>(cancellationToken))!;
        tell.Good($"accepted: grant {accepted.Grant[..16]}…, leaf {accepted.Leaf}");
        return accepted.Grant;
    }

    private async Task ReadAsync(KnownPatient patient, DemoReader granted, DemoReader stranger, CancellationToken cancellationToken)
    {
        tell.Chapter("Read over HTTP: the gate decides and logs before a byte leaves");
        var (status, receipt, body) = await granted.ReadAsync(patient.Id.Value, cancellationToken);
        Require(status == HttpStatusCode.OK, $"{granted.Name} was refused although granted ({status}): {body}");
        tell.Good($"{granted.Name}: 200, {DemoReader.Describe(body)}; receipt {receipt}");
        var (refused, _, _) = await stranger.ReadAsync(patient.Id.Value, cancellationToken);
        Require(refused == HttpStatusCode.Forbidden, $"{stranger.Name} was not refused ({refused})");
        tell.Refused($"{stranger.Name}: 403, no grant; the refusal is in the log");
    }

    private async Task BreakGlassAsync(KnownPatient patient, DemoReader stranger, CancellationToken cancellationToken)
    {
        tell.Chapter("Break-glass: with a reason, for two hours, never hidden");
        var (without, _, _) = await stranger.BreakGlassAsync(patient.Id.Value, "", "", cancellationToken);
        Require(without == HttpStatusCode.Forbidden, "the glass broke without a reason");
        tell.Refused($"{stranger.Name} without a reason: 403");
        var (status, _, body) = await stranger.BreakGlassAsync(patient.Id.Value, "patient-cannot-respond", "Unconscious after a fall, no relatives present.", cancellationToken);
        Require(status == HttpStatusCode.OK, $"break-glass with a reason was refused: {body}");
        var (read, receipt, _) = await stranger.ReadAsync(patient.Id.Value, cancellationToken);
        Require(read == HttpStatusCode.OK, "the page was refused after the glass was broken");
        tell.Good($"{stranger.Name} with a reason: 200; receipt {receipt}");
    }

    private async Task RevokeAsync(KnownPatient patient, DemoReader granted, string grant, CancellationToken cancellationToken)
    {
        tell.Chapter("The patient takes the grant back");
        var submission = await GrantSigning.RevokeAsync(
            _wallet, store.SigningDomain, patient.Id, new GrantId(Sha256Digest.Parse(grant)), TimeProvider.System.GetUtcNow(), cancellationToken);
        using var answer = await http.PostAsJsonAsync("/api/revocations", GrantEndpoints.Write(submission), cancellationToken);
        Require(answer.IsSuccessStatusCode, $"the revocation was not accepted: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        var (status, _, _) = await granted.ReadAsync(patient.Id.Value, cancellationToken);
        Require(status == HttpStatusCode.Forbidden, $"{granted.Name} still reads after the revocation");
        tell.Refused($"{granted.Name}: 403 from the next request on");
        tell.Say("");
        tell.Say("what the patient sees of all this (medledger access):");
        foreach (var (leaf, payload) in await store.Openings.ListAsync(patient.Id, null, cancellationToken))
            if (AccessCommand.Of(leaf, payload) is { } line) tell.Say(AccessCommand.Text(line));
    }

    private static void Require(bool held, string otherwise)
    {
        if (!held) throw new CommandFailedException($"the demo stopped: {otherwise}. Run 'medledger doctor' and report it.");
    }
}
