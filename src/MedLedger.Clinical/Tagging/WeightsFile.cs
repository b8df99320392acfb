using System.IO.Compression;
using System.Reflection;

namespace MedLedger.Clinical.Tagging;

/// <summary>The trained weights as tools/training writes them (docs/clinical/model-card.md), embedded in the assembly.</summary>
internal static class WeightsFile
{
    public const string Magic = "MLTAG003";

    private const string Resource = "tagger.bin.gz";

    public static (Vocabulary Vocabulary, IReadOnlyList<ModelGroup> Groups) Load()
    {
        using var raw = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The resource {Resource} is missing from the build.");
        return Read(raw);
    }

    public static (Vocabulary Vocabulary, IReadOnlyList<ModelGroup> Groups) Read(Stream compressed)
    {
        using var stream = new BufferedStream(new GZipStream(compressed, CompressionMode.Decompress), 1 << 16);
        using var reader = new BinaryReader(stream);
        if (new string(reader.ReadChars(Magic.Length)) != Magic) throw new InvalidDataException("The tagger's weights have an unknown format.");
        var vocabulary = Vocabulary.Read(reader);
        var groups = new List<ModelGroup>();
        for (var count = reader.ReadInt32(); count > 0; count--) groups.Add(ReadGroup(reader));
        return (vocabulary, groups);
    }

    private static ModelGroup ReadGroup(BinaryReader reader)
    {
        var models = new List<TaggerModel>();
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var name = reader.ReadString();
            var types = new string[reader.ReadInt32()];
            for (var at = 0; at < types.Length; at++) types[at] = reader.ReadString();
            var tags = new TagSet(types);
            var (repeats, least, levels) = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadByte());
            models.Add(new(name, tags, repeats, least, levels == 2 ? ReadLevel(reader, tags) : null, ReadLevel(reader, tags)));
        }

        var width = reader.ReadInt32();
        var keys = new uint[reader.ReadInt32()];
        var last = 0u;
        for (var at = 0; at < keys.Length; at++) keys[at] = last += (uint)reader.Read7BitEncodedInt();
        var weights = reader.ReadBytes(reader.ReadInt32());
        return new(models, new(keys, weights, width));
    }

    private static ModelLevel ReadLevel(BinaryReader reader, TagSet tags)
    {
        var offset = reader.ReadInt32();
        var step = reader.ReadSingle();
        var eagerness = reader.ReadSingle();
        var transitions = new float[tags.Labels * tags.Stride];
        for (var at = 0; at < transitions.Length; at++) transitions[at] = reader.ReadSingle();
        return new(tags, offset, step, eagerness, transitions);
    }
}
