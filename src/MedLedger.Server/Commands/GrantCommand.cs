using System.CommandLine;
using MedLedger.Access.Grants;
using MedLedger.Chain.Development;
using MedLedger.Chain.Wallets;
using MedLedger.Server.Grants;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Commands;

/// <summary>The patient's side at the command line, with a development wallet: lets one reader read the summary for a time.</summary>
internal static class GrantCommand
{
    public static readonly Option<int> Wallet = new("--wallet") { Description = "The public development account that signs, 0 to 9.", DefaultValueFactory = _ => 1 };

    private static readonly Argument<string> _patient = new("patient") { Description = "Local reference or id." };
    private static readonly Option<string?> _reader = new("--reader") { Description = "The reader's subject, as the issuer names them.", HelpName = "SUBJECT" };
    private static readonly Option<string> _issuer = new("--issuer") { Description = "Who vouches for the reader.", DefaultValueFactory = _ => DevelopmentIssuer.Issuer };
    private static readonly Option<bool> _operator = new("--operator") { Description = "Grant to the operator at this machine instead of a reader." };
    private static readonly Option<int> _hours = new("--hours") { Description = "How long it holds, 1 to 8760.", DefaultValueFactory = _ => 24 };

    public static Command Create()
    {
        var command = new Command("grant", "Grants a reader the summary, signed by the patient's development wallet.") { _patient, _reader, _issuer, _operator, _hours, Wallet };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(_reader) is null) == !result.GetValue(_operator)) result.AddError("grant wants --reader SUBJECT or --operator.");
            if (string.IsNullOrWhiteSpace(result.GetValue(_issuer)) || result.GetValue(_issuer)!.Contains('|', StringComparison.Ordinal)) result.AddError("--issuer is not empty and holds no '|'.");
            if (result.GetValue(_hours) is < 1 or > 8760) result.AddError("--hours is 1 to 8760.");
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var patient = await store.PatientAsync(parse.GetValue(_patient)!, cancellationToken);
            var grantee = parse.GetValue(_operator)
                ? GranteeRef.Of(SummaryCommand.OperatorIssuer, Environment.UserName)
                : GranteeRef.Of(parse.GetValue(_issuer)!, parse.GetValue(_reader)!);
            var submission = await GrantSigning.GrantAsync(
                DevelopmentSigner(parse.GetValue(Wallet)), store.SigningDomain, patient.Id, grantee, TimeSpan.FromHours(parse.GetValue(_hours)), TimeProvider.System.GetUtcNow(), cancellationToken);
            return await AnswerAsync(parse, await store.Grants.GrantAsync(submission, cancellationToken));
        });
        return command;
    }

    public static DevelopmentWallet DevelopmentSigner(int index) => index >= 0 && index < DevelopmentAccounts.Count
        ? new DevelopmentWallet(DevelopmentAccounts.Key(index))
        : throw new CommandFailedException($"--wallet is 0 to {DevelopmentAccounts.Count - 1}.");

    public static async Task<int> AnswerAsync(ParseResult parse, GrantIntake.Outcome outcome)
    {
        if (outcome is not GrantIntake.Outcome.Taken taken)
            throw new CommandFailedException(outcome switch
            {
                GrantIntake.Outcome.Refused { Reason: GrantRefusal.NoWallet or GrantRefusal.NotSignedByThePatientsWallet } => "not accepted: the patient's wallet did not sign this. 'medledger patient wallet' binds the wallet that may sign; --wallet names the one that does.",
                GrantIntake.Outcome.Refused refused => $"not accepted: {refused.Reason}. 'medledger access' lists the grants there are.",
                GrantIntake.Outcome.EndedButNotLogged => "the grant no longer holds, but the log could not be written. Run 'medledger doctor'.",
                _ => "not accepted: the log could not be written. Run 'medledger doctor'.",
            });
        if (parse.WantsJson()) await Output.WriteJsonAsync(new { grant = taken.Grant.ToString(), taken.Leaf });
        else await Output.WriteAsync($"{taken.Grant}  leaf {taken.Leaf}");
        return ExitCode.Done;
    }
}
