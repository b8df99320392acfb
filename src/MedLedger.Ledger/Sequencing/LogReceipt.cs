using MedLedger.Domain.Content;
using MedLedger.Ledger.Checkpoints;

namespace MedLedger.Ledger.Sequencing;

/// <summary>The log has the entry, for good: where, under which hash, and the published checkpoint that covers it.</summary>
public sealed record LogReceipt(ulong Index, Sha256Digest LeafHash, SignedCheckpoint Checkpoint);
