using System.CommandLine;
using MedLedger.Access;
using MedLedger.Access.Gate;
using MedLedger.Clinical.Summary;
using MedLedger.Domain.Findings;
using MedLedger.Server.Pipeline;
using MedLedger.Server.Summary.Corrections;

namespace MedLedger.Server.Commands;

/// <summary>A person's word on a line of the page: without a line, lists the lines by name; the reading and the word are both in the log.</summary>
internal static class CorrectCommand
{
    private static readonly Argument<string> _patient = new("patient") { Description = "Local reference or id." };
    private static readonly Argument<string?> _line = new("line") { Description = "The line's name; without it, the lines are listed.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> _confirm = new("--confirm") { Description = "The line is right." };
    private static readonly Option<bool> _dispute = new("--dispute") { Description = "The line is wrong or doubtful; it stays, marked." };
    private static readonly Option<bool> _withdraw = new("--withdraw") { Description = "Takes your earlier word on this line back." };
    private static readonly Option<string?> _because = new("--because") { Description = "Why, in your words.", HelpName = "TEXT" };

    public static Command Create()
    {
        var command = new Command("correct", "Confirms or disputes a line of the page, or takes that back; the sources stay as they are.") { _patient, _line, _confirm, _dispute, _withdraw, _because };
        command.Validators.Add(result =>
        {
            var words = new[] { _confirm, _dispute, _withdraw }.Count(result.GetValue);
            if (result.GetValue(_line) is null ? words > 0 : words != 1) result.AddError("correct wants a line and one of --confirm, --dispute and --withdraw; or neither, to list the lines.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        await using var store = await parse.OpenStoreAsync(cancellationToken);
        var patient = await store.PatientAsync(parse.GetValue(_patient)!, cancellationToken);
        await UnfinishedDocuments.FinishAsync(store, line => Console.Error.WriteLine($"medledger: {line}"), cancellationToken);
        var reader = ReaderIdentity.FromValidatedToken(SummaryCommand.OperatorIssuer, Environment.UserName, ["operator"], TimeProvider.System.GetUtcNow());
        if (await store.Gate.ReadAsync(new AccessAttempt(reader, patient.Id, AccessScope.Summary, PurposeOfUse.Treatment), cancellationToken) is not GateOutcome.Released released)
            throw new CommandFailedException($"{patient.Reference}: refused, and the refusal is logged. Who may not read the page may not correct it: 'medledger grant {patient.Reference} --operator'.");
        if (parse.GetValue(_line) is not { } line)
        {
            var page = OnePage.From(await store.Summaries.RecordAsync(released.Permit, store.Today, cancellationToken));
            var lines = page.Blocks.SelectMany(block => block.Lines.Where(one => one.Line is not null).Select(one => new { block.Kind, one.Line, Says = $"{one.Text} {one.Detail}".Trim(), Unsure = one.UnsureBecause, one.Remark })).ToList();
            if (parse.WantsJson()) await Output.WriteJsonAsync(lines);
            else foreach (var one in lines) await Output.WriteAsync($"{one.Line}  {one.Kind,-14} {one.Says}{(one.Unsure is { } why ? $"  [unsure: {why}]" : "")}{(one.Remark is { } remark ? $"  [{remark}]" : "")}");
            return ExitCode.Done;
        }

        var verdict = parse.GetValue(_confirm) ? CorrectionVerdict.Confirmed : parse.GetValue(_dispute) ? CorrectionVerdict.Disputed : CorrectionVerdict.Withdrawn;
        switch (await new CorrectionIntake(store, TimeProvider.System).TakeAsync(released.Permit, line, verdict, parse.GetValue(_because), cancellationToken))
        {
            case CorrectionOutcome.Taken taken:
                if (parse.WantsJson()) await Output.WriteJsonAsync(new { line, verdict, taken.Leaf, summaryVersion = taken.Version });
                else await Output.WriteAsync($"{line}: {verdict.ToString().ToLowerInvariant()}, leaf {taken.Leaf}; summary version {taken.Version}");
                return ExitCode.Done;
            case CorrectionOutcome.CommentTooLong tooLong:
                throw new CommandFailedException($"--because takes at most {tooLong.Longest} characters.");
            default:
                throw new CommandFailedException($"{line}: the page has no such line now; it may have changed. 'medledger correct {patient.Reference}' lists the lines.");
        }
    }
}
