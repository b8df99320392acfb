using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Domain.Content;

namespace MedLedger.Chain.Anchoring;

/// <summary>The calls and errors of contracts/interfaces/ICheckpointRegistry.sol; a test holds each against the compiled ABI.</summary>
internal static class RegistryAbi
{
    public const int CheckpointWords = 4, RegistrationWords = 3;

    public const string RegisterSignature = "register(bytes32,address)";
    public const string SetAnchorerSignature = "setAnchorer(bytes32,address)";
    public const string AnchorSignature = "anchor(bytes32,uint64,uint64,bytes32)";
    public const string LatestSignature = "latest(bytes32)";
    public const string CheckpointSignature = "checkpoint(bytes32,uint64)";
    public const string RegistrationSignature = "registration(bytes32)";

    /// <summary>Errors by what they mean to a caller.</summary>
    public static readonly IReadOnlyDictionary<string, AnchorRefusal> Errors = new Dictionary<string, AnchorRefusal>
    {
        ["CheckpointRegistryAlreadyRegistered(bytes32)"] = AnchorRefusal.AlreadyRegistered,
        ["CheckpointRegistryNotRegistered(bytes32)"] = AnchorRefusal.NotRegistered,
        ["CheckpointRegistryNotOwner(bytes32,address)"] = AnchorRefusal.NotOwner,
        ["CheckpointRegistryNotAnchorer(bytes32,address)"] = AnchorRefusal.NotAnchorer,
        ["CheckpointRegistryNotNextEpoch(bytes32,uint64,uint64)"] = AnchorRefusal.NotNextEpoch,
        ["CheckpointRegistryNotGrowing(bytes32,uint64,uint64)"] = AnchorRefusal.NotGrowing,
        ["CheckpointRegistryEmptyRoot(bytes32)"] = AnchorRefusal.EmptyRoot,
    };

    public static byte[] Register(Sha256Digest salt, EthereumAddress anchorer) => Abi.Call(RegisterSignature, salt.ToBytes(), Abi.Word(anchorer));

    public static byte[] SetAnchorer(LogId log, EthereumAddress anchorer) => Abi.Call(SetAnchorerSignature, Abi.Word(log.Value), Abi.Word(anchorer));

    public static byte[] Anchor(LogId log, ulong epoch, ulong size, Sha256Digest root) =>
        Abi.Call(AnchorSignature, Abi.Word(log.Value), Abi.Word(epoch), Abi.Word(size), root.ToBytes());

    public static byte[] Latest(LogId log) => Abi.Call(LatestSignature, Abi.Word(log.Value));

    public static byte[] Checkpoint(LogId log, ulong epoch) => Abi.Call(CheckpointSignature, Abi.Word(log.Value), Abi.Word(epoch));

    public static byte[] Registration(LogId log) => Abi.Call(RegistrationSignature, Abi.Word(log.Value));

    public static AnchorRefusal RefusalOf(ReadOnlySpan<byte> revertData)
    {
        if (revertData.Length >= Abi.SelectorLength)
            foreach (var (signature, refusal) in Errors)
                if (Abi.Selector(signature).AsSpan().SequenceEqual(revertData[..Abi.SelectorLength])) return refusal;
        return AnchorRefusal.Unknown;
    }
}
