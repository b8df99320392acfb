using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>Trains all models, on the training parts to be judged on the development parts, or on both to be shipped. The same data gives the same bytes.</summary>
internal sealed class TrainingJob
{
    /// <summary>Weights are written as multiples of this.</summary>
    private const float Step = 0.016f;

    private const int Parts = 5;

    private static readonly TrainingOptions Options = new(Epochs: 12, Rate: 0.1f, Decay: 0.5f, Dropout: 0.3f, LeastUses: 2);

    // How readily the second level takes a word for a mention, chosen on the development parts.
    private static readonly Dictionary<string, float> Eagerness = new(StringComparer.Ordinal) { ["bc5cdr"] = 0, ["ncbi"] = 0, ["maccrobat"] = 0.3f };

    // The share of a name's places that must have been found for the others to follow; 1 where a word's type depends on its place.
    private static readonly Dictionary<string, float> Repeats = new(StringComparer.Ordinal) { ["bc5cdr"] = 0.2f, ["ncbi"] = 0.4f, ["maccrobat"] = 1 };

    private readonly Action<string> _say;
    private readonly Vocabulary _vocabulary;
    private readonly IReadOnlyList<TrainingCorpus> _corpora;
    private readonly Stack _stack;

    public TrainingJob(string shared, bool withDevelopment, Action<string> say)
    {
        _say = say;
        var nlp = Path.Combine(shared, "data", "nlp");
        var (chemicals, chemicalsApart) = Split(Corpora.Chemicals(nlp, "train"), Corpora.Chemicals(nlp, "dev"));
        var (diseases, diseasesApart) = Split(Corpora.Diseases(nlp, "train"), Corpora.Diseases(nlp, "dev"));
        var all = Corpora.CaseReports(nlp);
        var (reports, reportsApart) = Split([.. all.Where((_, at) => at % Parts != 0)], [.. all.Where((_, at) => at % Parts == 0)]);
        var classes = WordClasses.Of([.. chemicals.Concat(diseases).Concat(reports).Select(document => document.Text), .. Corpora.Notes(nlp)]);
        _vocabulary = VocabularyBuilder.Build(Path.Combine(shared, "data", "terminology"), classes);
        say($"vocabulary and {classes.Count} words in classes");
        var words = new WordMemory(_vocabulary);
        _corpora =
        [
            TrainingCorpus.Of("bc5cdr", 2, ["Chemical", "Disease"], chemicals, chemicalsApart, _vocabulary, words),
            TrainingCorpus.Of("ncbi", 2, ["Disease"], diseases, diseasesApart, _vocabulary, words),
            TrainingCorpus.Of("maccrobat", 3, Corpora.CaseReportTypes, reports, reportsApart, _vocabulary, words),
        ];
        _stack = new(_corpora, Options, Options);

        (IReadOnlyList<AnnotatedDocument>, IReadOnlyList<AnnotatedDocument>) Split(IReadOnlyList<AnnotatedDocument> train, IReadOnlyList<AnnotatedDocument> apart) =>
            withDevelopment ? ([.. train, .. apart], []) : (train, apart);
    }

    public void Run()
    {
        _stack.FitFirst(_say);
        for (var model = 0; model < _corpora.Count; model++) _stack.FitSecond(model, _say);
    }

    public void Report()
    {
        for (var model = 0; model < _corpora.Count; model++)
            foreach (var eagerness in (float[])[0, 0.3f, 0.6f])
            {
                Say(model, "first", _stack.First[model].Score(_corpora[model].Test, _stack.BaseKeys, eagerness, out var firstTypes), firstTypes);
                Say(model, "second", _stack.Second[model].Score(_corpora[model].Test, text => _stack.AllKeys(text, _corpora[model].Sees), eagerness, out var types), types);

                void Say(int at, string level, SpanScore score, string byType) =>
                    _say($"{_corpora[at].Name}, {level} level, eagerness {eagerness}: precision {score.Precision:F2}, recall {score.Recall:F2}, F1 {score.F1:F2} ({byType})");
            }
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        var models = _corpora.Select((corpus, at) => new FittedModel(corpus.Name, Repeats[corpus.Name], new(_stack.First[at], Stack.FirstEagerness), new(_stack.Second[at], Eagerness[corpus.Name]))).ToList();
        WeightsWriter.Write(file, _vocabulary, [models[..2], models[2..]], Step);
        _say($"{path}: {file.Position} bytes");
    }
}
