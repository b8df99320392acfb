using System.CommandLine;
using MedLedger.Access.Grants;
using MedLedger.Domain.Content;
using MedLedger.Server.Grants;

namespace MedLedger.Server.Commands;

/// <summary>Takes a grant back, signed by the patient's development wallet; it holds at once.</summary>
internal static class RevokeCommand
{
    private static readonly Argument<string> _patient = new("patient") { Description = "Local reference or id." };
    private static readonly Argument<string> _grant = new("grant") { Description = "The grant's id (64 hex digits)." };

    public static Command Create()
    {
        var command = new Command("revoke", "Takes a grant back, signed by the patient's development wallet.") { _patient, _grant, GrantCommand.Wallet };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var patient = await store.PatientAsync(parse.GetValue(_patient)!, cancellationToken);
            var submission = await GrantSigning.RevokeAsync(
                GrantCommand.DevelopmentSigner(parse.GetValue(GrantCommand.Wallet)), store.SigningDomain, patient.Id, Grant(parse.GetValue(_grant)!), TimeProvider.System.GetUtcNow(), cancellationToken);
            return await GrantCommand.AnswerAsync(parse, await store.Grants.RevokeAsync(submission, cancellationToken));
        });
        return command;
    }

    private static GrantId Grant(string text)
    {
        try
        {
            return new GrantId(Sha256Digest.Parse(text));
        }
        catch (FormatException)
        {
            throw new CommandFailedException($"'{text}' is no grant id: give the 64 hex digits that 'grant' printed.");
        }
    }
}
