using System.CommandLine;
using System.Globalization;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;
using MedLedger.Ledger.Verification;
using MedLedger.Server.Anchoring;
using MedLedger.Server.Composition;

namespace MedLedger.Server.Commands;

/// <summary>Writes what an auditor needs to check one entry without us: leaf, opening, inclusion proof, signed checkpoint, anchor.</summary>
internal static class ProofCommand
{
    private static readonly Argument<string> _leaf = new("leaf") { Description = "The entry's index in the log, as a receipt names it." };
    private static readonly Option<string?> _out = new("--out") { Description = "Where to write the proof (default: proof-LEAF.json).", HelpName = "FILE" };
    private static readonly Option<bool> _closed = new("--without-opening") { Description = "Leave salt and payload out: proves that the leaf is there, not what it says." };

    public static Command Create()
    {
        var command = new Command("proof", "Writes the proof bundle of one log entry.") { _leaf, _out, _closed };
        command.SetAction(async (parse, cancellationToken) =>
        {
            if (!ulong.TryParse(parse.GetValue(_leaf), NumberStyles.None, CultureInfo.InvariantCulture, out var leaf)) throw new CommandFailedException("a leaf is a whole number, as a receipt names it.");
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var made = await MakeAsync(store, leaf, parse.GetValue(_closed), cancellationToken);
            var file = parse.GetValue(_out) ?? $"proof-{leaf}.json";
            await Output.WriteFileAsync(file, made.Bundle.ToJson(), cancellationToken);
            if (parse.WantsJson()) await Output.WriteJsonAsync(new { proof = file, made.Blob, vkey = store.VerifierKey });
            else await Output.WriteAsync($"{file}\n{(made.Blob is null ? "" : $"sealed bytes: {made.Blob}\n")}verifier key: {store.VerifierKey}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The bundle, and the file of the sealed bytes that the entry names, if it names any.</summary>
    public static async Task<(ProofBundle Bundle, string? Blob)> MakeAsync(Installation store, ulong leaf, bool closed, CancellationToken cancellationToken)
    {
        var checkpoint = store.Checkpoint;
        if (leaf >= checkpoint.Size) throw new CommandFailedException($"leaf {leaf} is not in the log, which has {checkpoint.Size} entries.");
        var opening = closed ? null : await store.Openings.FindAsync(leaf, cancellationToken);
        var anchor = await store.Store.Anchors.FindLatestAsync(cancellationToken);
        // An anchor that is older than the entry says nothing about it; the bundle then carries none.
        var covers = anchor is not null && anchor.TreeSize > leaf ? anchor : null;
        var reference = covers is null ? null : await CheckpointAnchoring.ReferenceAsync(store.Data, covers, cancellationToken);
        var bundle = await ProofMaker.MakeAsync(
            new LogReader(store.LogFolder), checkpoint, store.Key, leaf, opening, reference is null ? null : (reference, covers!.TreeSize), cancellationToken);
        var blob = opening?.Read() is INamesSealedBytes named ? Path.Combine(store.Data, "blobs", named.Address.Digest.Hex[..2], named.Address.Digest.Hex[2..]) : null;
        return (bundle, blob);
    }
}
