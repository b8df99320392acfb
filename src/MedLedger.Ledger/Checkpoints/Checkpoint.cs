using System.Globalization;
using MedLedger.Domain.Content;

namespace MedLedger.Ledger.Checkpoints;

/// <summary>The head of a log: whose, how many leaves, which root (C2SP tlog-checkpoint).</summary>
public sealed record Checkpoint(string Origin, ulong Size, Sha256Digest Root)
{
    internal string ToText() => $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root.ToBytes())}\n";

    /// <exception cref="FormatException">when the text is no checkpoint. Extension lines are refused: no log of ours writes any.</exception>
    internal static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines is not [{ Length: > 0 } origin, var sizeLine, var rootLine, ""]
            || !ulong.TryParse(sizeLine, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !StrictBase64.TryDecode(rootLine, out var root) || root.Length != Sha256Digest.Length)
            throw new FormatException("The note is no checkpoint of origin, size and root.");
        var made = new Checkpoint(origin, size, Sha256Digest.FromBytes(root));
        return made.ToText() == text ? made : throw new FormatException("The checkpoint is not in its one spelling.");
    }
}

/// <summary>A checkpoint and the signed note it came in. Made only by signing or by verifying.</summary>
public sealed class SignedCheckpoint
{
    private SignedCheckpoint(Checkpoint checkpoint, byte[] note)
    {
        Checkpoint = checkpoint;
        Note = note;
    }

    public Checkpoint Checkpoint { get; }

    /// <summary>The bytes to publish, keep or hand on.</summary>
    public byte[] Note { get; }

    public ulong Size => Checkpoint.Size;

    public Sha256Digest Root => Checkpoint.Root;

    /// <summary>Reads a note and believes it only under the trusted key.</summary>
    public static CheckpointVerdict Open(byte[] note, VerifierKey trusted)
    {
        try
        {
            var signed = SignedNote.Parse(note);
            if (signed.Refuse(trusted) is { } reason) return new CheckpointVerdict.Refused(reason);
            var checkpoint = Checkpoint.Parse(signed.Text);
            // A key that signs for several logs must not let one stand in for another.
            return checkpoint.Origin == trusted.Name
                ? new CheckpointVerdict.Trusted(new(checkpoint, note))
                : new CheckpointVerdict.Refused($"the origin is {checkpoint.Origin}, not {trusted.Name}");
        }
        catch (FormatException e)
        {
            return new CheckpointVerdict.Refused(e.Message);
        }
    }

    internal static SignedCheckpoint Sign(ulong size, Sha256Digest root, ICheckpointSigner signer)
    {
        var checkpoint = new Checkpoint(signer.Name, size, root);
        return new(checkpoint, SignedNote.Sign(checkpoint.ToText(), signer));
    }
}

/// <summary>Whether a checkpoint may be believed.</summary>
public abstract record CheckpointVerdict
{
    private CheckpointVerdict() { }

    public sealed record Trusted(SignedCheckpoint Checkpoint) : CheckpointVerdict;

    public sealed record Refused(string Reason) : CheckpointVerdict;
}
