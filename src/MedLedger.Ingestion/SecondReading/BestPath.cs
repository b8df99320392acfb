namespace MedLedger.Ingestion.SecondReading;

/// <summary>Connectionist temporal classification, best path: repeats fold, blanks part them. A character is as sure as its surest column.</summary>
internal static class BestPath
{
    /// <param name="values">Columns times classes, the blank first.</param>
    /// <param name="shape">Of the output: one strip, columns, classes.</param>
    /// <param name="alphabet">What the classes mean.</param>
    public static List<ReadCharacter> Of(ReadOnlySpan<float> values, long[] shape, Alphabet alphabet)
    {
        int columns = (int)shape[1], classes = (int)shape[2];
        var read = new List<ReadCharacter>();
        var last = 0;
        for (var column = 0; column < columns; column++)
        {
            var row = values.Slice(column * classes, classes);
            var best = 0;
            float sum = 0;
            for (var i = 0; i < alphabet.Classes.Length; i++)
            {
                var value = row[alphabet.Classes[i]];
                sum += value;
                if (value > row[alphabet.Classes[best]]) best = i;
            }

            var probability = sum > 0 ? row[alphabet.Classes[best]] / sum : 0;
            // What the barred classes would have taken counts against the reading.
            probability *= Math.Clamp(sum * 1.25f, 0, 1);
            var place = (column + 0.5) / columns;
            if (best != 0 && best == last)
            {
                if (probability > read[^1].Probability) read[^1] = read[^1] with { Probability = probability, Place = place };
            }
            else if (best != 0)
            {
                read.Add(new(alphabet.Characters[best], probability, place));
            }

            last = best;
        }

        return read;
    }
}
