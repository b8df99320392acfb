using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Storage;

namespace MedLedger.Server.Doors.Feeds;

/// <summary>
/// Follows the changes of an Orthanc server (Orthanc Book, "Tracking changes in Orthanc") and puts each new instance into the inbox. How far it came
/// is kept behind the instances: dying in between fetches some again, which are recognised.
/// </summary>
internal sealed partial class OrthancFeed : IDisposable
{
    private const int PerRequest = 100;
    private const int MostChanges = 1024 * 1024;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(15);
    private readonly Installation _store;
    private readonly HttpClient _http;
    private readonly string _feed;

    public OrthancFeed(Uri server, Installation store)
    {
        _store = store;
        _feed = $"orthanc:{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}";
        // Only the server that the operator named is spoken to: no redirect and no proxy leads elsewhere.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(server.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (Environment.GetEnvironmentVariable("MEDLEDGER_ORTHANC_LOGIN") is { Length: > 0 } login)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
    }

    private IArrivalStore Arrivals => _store.Store.Arrivals;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var away = false;
        while (true)
        {
            try
            {
                await CatchUpAsync(cancellationToken);
                if (away) await Output.SayAsync("medledger: Orthanc answers again.");
                away = false;
                await Task.Delay(Poll, cancellationToken);
            }
            catch (Exception trouble) when (trouble is HttpRequestException or IOException or JsonException || (trouble is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                if (!away) await Output.SayAsync($"medledger: Orthanc cannot be followed ({trouble.GetType().Name}); it is tried again, and nothing is lost meanwhile.");
                away = true;
                await Task.Delay(AfterTrouble, cancellationToken);
            }
        }
    }

    /// <summary>Takes everything that is new; returns how many instances that were.</summary>
    public async Task<int> CatchUpAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        while (true)
        {
            var since = await Arrivals.CursorAsync(_feed, cancellationToken);
            using var changes = JsonDocument.Parse(await GetAsync($"changes?since={since}&limit={PerRequest}", MostChanges, cancellationToken) ?? throw new IOException("Orthanc does not tell its changes."));
            foreach (var change in changes.RootElement.GetProperty("Changes").EnumerateArray())
            {
                if (change.GetProperty("ChangeType").GetString() != "NewInstance" || change.GetProperty("ID").GetString() is not { } id || !InstanceId().IsMatch(id)) continue;
                await _store.Inbox.WaitForRoomAsync(cancellationToken);
                if (await TakeAsync(id, cancellationToken)) taken++;
            }

            await Arrivals.SetCursorAsync(_feed, changes.RootElement.GetProperty("Last").GetInt64(), cancellationToken);
            if (changes.RootElement.GetProperty("Done").GetBoolean()) return taken;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> TakeAsync(string id, CancellationToken cancellationToken)
    {
        // Deleted meanwhile: there is nothing to take.
        if (await GetAsync($"instances/{id}/file", new ReaderLimits().MaxBytes, cancellationToken) is not { } bytes) return false;
        await _store.Inbox.ReceiveAsync(new Incoming(DoorNames.Orthanc, $"{id}.dcm", bytes), cancellationToken);
        return true;
    }

    // Null where there is none, or where it is larger than what is read, which is said.
    private async Task<byte[]?> GetAsync(string path, long most, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        if (answer.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"Orthanc answered {(int)answer.StatusCode}.");
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > most)
            {
                await Output.SayAsync($"medledger: {path}: larger than the {most} bytes that are read; it stays in Orthanc.");
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    // Orthanc's own identifiers: five groups of a SHA-1. Anything else is not put into a path.
    [GeneratedRegex(@"^[0-9a-f]{8}(-[0-9a-f]{8}){4}\z", RegexOptions.NonBacktracking)]
    private static partial Regex InstanceId();
}
