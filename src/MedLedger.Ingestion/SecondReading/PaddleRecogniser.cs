namespace MedLedger.Ingestion.SecondReading;

/// <summary>PP-OCRv4's recogniser: a strip 48 pixels high in, a character or nothing for every eighth column out.</summary>
internal sealed class PaddleRecogniser : ILineRecogniser
{
    private const int Height = 48;
    // The model was trained on strips filled up with grey: a lone character that fills its strip is stretched beyond recognition.
    private const int Narrowest = 96;
    private readonly OnnxModel _model;
    private readonly Alphabet _alphabet;

    private PaddleRecogniser(OnnxModel model, Alphabet alphabet) => (_model, _alphabet) = (model, alphabet);

    /// <summary>The recogniser; null when its files are missing or its library does not load here.</summary>
    public static PaddleRecogniser? Open()
    {
        if (ReaderModels.Find() is not { } files || OnnxRuntime.Load(files.Library) is not { } runtime) return null;
        var keys = File.ReadAllLines(files.Keys);
        return new(OnnxModel.Open(runtime, files.Recogniser), Alphabet.FromKeys(keys));
    }

    public LineReading Recognise(LineCrop crop)
    {
        var filled = crop.WidthAt(Height);
        var width = Math.Max(filled, Narrowest);
        var grey = crop.Sample(Height);
        var input = new float[3 * Height * width];
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < filled; column++)
            {
                var value = (grey[(row * filled) + column] / 127.5f) - 1;
                for (var channel = 0; channel < 3; channel++) input[(((channel * Height) + row) * width) + column] = value;
            }
        }

        var read = _model.Run(input, [1, 3, Height, width], BestPath);
        return new(width == filled ? read : [.. read.Select(character => character with { Place = Math.Min(1, character.Place * width / filled) })]);
    }

    public void Dispose() => _model.Dispose();

    // Connectionist temporal classification, best path: repeats fold, blanks part them. A character is as sure as its surest column.
    private List<ReadCharacter> BestPath(ReadOnlySpan<float> values, long[] shape)
    {
        int columns = (int)shape[1], classes = (int)shape[2];
        var read = new List<ReadCharacter>();
        var last = 0;
        for (var column = 0; column < columns; column++)
        {
            var row = values.Slice(column * classes, classes);
            var best = 0;
            float sum = 0;
            for (var i = 0; i < _alphabet.Classes.Length; i++)
            {
                var value = row[_alphabet.Classes[i]];
                sum += value;
                if (value > row[_alphabet.Classes[best]]) best = i;
            }

            var probability = sum > 0 ? row[_alphabet.Classes[best]] / sum : 0;
            // What the barred classes would have taken counts against the reading.
            probability *= Math.Clamp(sum * 1.25f, 0, 1);
            var place = (column + 0.5) / columns;
            if (best != 0 && best == last)
            {
                if (probability > read[^1].Probability) read[^1] = read[^1] with { Probability = probability, Place = place };
            }
            else if (best != 0)
            {
                read.Add(new(_alphabet.Characters[best], probability, place));
            }

            last = best;
        }

        return read;
    }
}
