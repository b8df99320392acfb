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

        var read = _model.Run(input, [1, 3, Height, width], (values, shape) => BestPath.Of(values, shape, _alphabet));
        return new(width == filled ? read : [.. read.Select(character => character with { Place = Math.Min(1, character.Place * width / filled) })]);
    }

    public void Dispose() => _model.Dispose();
}
