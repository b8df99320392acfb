using System.CommandLine;
using MedLedger.Access.Grants;
using MedLedger.Chain.Development;

namespace MedLedger.Server.Commands;

/// <summary>Who is in the store, and which wallet speaks for whom.</summary>
internal static class PatientCommand
{
    public static Command Create() => new("patient", "Patients of the store and their wallets.") { List(), Wallet() };

    /// <summary>An address, or dev:N for the Nth public development account.</summary>
    public static string Address(string text)
    {
        try
        {
            return text.StartsWith("dev:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(4), out var index) && index >= 0 && index < DevelopmentAccounts.Count
                ? DevelopmentAccounts.Key(index).Address.ToString()
                : WalletAddress.Parse(text).Value;
        }
        catch (FormatException)
        {
            throw new CommandFailedException($"'{text}' is no wallet: give 0x and 40 hex digits, or dev:0 to dev:{DevelopmentAccounts.Count - 1}.");
        }
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the patients by their local reference.");
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var patients = await store.Patients.ListAsync(cancellationToken);
            if (parse.WantsJson()) await Output.WriteJsonAsync(patients.Select(patient => new { patient.Reference, id = patient.Id.Value }));
            else foreach (var patient in patients) await Output.WriteAsync($"{patient.Id}  {patient.Reference}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Wallet()
    {
        var reference = new Argument<string>("patient") { Description = "Local reference or id." };
        var wallet = new Argument<string>("wallet") { Description = "0x…, or dev:N for a public development account." };
        var command = new Command("wallet", "Binds the wallet that speaks for a patient, in place of the one before.") { reference, wallet };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var patient = await store.PatientAsync(parse.GetValue(reference)!, cancellationToken);
            var address = Address(parse.GetValue(wallet)!);
            await store.Store.WalletBindings.BindAsync(patient.Id, WalletAddress.Parse(address), TimeProvider.System.GetUtcNow(), cancellationToken);
            if (parse.WantsJson()) await Output.WriteJsonAsync(new { patient = patient.Id.Value, wallet = address });
            else await Output.WriteAsync($"{patient.Reference}: {address}");
            return ExitCode.Done;
        });
        return command;
    }
}
