using System.CommandLine;
using MedLedger.Access;
using MedLedger.Access.Gate;
using MedLedger.Server.Pipeline;

namespace MedLedger.Server.Commands;

/// <summary>The one page from the store, for the operator at the machine: behind the same gate, so it is in the log like every reading.</summary>
internal static class SummaryCommand
{
    /// <summary>Who reads at the command line: whoever holds the keys of this store. The patient sees it as such.</summary>
    public const string OperatorIssuer = "urn:medledger:operator-at-the-machine";

    private static readonly Argument<string> _patient = new("patient") { Description = "Local reference or id." };
    private static readonly Option<string?> _format = new Option<string?>("--format") { Description = "text (default), html, pdf, fhir, xml (FHIR) or json." }.AcceptOnlyFromAmong(SummaryFormat.All);
    private static readonly Option<string?> _lang = SummaryFormat.Language();
    private static readonly Option<string?> _out = new("--out") { Description = "Write the page to FILE instead of standard output.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("summary", "The one page from the store; the reading is logged.") { _patient, _format, _lang, _out };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var patient = await store.PatientAsync(parse.GetValue(_patient)!, cancellationToken);
            await UnfinishedDocuments.FinishAsync(store, line => Console.Error.WriteLine($"medledger: {line}"), cancellationToken);
            var now = TimeProvider.System.GetUtcNow();
            var reader = ReaderIdentity.FromValidatedToken(OperatorIssuer, Environment.UserName, ["operator"], now);
            if (await store.Gate.ReadAsync(new AccessAttempt(reader, patient.Id, AccessScope.Summary, PurposeOfUse.Treatment), cancellationToken) is not GateOutcome.Released released)
                throw new CommandFailedException($"{patient.Reference}: refused, and the refusal is logged. The operator reads with a grant like everyone: 'medledger grant {patient.Reference} --operator'.");
            var summary = await store.Summaries.OpenAsync(released.Permit, store.Today, parse.WordsOf(_lang), cancellationToken)
                ?? throw new CommandFailedException($"{patient.Reference}: no summary yet. Ingest documents first.");
            var page = await summary.InAsync(parse.GetValue(_format) ?? (parse.WantsJson() ? "json" : "text"), cancellationToken);
            if (parse.GetValue(_out) is { } file) await Output.WriteFileAsync(file, page, cancellationToken);
            else await using (var output = Console.OpenStandardOutput()) await output.WriteAsync(page, cancellationToken);
            await Output.SayAsync($"medledger: logged as leaf {released.Permit.Receipt.LeafIndex}.");
            return ExitCode.Done;
        });
        return command;
    }
}
