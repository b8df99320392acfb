using System.Buffers.Binary;
using System.Text;

namespace MedLedger.Ledger.Checkpoints;

/// <summary>A text with signature lines below it (C2SP signed-note).</summary>
internal sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int LargestNote = 64 * 1024;
    private const string Dash = "— ";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">when the bytes are not a signed note.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestNote) throw new FormatException("The note is too large.");
        string note;
        try
        {
            note = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("The note is not UTF-8.", e);
        }

        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !note.EndsWith('\n') || blank + 2 >= note.Length || note.Any(c => c < ' ' && c != '\n'))
            throw new FormatException("The note has no text, blank line and signature lines.");
        return new(note[..(blank + 1)], [.. note[(blank + 2)..^1].Split('\n').Select(ParseLine)]);
    }

    public static byte[] Sign(string text, ICheckpointSigner signer)
    {
        var key = VerifierKey.Of(signer);
        var signature = signer.Sign(StrictUtf8.GetBytes(text));
        if (!Ed25519.Verify(key.PublicKey, StrictUtf8.GetBytes(text), signature))
            throw new InvalidOperationException("The signer gave a signature that its own public key does not verify.");
        var line = new byte[4 + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(line, key.KeyId);
        signature.CopyTo(line, 4);
        return StrictUtf8.GetBytes($"{text}\n{Dash}{key.Name} {Convert.ToBase64String(line)}\n");
    }

    /// <summary>Null when a signature of this key is there and every one of it verifies; else why the note is refused.</summary>
    public string? Refuse(VerifierKey key)
    {
        var ours = Signatures.Where(signature => signature.Name == key.Name && signature.KeyId == key.KeyId).ToList();
        if (ours.Count == 0) return $"no signature by {key.Name} with the trusted key";
        var text = StrictUtf8.GetBytes(Text);
        return ours.TrueForAll(signature => Ed25519.Verify(key.PublicKey, text, signature.Bytes)) ? null : $"the signature by {key.Name} does not verify";
    }

    private static NoteSignature ParseLine(string line)
    {
        var parts = line.StartsWith(Dash, StringComparison.Ordinal) ? line[Dash.Length..].Split(' ') : [];
        if (parts.Length != 2 || !VerifierKey.IsName(parts[0]) || !StrictBase64.TryDecode(parts[1], out var bytes) || bytes.Length < 5)
            throw new FormatException("A signature line reads dash, name, base64.");
        return new(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..]);
    }
}

internal sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes);
