using System.CommandLine;
using MedLedger.Server.Composition;
using MedLedger.Storage;

namespace MedLedger.Server.Commands;

/// <summary>What the commands on a store share: opening it, finding the patient they name.</summary>
internal static class StoreCommand
{
    /// <summary>Opens the store. Only commands that begin one may make it: a mistyped folder must not become an empty store with new keys.</summary>
    public static Task<Installation> OpenStoreAsync(this ParseResult parse, CancellationToken cancellationToken, bool mayBegin = false)
    {
        var data = parse.DataDirectory();
        return mayBegin || DataDirectory.Exists(data)
            ? Installation.OpenAsync(data, TimeProvider.System, cancellationToken, parse.GetValue(CommonOptions.AsOf))
            : throw new CommandFailedException($"{data}: there is no store here. Name its folder with --data; 'medledger ingest' begins one.");
    }

    /// <summary>The patient by local reference or id.</summary>
    public static async Task<KnownPatient> PatientAsync(this Installation store, string named, CancellationToken cancellationToken) =>
        await store.Patients.FindAsync(named, cancellationToken)
        ?? (Domain.Identity.PatientId.TryParse(named, out var id) ? await store.Patients.FindAsync(id, cancellationToken) : null)
        ?? throw new CommandFailedException($"{named}: no such patient in {store.Data}. 'medledger patient list' shows who is here; 'ingest --patient {named}' adds one.");
}
