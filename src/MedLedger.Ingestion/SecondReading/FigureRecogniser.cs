namespace MedLedger.Ingestion.SecondReading;

/// <summary>
/// The project's own reader of figures (tools/training/figures): a strip 32 pixels high in, a character or nothing for every fourth column out.
/// It sees shapes only and knows no words, so that it errs where the other two do not.
/// </summary>
internal sealed class FigureRecogniser : ILineRecogniser
{
    private const int Height = 32;
    // Its layers halve the width twice.
    private const int Step = 4;
    private const int Narrowest = 16;
    private const int Widest = 4_000;

    // The classes after the blank, in the order of the training's table.
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,;:/%-+()<>='\"#&*~[]°µ×±≤≥½¼¾²³⁹¹₂_ ";
    private readonly OnnxModel _model;
    private readonly Alphabet _alphabet = Alphabet.Of(Characters);

    private FigureRecogniser(OnnxModel model) => _model = model;

    /// <summary>The recogniser; null when the model is missing or its library does not load here.</summary>
    public static FigureRecogniser? Open() =>
        ReaderModels.Find() is { } files && File.Exists(files.Figures) && OnnxRuntime.Load(files.Library) is { } runtime ? new(OnnxModel.Open(runtime, files.Figures)) : null;

    public LineReading Recognise(LineCrop crop)
    {
        var filled = crop.WidthAt(Height);
        if (filled > Widest) return new([]);
        var width = Math.Max(Narrowest, (filled + Step - 1) / Step * Step);
        var grey = crop.Sample(Height);
        var input = new float[Height * width];
        Array.Fill(input, 1);
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < filled; column++) input[(row * width) + column] = (grey[(row * filled) + column] / 127.5f) - 1;
        }

        var read = _model.Run(input, [1, 1, Height, width], (values, shape) => BestPath.Of(values, shape, _alphabet));
        return new(width == filled ? read : [.. read.Select(character => character with { Place = Math.Min(1, character.Place * width / filled) })]);
    }

    public void Dispose() => _model.Dispose();
}
