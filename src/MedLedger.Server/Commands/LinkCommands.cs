using System.CommandLine;
using MedLedger.Server.Doors;
using MedLedger.Server.Doors.Linking;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;

namespace MedLedger.Server.Commands;

/// <summary>What waits for a person, and what the person decides.</summary>
internal static class LinkCommands
{
    private static readonly Option<string> _by = new("--by") { Description = "Who decides (default: your login name). It goes into the log.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };

    public static Command Held()
    {
        var command = new Command("held", "Lists what waits for a person: documents that name nobody, somebody unknown, or not certainly the patient.");
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var items = await new HeldDocuments(store).ListAsync(cancellationToken);
            if (parse.WantsJson()) await Output.WriteJsonAsync(items);
            else foreach (var item in items) await Output.WriteAsync(AccessCommand.Plain($"{item.Id}  {item.ReceivedAt:yyyy-MM-dd HH:mm}Z  {(item.Patient ?? item.Door),-10} {item.Name}: {item.Code}: {item.Reason}"));
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Link()
    {
        var id = new Argument<string>("id") { Description = "The arrival or document, as 'held' lists it." };
        var reference = new Argument<string>("patient") { Description = "Local reference or id." };
        var reason = new Option<string?>("--reason") { Description = "Why, in your words. It goes into the log.", HelpName = "TEXT" };
        var standing = new Option<bool>("--standing") { Description = "The document's identifier names this patient by itself: file later documents that carry it, and look again at those that wait." };
        var command = new Command("link", "Files a held document under a patient, by your decision. 'unlink' takes it back.") { id, reference, _by, reason, standing };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var patient = await store.PatientAsync(parse.GetValue(reference)!, cancellationToken);
            var held = new HeldDocuments(store);
            var outcome = await held.LinkAsync(parse.GetValue(id)!, patient, By(parse), parse.GetValue(reason), cancellationToken);
            if (outcome is not LinkOutcome.Done done) throw Failed(outcome, parse.GetValue(id)!);
            await using var doors = await DoorHost.StartAsync(store, cancellationToken);
            await doors.Clerk.DrainAsync(cancellationToken);
            await held.FollowAsync(done, parse.GetValue(standing));
            await doors.Clerk.DrainAsync(cancellationToken);
            var version = (await store.Summaries.LatestAsync(patient.Id, cancellationToken))?.Number;
            var document = await store.Documents.FindAsync(done.Document, cancellationToken);
            if (parse.WantsJson()) await Output.WriteJsonAsync(new { document = done.Document.Value, patient = patient.Id.Value, done.Leaf, step = document?.Step, summaryVersion = version });
            else await Output.WriteAsync($"document {done.Document}: linked to {patient.Reference}, leaf {done.Leaf}, summary version {version}");
            return document?.Step == DocumentStep.Done ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    public static Command Unlink()
    {
        var id = new Argument<string>("document") { Description = "The document, as 'ingest', 'link' or a report named it." };
        var reason = new Option<string>("--reason") { Description = "Why, in your words. It goes into the log.", HelpName = "TEXT", Required = true };
        var command = new Command("unlink", "Takes a document away from its patient. It stays in the store, on no page; 'link' gives it back or to another.") { id, _by, reason };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var outcome = await new HeldDocuments(store).UnlinkAsync(parse.GetValue(id)!, By(parse), parse.GetValue(reason)!, cancellationToken);
            if (outcome is not LinkOutcome.Done done) throw Failed(outcome, parse.GetValue(id)!);
            var patient = await store.Patients.FindAsync(done.Patient, cancellationToken) ?? throw new InvalidOperationException("A document's patient is in the store.");
            // Decided: Ctrl-C no longer leaves the page as it was.
            var version = await new RecordEnding(store).RemakeAsync(patient, CancellationToken.None);
            if (parse.WantsJson()) await Output.WriteJsonAsync(new { document = done.Document.Value, patient = patient.Id.Value, done.Leaf, summaryVersion = version, maybeAlso = done.MaybeAlso.Select(other => other.Value) });
            else await Output.WriteAsync($"document {done.Document}: unlinked from {patient.Reference}{(done.Leaf is { } leaf ? $", leaf {leaf}" : "")}, summary version {version}");
            if (!parse.WantsJson()) foreach (var other in done.MaybeAlso) await Output.WriteAsync($"  look at document {other}: it carries an identifier that only the unlinked document knew");
            return ExitCode.Done;
        });
        return command;
    }

    private static string By(ParseResult parse) => parse.GetValue(_by) is { } by && !string.IsNullOrWhiteSpace(by) && by.Length <= 200
        ? by.Trim()
        : throw new CommandFailedException("--by wants the name of whoever decides.");

    private static CommandFailedException Failed(LinkOutcome outcome, string id) => outcome is LinkOutcome.NotNow now
        ? new CommandFailedException($"{id}: {now.Why}")
        : new CommandFailedException($"{id}: there is no such arrival or document. 'medledger held' lists what waits.");
}
