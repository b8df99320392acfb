using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;

namespace MedLedger.Server.Demo;

/// <summary>The auditor's part of the demo: the log and a sealed record verify; with one bit flipped the record does not.</summary>
internal sealed class DemoAudit(Installation store, DemoPlaces places, Narrator tell)
{
    public async Task RunAsync(IngestResult result, CancellationToken cancellationToken)
    {
        tell.Chapter("The auditor verifies, with files and an RPC address alone");
        var anchor = await store.Anchoring.AnchorNowAsync(cancellationToken);
        tell.Say($"everything so far is anchored: {anchor?.TreeSize} entries, epoch {anchor?.Epoch}");
        await File.WriteAllTextAsync(places.VerifierKey, store.VerifierKey + "\n", cancellationToken);
        var leaf = result.Documents.First(receipt => receipt is { Leaf: not null, Report.Status: "read" }).Leaf!.Value;
        var (bundle, blob) = await ProofCommand.MakeAsync(store, leaf, closed: false, cancellationToken);
        await Output.WriteFileAsync(places.Proof, bundle.ToJson(), cancellationToken);

        var chain = store.Anchoring.Chain!;
        string[] checkLog = ["log", store.LogFolder, "--vkey", places.VerifierKey, "--rpc", chain.Url.ToString(), "--registry", chain.Contract.ToString(), "--log-id", chain.Log.ToString()];
        string[] checkRecord = ["record", places.Proof, "--blob", blob!, "--vkey", places.VerifierKey, "--rpc", chain.Url.ToString()];
        await ExpectAsync(ExitCode.Done, checkLog, cancellationToken);
        await ExpectAsync(ExitCode.Done, checkRecord, cancellationToken);

        tell.Say("now one bit of the stored record is flipped:");
        FlipOneBit(blob!);
        try
        {
            await ExpectAsync(ExitCode.Failed, checkRecord, cancellationToken);
        }
        finally
        {
            FlipOneBit(blob!);
        }

        tell.Say("and flipped back, so that the store is whole again.");
    }

    private async Task ExpectAsync(int exitCode, string[] arguments, CancellationToken cancellationToken)
    {
        var (code, said) = await AuditorProgram.RunAsync(cancellationToken, arguments);
        if (code != exitCode) throw new CommandFailedException($"the demo stopped: medledger-verify {arguments[0]} ended with {code}: {said}");
        var line = $"medledger-verify {arguments[0]}: {said.Split('\n')[0]}";
        if (exitCode == ExitCode.Done) tell.Good(line);
        else tell.Refused(line);
    }

    private static void FlipOneBit(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = stream.Length / 2;
        var value = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(value ^ 1));
    }
}
