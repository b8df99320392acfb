namespace MedLedger.TestKit;

/// <summary>What may befall a document on its way: cuts, flipped bits, stretches that change places or come again and again, and nesting without end. The same random numbers give the same mutant.</summary>
public static class Mutant
{
    private const int MostFlips = 5;
    private const int DeepestLevels = 20_000;
    private const int MostCopies = 200;
    private const int MostGrowth = 4 * 1024 * 1024;

    // What opens a level in one of the formats: JSON, XML, a DICOM sequence in an item of undefined length, HL7 v2's escapes and subcomponents.
    private static readonly byte[][] Openers =
    [
        "["u8.ToArray(), "{\"a\":"u8.ToArray(), "<a>"u8.ToArray(), "<section><entry>"u8.ToArray(),
        [0x40, 0x00, 0x30, 0xA7, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF], "\\X"u8.ToArray(), "&^~"u8.ToArray(),
    ];

    public static byte[] Of(byte[] original, Random random)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(random);
        return original.Length < 2 ? original : random.Next(8) switch
        {
            0 or 1 => original[..random.Next(original.Length)],
            2 => Swapped(original, random),
            3 => Again(original, random),
            4 => Nested(original, random),
            _ => Flipped(original, random),
        };
    }

    private static byte[] Flipped(byte[] original, Random random)
    {
        var mutant = original.ToArray();
        for (var flips = random.Next(1, MostFlips + 1); flips > 0; flips--) mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
        return mutant;
    }

    private static byte[] Swapped(byte[] original, Random random)
    {
        var mutant = original.ToArray();
        var length = random.Next(1, Math.Max(2, original.Length / 8));
        int one = random.Next(original.Length - length), two = random.Next(original.Length - length);
        original.AsSpan(one, length).CopyTo(mutant.AsSpan(two));
        original.AsSpan(two, length).CopyTo(mutant.AsSpan(one));
        return mutant;
    }

    // From one opening sign to another of its kind, so that whole elements, properties and segments come twice, too.
    private static byte[] Again(byte[] original, Random random)
    {
        var at = random.Next(original.Length);
        var sign = original.AsSpan(at).IndexOfAny("<{\""u8);
        var from = sign < 0 ? at : at + sign;
        var length = Math.Min(random.Next(1, Math.Max(2, original.Length / 4)), original.Length - from);
        var end = original.AsSpan(from + length).IndexOf(original[from]);
        var stretch = original.AsSpan(from, end < 0 ? length : length + end);
        var copies = Math.Min(random.Next(1, MostCopies + 1), Math.Max(1, MostGrowth / stretch.Length));
        var mutant = new byte[original.Length + (copies * stretch.Length)];
        original.AsSpan(0, from).CopyTo(mutant);
        for (var copy = 0; copy < copies; copy++) stretch.CopyTo(mutant.AsSpan(from + (copy * stretch.Length)));
        original.AsSpan(from).CopyTo(mutant.AsSpan(from + (copies * stretch.Length)));
        return mutant;
    }

    private static byte[] Nested(byte[] original, Random random)
    {
        var opener = Openers[random.Next(Openers.Length)];
        var levels = random.Next(1, DeepestLevels + 1);
        var at = random.Next(original.Length);
        return [.. original.AsSpan(0, at), .. Enumerable.Repeat(opener, levels).SelectMany(one => one), .. original.AsSpan(at)];
    }
}
