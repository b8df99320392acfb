using System.IO.Compression;
using System.Reflection;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Clinical.Context;

/// <summary>What tools/training learned of the words around names (docs/clinical/model-card.md): a weight for each feature, and for each kind the least sum of a context that is one of its own.</summary>
internal sealed class ContextWeights
{
    public const string Magic = "MLCTX001";

    /// <summary>What stands around facts of a patient's present (<see cref="ContextDoubt"/>).</summary>
    public const string Facts = "context.bin.gz";

    /// <summary>What stands around what a patient is allergic to (<see cref="AllergyHints"/>).</summary>
    public const string Allergies = "allergy.bin.gz";

    private readonly Dictionary<uint, sbyte> _weights;
    private readonly float _step;
    private readonly Dictionary<string, float> _least;

    public ContextWeights(Dictionary<uint, sbyte> weights, float step, Dictionary<string, float> least) => (_weights, _step, _least) = (weights, step, least);

    /// <summary>Whether these features sum to what names of the kind had at least in the texts learned from.</summary>
    public bool Fit(string kind, IEnumerable<string> features) => Margin(kind, features) >= 0;

    /// <summary>How far above that least sum these features are; negative below it.</summary>
    public float Margin(string kind, IEnumerable<string> features)
    {
        var sum = 0;
        var told = new HashSet<uint>();
        foreach (var feature in features)
            if (FeatureHash.Of(feature) is var hash && _weights.TryGetValue(hash, out var weight) && told.Add(hash)) sum += weight;
        return (sum * _step) - _least[kind];
    }

    public static ContextWeights Load(string resource)
    {
        using var raw = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The resource {resource} is missing from the build.");
        using var reader = new BinaryReader(new BufferedStream(new GZipStream(raw, CompressionMode.Decompress), 1 << 16));
        if (new string(reader.ReadChars(Magic.Length)) != Magic) throw new InvalidDataException("The weights of contexts have an unknown format.");
        var step = reader.ReadSingle();
        var least = new Dictionary<string, float>(StringComparer.Ordinal);
        for (var count = reader.ReadInt32(); count > 0; count--) least.Add(reader.ReadString(), reader.ReadSingle());
        var keys = new uint[reader.ReadInt32()];
        var last = 0u;
        for (var at = 0; at < keys.Length; at++) keys[at] = last += (uint)reader.Read7BitEncodedInt();
        var weights = new Dictionary<uint, sbyte>(keys.Length);
        foreach (var key in keys) weights.Add(key, reader.ReadSByte());
        return new(weights, step, least);
    }
}
