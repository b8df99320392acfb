using System.Buffers.Binary;

namespace MedLedger.Ingestion.Intake;

/// <summary>The directories of a TIFF (TIFF 6.0, section 2): the largest page, whatever the others are.</summary>
internal static class TiffHeader
{
    private const int MostDirectories = 4096;
    private const int Separated = 5;

    public static ImageHeader? Read(ReadOnlySpan<byte> tiff)
    {
        var little = tiff[0] == 'I';
        ImageHeader? largest = null;
        var seen = new HashSet<uint>();
        for (var at = Long(tiff, 4, little); at != 0 && at + 2 <= (uint)tiff.Length && seen.Count < MostDirectories && seen.Add(at);)
        {
            var (page, next) = Directory(tiff, (int)at, little);
            if (largest is null || page.Pixels > largest.Pixels || (page.IsSeparated && !largest.IsSeparated)) largest = page;
            at = next;
        }

        return largest;
    }

    private static (ImageHeader Page, uint Next) Directory(ReadOnlySpan<byte> tiff, int at, bool little)
    {
        long width = 0, height = 0;
        int bits = 1, samples = 1, meaning = 0, count = Short(tiff, at, little);
        for (var i = 0; i < count && at + 14 + (12 * i) <= tiff.Length; i++)
        {
            var entry = at + 2 + (12 * i);
            var values = Long(tiff, entry + 4, little);
            var value = Short(tiff, entry + 2, little) == 3 ? (long)Short(tiff, entry + 8, little) : Long(tiff, entry + 8, little);
            switch (Short(tiff, entry, little))
            {
                case 256: width = value; break;
                case 257: height = value; break;
                // More than two values stand elsewhere, and this is their place.
                case 258: bits = values <= 2 ? (int)value : ElsewhereOr8(tiff, Long(tiff, entry + 8, little), little); break;
                case 262: meaning = (int)value; break;
                case 277: samples = (int)value; break;
            }
        }

        var end = at + 2 + (12 * count);
        return (new(width, height, bits, samples, IsSeparated: meaning == Separated), end + 4 <= tiff.Length ? Long(tiff, end, little) : 0);
    }

    private static int ElsewhereOr8(ReadOnlySpan<byte> tiff, uint at, bool little) => at + 2 <= (uint)tiff.Length ? Short(tiff, (int)at, little) : 8;

    private static int Short(ReadOnlySpan<byte> tiff, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[at..]);

    private static uint Long(ReadOnlySpan<byte> tiff, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[at..]);
}
