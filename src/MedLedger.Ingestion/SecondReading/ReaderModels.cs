namespace MedLedger.Ingestion.SecondReading;

/// <summary>Where the second reader's library and models lie: in the folder `reading` beside the program (docs/reading.md).</summary>
internal sealed record ReaderModels(string Library, string Recogniser, string Keys)
{
    /// <summary>The project's own reader of figures, which ships with the program.</summary>
    public string Figures { get; } = Path.Combine(Path.GetDirectoryName(Recogniser) ?? "", "figures.onnx");

    /// <summary>The files beside this program; null when one is missing.</summary>
    public static ReaderModels? Find() => In(Path.Combine(AppContext.BaseDirectory, "reading"));

    public static ReaderModels? In(string folder)
    {
        var models = new ReaderModels(
            Path.Combine(folder, "libonnxruntime.so.1"),
            Path.Combine(folder, "ch_PP-OCRv4_rec_infer.onnx"),
            Path.Combine(folder, "ppocr_keys_v1.txt"));
        return File.Exists(models.Library) && File.Exists(models.Recogniser) && File.Exists(models.Keys) ? models : null;
    }
}
