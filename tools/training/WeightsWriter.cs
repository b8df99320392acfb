using System.IO.Compression;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>One level of a model to be written, with the eagerness it is used with.</summary>
internal sealed record FittedLevel(ChainModel Model, float Eagerness);

internal sealed record FittedModel(string Name, float Repeats, float Least, FittedLevel? First, FittedLevel Second);

/// <summary>Rounds weights to whole numbers, leaves out what rounds to nothing, and writes vocabulary and weights as WeightsFile reads them.</summary>
internal static class WeightsWriter
{
    private const int Largest = 127;

    public static void Write(Stream into, Vocabulary vocabulary, IReadOnlyList<IReadOnlyList<FittedModel>> groups, float step)
    {
        using var stream = new GZipStream(into, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(stream);
        writer.Write(WeightsFile.Magic.ToCharArray());
        vocabulary.Write(writer);
        writer.Write(groups.Count);
        foreach (var group in groups) WriteGroup(writer, group, step);
    }

    private static void WriteGroup(BinaryWriter writer, IReadOnlyList<FittedModel> models, float step)
    {
        writer.Write(models.Count);
        var rows = new SortedDictionary<uint, List<byte>>();
        var offset = 0;
        foreach (var model in models)
        {
            writer.Write(model.Name);
            writer.Write(model.Second.Model.Tags.Types.Count);
            foreach (var type in model.Second.Model.Tags.Types) writer.Write(type);
            writer.Write(model.Repeats);
            writer.Write(model.Least);
            FittedLevel[] levels = model.First is null ? [model.Second] : [model.First, model.Second];
            writer.Write((byte)levels.Length);
            foreach (var level in levels)
            {
                writer.Write(offset);
                writer.Write(step);
                writer.Write(level.Eagerness);
                foreach (var weight in level.Model.Transitions) writer.Write(weight);
                AddRows(rows, level.Model, offset, step);
                offset += level.Model.Tags.Labels;
            }
        }

        writer.Write((offset + 15) / 16 * 16);
        writer.Write(rows.Count);
        var last = 0u;
        foreach (var key in rows.Keys)
        {
            writer.Write7BitEncodedInt((int)(key - last));
            last = key;
        }

        writer.Write(rows.Values.Sum(row => 1 + row.Count));
        foreach (var row in rows.Values)
        {
            writer.Write((byte)(row.Count / 2));
            writer.Write([.. row]);
        }
    }

    private static void AddRows(SortedDictionary<uint, List<byte>> rows, ChainModel model, int offset, float step)
    {
        var stride = model.Tags.Stride;
        for (var at = 0; at < model.Index.Count; at++)
            for (var label = 0; label < model.Tags.Labels; label++)
            {
                var weight = (int)Math.Clamp(MathF.Round(model.Emissions[(at * stride) + label] / step), -Largest, Largest);
                if (weight == 0) continue;
                if (!rows.TryGetValue(model.Index.Keys[at], out var row)) rows[model.Index.Keys[at]] = row = [];
                row.Add((byte)(offset + label));
                row.Add((byte)(sbyte)weight);
            }
    }
}
