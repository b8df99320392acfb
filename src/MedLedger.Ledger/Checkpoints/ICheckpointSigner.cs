namespace MedLedger.Ledger.Checkpoints;

/// <summary>Holds the log's Ed25519 key, elsewhere. The ledger only ever sees signatures.</summary>
public interface ICheckpointSigner
{
    /// <summary>The key's name, which is also the log's origin line; no blanks, no plus sign (C2SP signed-note).</summary>
    string Name { get; }

    /// <summary>32 bytes, RFC 8032.</summary>
    byte[] PublicKey { get; }

    /// <summary>64 bytes over the message as given.</summary>
    byte[] Sign(ReadOnlySpan<byte> message);
}
